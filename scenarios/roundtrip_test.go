package scenarios_test

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"backchannel/scenarios"
)

// TestWhatIsWrittenIsRead: any valid scenario, written and read, is the same.
func TestWhatIsWrittenIsRead(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		s := scenario(rt)
		again, err := scenarios.Load("-", scenarios.Options{Stdin: bytes.NewReader(s.Resolved())})
		if err != nil {
			rt.Fatalf("%v\nin\n%s", err, s.Resolved())
		}
		if s.Title == "" {
			s.Title = "stdin"
		}
		if s.Description = strings.TrimSpace(s.Description); !same(s, again) || s.Hash() != again.Hash() {
			rt.Fatalf("wrote\n%s\nread\n%s", s.Resolved(), again.Resolved())
		}
	})
}

// TestOrderOfTablesChangesNothing cuts a file at its headers and shuffles it.
func TestOrderOfTablesChangesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		s := scenario(rt)
		head, rest, _ := strings.Cut(string(s.Resolved()), "\n[")
		parts := rapid.Permutation(strings.Split(rest, "\n[")).Draw(rt, "order")
		again, err := scenarios.Load("-", scenarios.Options{Stdin: strings.NewReader(head + "\n[" + strings.Join(parts, "\n["))})
		if err != nil || again.Hash() != s.Hash() {
			rt.Fatalf("%v: order changes the scenario", err)
		}
	})
}

// TestHash: the hash is of what is played, and of all of it.
func TestHash(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		s := scenario(rt)
		hash := s.Hash()
		s.Name, s.Title, s.Description = "other", "other", "other"
		if s.Hash() != hash {
			rt.Fatal("a name changes the hash")
		}
		i := rapid.IntRange(0, len(s.Sim.Sides)-1).Draw(rt, "side")
		c := &s.Sim.Sides[i].Clarity
		*c = math.Nextafter(*c, 0.5)
		if *c != 0.5 && s.Hash() == hash {
			rt.Fatal("the last bit of a number does not change the hash")
		}
	})
	if a, b := load(t, "us-russia-2025", "sides.Russia.clarity=0.0"), load(t, "us-russia-2025", "sides.Russia.clarity=-0.0"); a.Hash() != b.Hash() {
		t.Error("0 and -0 have two hashes")
	}
}

// load reads what must be without problems.
func load(t testing.TB, ref string, set ...string) *scenarios.Scenario {
	t.Helper()
	s, err := scenarios.Load(ref, scenarios.Options{Set: set})
	if err != nil {
		t.Fatalf("%s: %v", ref, err)
	}
	return s
}
