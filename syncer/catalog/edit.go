package catalog

// Edits is what comparing both sides gave for the name and the group of a
// product that the shop has (setting l). The zero value lets a product of ours
// be sent as it is here, and one of the shop's own stay as it is there.
type Edits struct {
	// KeepName and KeepCategory leave a change that the shop has made itself.
	KeepName, KeepCategory bool
	// Rename is the new name of a product of the shop's own, Place tells that it
	// gets the category of our group.
	Rename string
	Place  bool
}

// What the link of a variant of the shop's own keeps of name and group: what
// each side had when they were last compared. The two may differ for ever, as
// the names of goods that a person has matched do.
const (
	HashNameHere   = "name here"
	HashNameThere  = "name there"
	HashGroupHere  = "group here"
	HashGroupThere = "group there"
)

// SendsNameOrGroup tells whether a Patch of a known product would have its name
// or its category.
func (p Product) SendsNameOrGroup(t Terms) bool {
	differs := func(group, want string) bool { return t.Full || p.differs(group, want) }

	return p.named(t, differs(GroupName, hash(p.Name))) != "" ||
		p.CategoryID != "" && p.placed(t, false, differs(GroupCategory, hash(p.CategoryID)))
}

// named is the name that is sent, empty when none is.
func (p Product) named(t Terms, differs bool) string {
	switch {
	case p.Own:
		return p.Edits.Rename
	case differs && !p.Edits.KeepName && (p.ID == "" || t.EditNameAndGroup):
		return p.Name
	}

	return ""
}

// placed tells whether the category is sent. One that the shop refused before is
// as soon as it is there.
func (p Product) placed(t Terms, isNew, differs bool) bool {
	switch {
	case p.Own:
		return p.Edits.Place
	case isNew || p.LastSent(GroupCategory) == "":
		return true
	}

	return t.EditNameAndGroup && differs && !p.Edits.KeepCategory
}
