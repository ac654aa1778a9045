package sim

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestOrderChangesNothing: however a scenario lists its issues, sides, envoys,
// corps, talks, deals and the names within them, the outcomes are the same to
// the last bit.
func TestOrderChangesNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := scenarios().Draw(rt, "scenario")
		a, b := NewEngine(mustCompileRapid(rt, s)), NewEngine(mustCompileRapid(rt, reorder(rt, s)))
		for run := range uint64(2) {
			if x, y := dump(a.Run(1, run)), dump(b.Run(1, run)); x != y {
				rt.Fatalf("in one order\n%s\nin another\n%s", x, y)
			}
		}
	})
}

// reorder lists everything in another order.
func reorder(rt *rapid.T, s *Scenario) *Scenario {
	out := *s
	issues, sides := mixed(rt, len(s.Issues)), mixed(rt, len(s.Sides))
	out.Issues, out.Sides = permute(s.Issues, issues), permute(s.Sides, sides)
	for i := range out.Sides {
		x := &out.Sides[i]
		x.Ideal, x.Weight = permute(x.Ideal, issues), permute(x.Weight, issues)
		x.Reliability = permute(x.Reliability, sides)
	}
	out.Envoys = permute(s.Envoys, mixed(rt, len(s.Envoys)))
	for i := range out.Envoys {
		x := &out.Envoys[i]
		x.Bias = permute(x.Bias, issues)
		x.Covets = permute(x.Covets, mixed(rt, len(x.Covets)))
	}
	out.Corps = permute(s.Corps, mixed(rt, len(s.Corps)))
	out.Talks = permute(s.Talks, mixed(rt, len(s.Talks)))
	for i := range out.Talks {
		x := &out.Talks[i]
		x.Reservation = permute(x.Reservation, sides)
		for _, list := range []*[]string{&x.Sides, &x.Issues, &x.Envoys, &x.Corps} {
			*list = permute(*list, mixed(rt, len(*list)))
		}
		for _, list := range []*[]float64{&x.MeetingDates, &x.ContactDates} {
			*list = permute(*list, mixed(rt, len(*list)))
		}
	}
	out.Deals = permute(s.Deals, mixed(rt, len(s.Deals)))
	for i := range out.Deals {
		x := &out.Deals[i]
		x.Terms = permute(x.Terms, issues)
		x.Signers = permute(x.Signers, mixed(rt, len(x.Signers)))
	}
	return &out
}

func mixed(rt *rapid.T, n int) []int {
	index := make([]int, n)
	for i := range index {
		index[i] = i
	}
	return rapid.Permutation(index).Draw(rt, "order")
}

// TestIdleActorsChangeNothing: an envoy, a corps and a side without talks, and
// a talk of theirs without envoys, leave every number of the others alone. The
// published reliability of a side is a mean over all other sides, so there the
// beliefs that it is the mean of are compared.
func TestIdleActorsChangeNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := scenarios().Draw(rt, "scenario")
		a := NewEngine(mustCompileRapid(rt, s))
		b := NewEngine(mustCompileRapid(rt, withIdlers(s)))
		for run := range uint64(2) {
			if x, y := essence(a, a.Run(1, run)), essence(b, b.Run(1, run)); x != y {
				rt.Fatalf("without idle actors\n%s\nwith\n%s", x, y)
			}
		}
	})
}

// withIdlers returns s with actors who do nothing. Their names sort before
// and after all others'.
func withIdlers(s *Scenario) *Scenario {
	out := *s
	out.Sides = slices.Clone(s.Sides)
	out.Envoys, out.Corps, out.Talks = slices.Clone(s.Envoys), slices.Clone(s.Corps), slices.Clone(s.Talks)
	for i := range out.Sides {
		out.Sides[i].Reliability = append(slices.Clone(s.Sides[i].Reliability), math.NaN(), math.NaN())
	}
	for i := range out.Talks {
		out.Talks[i].Reservation = append(slices.Clone(s.Talks[i].Reservation), math.NaN(), math.NaN())
	}
	for _, name := range []string{"aaa idle", "zzz idle"} {
		x := s.Sides[0]
		x.Name, x.Reliability = name, slices.Repeat([]float64{math.NaN()}, len(s.Sides)+2)
		out.Sides = append(out.Sides, x)
		out.envoy(name, s.Sides[0].Name).FallRate = 2
		out.addCorps(name, s.Sides[0].Name).LeakRate = 5
	}
	for k := range s.Issues { // a talk needs weights
		for i := len(s.Sides); i < len(out.Sides); i++ {
			out.Sides[i].Weight = slices.Clone(out.Sides[i].Weight)
			out.Sides[i].Weight[k]++
		}
	}
	out.talk("aaa idle talk", "aaa idle", "zzz idle").ContactEvery = 5
	return &out
}

