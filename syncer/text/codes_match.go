package text

// Problems of a match that a person decided on. It is kept aside and the others
// are applied.
const (
	// MatchGone is a match one of whose sides is not there any more, or takes no
	// part in matching: side.
	MatchGone Code = "match_gone"
	// MatchChanged is a match whose sides are not what they were: good, variant.
	MatchChanged Code = "match_changed"
	// MatchTaken is a match one of whose sides is linked with another record:
	// side, other.
	MatchTaken Code = "match_taken"
)

const matchTexts = `
match_gone
{side} is not there any more, or is a service
run match propose again
{side} вече го няма или е услуга
изпълнете match propose отново

match_changed
code, barcode or name changed since the match was proposed; now it would link {good} with {variant}
run match propose again and look at both
код, баркод или име са променени, откакто съпоставянето е предложено; сега то би свързало {good} с {variant}
изпълнете match propose отново и прегледайте двете

match_taken
{side} is linked with {other} already
leave the row out, or take the other link back with match undo first
{side} вече е свързан с {other}
пропуснете реда или първо отменете другата връзка с match undo
`
