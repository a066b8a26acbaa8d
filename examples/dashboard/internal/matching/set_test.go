package matching_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/dashboard/internal/matching"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
)

// proposed is a set of four goods: 1 is certainly a, 2 may be b or c, 3 may be c,
// 4 may be d.
func proposed() *matching.Set {
	s := matching.New(time.Unix(1, 0))
	s.Add(pair(1, "a", true))
	s.Add(pair(2, "b", false))
	s.Add(pair(2, "c", false))
	s.Add(pair(3, "c", false))
	s.Add(pair(4, "d", false))

	return s
}

func pair(good sklad.GoodID, variant string, certain bool) syncer.Match {
	return syncer.Match{
		GoodID: good, VariantID: variant, Certain: certain, Fingerprint: string(rune('0'+good)) + variant,
		Good: syncer.MatchSide{Name: "Чаша " + string(rune('0'+good)), Code: "CM048M"}, Variant: syncer.MatchSide{Name: "Купа " + variant},
	}
}

// links are the accepted matches as fingerprints.
func links(s *matching.Set) []string {
	var all []string
	for _, m := range s.Accepted() {
		all = append(all, m.Fingerprint)
	}

	return all
}

func TestOnlyWhatIsAcceptedIsApplied(t *testing.T) {
	t.Parallel()

	s := proposed()
	require.Equal(t, []string{"1a"}, links(s), "certain beforehand")
	require.Equal(t, matching.Tally{Open: 3, Accepted: 1, Certain: 1}, s.Tally())

	require.NoError(t, s.Accept(2, "c"))
	require.NoError(t, s.Reject(4))
	require.Equal(t, []string{"1a", "2c"}, links(s))
	require.Equal(t, matching.Tally{Open: 1, Accepted: 2, Rejected: 1, Certain: 1, Decided: true}, s.Tally())

	require.NoError(t, s.Accept(2, "b"))
	require.Equal(t, []string{"1a", "2b"}, links(s), "another candidate in its place")
	require.NoError(t, s.Reject(1))
	require.Equal(t, []string{"2b"}, links(s), "a certain one too")
}

func TestAProductHasOneGood(t *testing.T) {
	t.Parallel()

	s := proposed()
	require.NoError(t, s.Accept(2, "c"))

	var taken *matching.TakenError
	require.ErrorAs(t, s.Accept(3, "c"), &taken)
	require.EqualValues(t, 2, taken.By.Good)

	require.NoError(t, s.Accept(2, "b"))
	require.NoError(t, s.Accept(3, "c"), "it is free again")
	require.ErrorIs(t, s.Accept(3, "d"), matching.ErrUnknown)
	require.ErrorIs(t, s.Reject(9), matching.ErrUnknown)
}

func TestUndoTakesDecisionsBackOneByOne(t *testing.T) {
	t.Parallel()

	s := proposed()
	require.NoError(t, s.Accept(2, "b"))
	require.NoError(t, s.Accept(2, "b"), "again is no decision")
	require.NoError(t, s.Accept(2, "c"))
	require.NoError(t, s.Leave(1))
	require.Equal(t, []string{"2c"}, links(s))

	for _, want := range []struct {
		good  sklad.GoodID
		links []string
	}{{1, []string{"1a", "2c"}}, {2, []string{"1a", "2b"}}, {2, []string{"1a"}}} {
		good, err := s.Undo()
		require.NoError(t, err)
		require.Equal(t, want.good, good)
		require.Equal(t, want.links, links(s))
	}

	_, err := s.Undo()
	require.ErrorIs(t, err, matching.ErrNothing)
}

func TestUndoTakesNothingFromAnotherGood(t *testing.T) {
	t.Parallel()

	s := proposed()
	require.NoError(t, s.Accept(2, "c"))
	require.NoError(t, s.Reject(2))
	require.NoError(t, s.Accept(3, "c"))

	_, err := s.Undo() // 3 is open again
	require.NoError(t, err)
	require.NoError(t, s.Accept(3, "c"))

	for range 3 {
		_, err = s.Undo()
		require.NoError(t, err)
	}

	require.Equal(t, []string{"1a"}, links(s))
}

func TestANewSearchKeepsWhatWasDecided(t *testing.T) {
	t.Parallel()

	older := proposed()
	require.NoError(t, older.Leave(1))
	require.NoError(t, older.Accept(2, "c"))
	require.NoError(t, older.Reject(4))

	s := proposed()
	s.Add(pair(4, "e", false))
	s.Carry(older)
	require.Equal(t, []string{"2c"}, links(s))
	require.Equal(t, 0, s.Tally().Rejected, "4 has a candidate that nobody has seen")

	s.Carry(nil)
	require.Equal(t, []string{"2c"}, links(s))
}

func TestAFileDecides(t *testing.T) {
	t.Parallel()

	s := proposed()
	require.NoError(t, s.Accept(4, "d"))

	old := pair(2, "b", false)
	old.Fingerprint = "as the file has it"
	s.Take([]syncer.Match{old, {GoodID: 7, VariantID: "z"}, {GoodID: 3, VariantID: "y"}})

	require.Equal(t, []string{"as the file has it", "", ""}, links(s), "1 and 4 were emptied")
	c, known := s.Case(3)
	require.True(t, known)
	require.Equal(t, "Чаша 3", c.Candidates[1].Good.Name)
	require.Equal(t, 2, s.Tally().Open)
}

func TestChoose(t *testing.T) {
	t.Parallel()

	s := proposed()
	require.Len(t, s.Choose("open", ""), 3)
	require.Len(t, s.Choose("certain", ""), 1)
	require.Len(t, s.Choose("all", "чаша 3"), 1)
	require.Len(t, s.Choose("all", "СМ048М"), 4, "in Cyrillic")
	require.Len(t, s.Choose("all", "купа c"), 2)
	require.Empty(t, s.Choose("rejected", ""))
}

func TestASetIsBounded(t *testing.T) {
	t.Parallel()

	s := matching.New(time.Unix(1, 0))
	for range 20_003 {
		s.Add(pair(1, "a", false))
	}

	require.Equal(t, 3, s.Over())
}