// essence writes out what a run came to for those who are not idle, with
// names in the place of indices.
func essence(e *Engine, o *Outcome) string {
	s := e.model.Scenario()
	idle := func(name string) bool { return len(name) > 4 && name[3:] == " idle" }
	person := func(i int) string {
		x := o.Envoys[i]
		return fmt.Sprint(s.Envoys[e.offices[x.Office].spec.people[0]].Name, x.Generation)
	}
	side := func(i int) string {
		if i < 0 {
			return "none"
		}
		return s.Sides[i].Name
	}
	var out strings.Builder
	for _, x := range o.Talks {
		if name := s.Talks[x.Talk].Name; name != "aaa idle talk" {
			x.Talk = 0
			fmt.Fprintf(&out, "%s %+v\n", name, x)
		}
	}
	for _, x := range o.Deals {
		var signers []string
		for _, p := range x.Signers {
			signers = append(signers, person(p))
		}
		slices.Sort(signers)
		fmt.Fprint(&out, s.Talks[x.Talk].Name, side(x.Breaker), signers)
		x.Talk, x.Breaker, x.Signers = 0, 0, nil
		fmt.Fprintf(&out, " %+v\n", x)
	}
	for i, x := range o.Envoys {
		if !idle(s.Envoys[e.offices[x.Office].spec.people[0]].Name) {
			x.Office, x.Person = 0, min(x.Person, 0)
			fmt.Fprintf(&out, "%s %+v\n", person(i), x)
		}
	}
	for i, x := range o.Sides {
		if idle(side(i)) {
			continue
		}
		fmt.Fprintf(&out, "%s %d %d %v", side(i), x.Signed, x.Broken, x.Honoured)
		for j := range e.sides {
			if !idle(side(j)) && j != i {
				fmt.Fprintf(&out, " %s %v", side(j), e.sides[j].belief[i])
			}
		}
		out.WriteByte('\n')
	}
	return out.String()
}

// TestRunsDoNotLeak: an engine gives for each run what a fresh one gives,
// whatever it played before, and in any order; and the seed matters.
func TestRunsDoNotLeak(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		m := mustCompileRapid(rt, scenarios().Draw(rt, "scenario"))
		used := NewEngine(m)
		for _, run := range rapid.SliceOfN(rapid.Uint64Range(0, 5), 1, 8).Draw(rt, "runs") {
			if x, y := dump(used.Run(1, run)), dump(NewEngine(m).Run(1, run)); x != y {
				rt.Fatalf("run %d on a used engine\n%s\non a fresh one\n%s", run, x, y)
			}
		}
	})
	e := NewEngine(mustCompile(t, theatres()))
	seen := map[string]bool{}
	for seed := range uint64(10) {
		seen[dump(e.Run(seed, 1))] = true
	}
	for run := range uint64(10) {
		seen[dump(e.Run(0, 10+run))] = true
	}
	if len(seen) != 20 {
		t.Errorf("20 runs of different seeds and numbers gave %d outcomes", len(seen))
	}
}

// TestObserversChangeNothing: a run that is watched is the run that is not.
func TestObserversChangeNothing(t *testing.T) {
	e := NewEngine(mustCompile(t, theatres()))
	for run := range uint64(20) {
		alone := dump(e.Run(1, run))
		if got := dump(e.Run(1, run, watch(e, t.Errorf), watch(e, t.Errorf))); got != alone {
			t.Fatalf("run %d watched\n%s\nunwatched\n%s", run, got, alone)
		}
	}
}

// TestAllocations: once warm an engine allocates nothing.
func TestAllocations(t *testing.T) {
	for name, s := range map[string]*Scenario{"duel": duel(), "theatres": theatres()} {
		e := NewEngine(mustCompile(t, s))
		for run := range uint64(50) {
			e.Run(1, run)
		}
		run := uint64(0)
		if n := testing.AllocsPerRun(40, func() { e.Run(1, run%50); run++ }); n != 0 {
			t.Errorf("%s: %v allocations a run", name, n)
		}
	}
}
