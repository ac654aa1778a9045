package study

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat"
	"pgregory.net/rapid"

	"backchannel/scenarios"
	"backchannel/sim/stats"
)

func varyClaims(t *testing.T, list []scenarios.Claim, worlds, workers int) *ClaimWorlds {
	t.Helper()
	found, err := VaryClaims(t.Context(), list, WorldsConfig{Seed: 7, Worlds: worlds, Runs: 6, Workers: workers, Level: stats.Level95})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestWorldsAreTheSameWhateverTheWorkers holds the result to the same bytes for
// any number of workers.
func TestWorldsAreTheSameWhateverTheWorkers(t *testing.T) {
	list := []scenarios.Claim{sure("A1", scenarios.ExpectMore, 0.5, 0.02), sure("A2", scenarios.ExpectNotMore, 0.9, 0.02)}
	want, err := json.Marshal(varyClaims(t, list, 7, 1))
	if err != nil {
		t.Fatal(err)
	}
	for _, workers := range []int{2, 5} {
		if got, _ := json.Marshal(varyClaims(t, list, 7, workers)); string(got) != string(want) {
			t.Errorf("%d workers: %s, want %s", workers, got, want)
		}
	}
}

// TestSurelyTrueAndSurelyFalse holds the shares of claims that no world can
// change: a share of runs is at least 0, and never above 2.
func TestSurelyTrueAndSurelyFalse(t *testing.T) {
	const worlds = 5
	found := varyClaims(t, []scenarios.Claim{sure("A1", scenarios.ExpectMore, -1, 0.02), sure("A2", scenarios.ExpectMore, 2, 0.02)}, worlds, 0)
	yes, no := found.Claims[0], found.Claims[1]
	if yes.Worlds != worlds || yes.Holds.Value != 1 || yes.Shown.Value != 1 || yes.Refuted.Value != 0 {
		t.Errorf("surely true: %+v", yes.Fates)
	}
	if no.Holds.Value != 0 || no.Reverse.Value != 1 || no.Refuted.Value != 1 || no.Shown.Value != 0 {
		t.Errorf("surely false: %+v", no.Fates)
	}
	if want := stats.Wilson(worlds, worlds, stats.Level95); yes.Holds != want {
		t.Errorf("interval %v, want %v", yes.Holds, want)
	}
	if found.Assumptions < 50 {
		t.Errorf("only %d assumptions were varied", found.Assumptions)
	}
}

// TestQuantilesAreUniform holds the draws of a path over worlds, and those of
// paths in a world, to the uniform distribution (Kolmogorov-Smirnov, false alarm
// once in 1000 each: critical value 1.95/sqrt(n)), and draws of two paths to no
// correlation (beyond 3.3 standard errors once in 1000).
func TestQuantilesAreUniform(t *testing.T) {
	const n = 2000
	var byWorld, other, byPath []float64
	for i := range n {
		byWorld = append(byWorld, quantileOf(1, i, "sides.Russia.clarity"))
		other = append(other, quantileOf(1, i, `sides."United States".clarity`))
		byPath = append(byPath, quantileOf(1, 3, fmt.Sprintf("path.%d", i)))
	}
	if r := stat.Correlation(byWorld, other, nil); math.Abs(r) > 3.3/math.Sqrt(n) {
		t.Errorf("two paths are correlated: %v", r)
	}
	for name, list := range map[string][]float64{"over worlds": byWorld, "over paths": byPath} {
		slices.Sort(list)
		d := 0.0
		for i, q := range list {
			d = max(d, math.Abs(q-float64(i)/n), math.Abs(q-float64(i+1)/n))
		}
		if d > 1.95/math.Sqrt(n) {
			t.Errorf("%s: not uniform, D = %v", name, d)
		}
	}
}

// TestPlausibleAt holds that the range is reached at both ends, in order, and
// that half-way on a logarithmic scale is the geometric mean.
func TestPlausibleAt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.Float64Range(1e-3, 10).Draw(t, "low")
		a := scenarios.Assumption{Low: low, High: low * rapid.Float64Range(1.01, 50).Draw(t, "factor"), Log: rapid.Bool().Draw(t, "log")}
		p, q := rapid.Float64Range(0, 1).Draw(t, "p"), rapid.Float64Range(0, 1).Draw(t, "q")
		near := func(x, y float64) bool { return math.Abs(x-y) <= 1e-12*math.Abs(y) }
		if !near(plausibleAt(&a, 0), a.Low) || !near(plausibleAt(&a, 1), a.High) {
			t.Fatalf("%+v: from %v to %v", a, plausibleAt(&a, 0), plausibleAt(&a, 1))
		}
		if p < q-1e-6 && plausibleAt(&a, p) >= plausibleAt(&a, q) {
			t.Fatal("out of order")
		}
		want := (a.Low + a.High) / 2
		if a.Log {
			want = math.Sqrt(a.Low * a.High)
		}
		if got := plausibleAt(&a, 0.5); !near(got, want) {
			t.Fatalf("half-way %v, want %v", got, want)
		}
	})
}

// TestWorldsKeepWhatAnArmSets holds that an arm's own settings stay in every
// world, that all else is drawn within its range, and that both arms of a test
// have the same draw.
func TestWorldsKeepWhatAnArmSets(t *testing.T) {
	arm := func(set ...string) *claimArm {
		a := &claimArm{ClaimArm: scenarios.ClaimArm{Name: "a", Scenario: "us-russia-2025", Set: set}}
		var err error
		if a.scenario, err = a.Load(); err != nil {
			t.Fatal(err)
		}
		a.freed()
		return a
	}
	plain, own := arm(), arm("sides.'United States'.clarity=0.8", "envoys.Witkoff.fall_rate = 0/year")
	if len(own.free) != len(plain.free)-2 {
		t.Errorf("%d of %d assumptions are left open by an arm that sets 2", len(own.free), len(plain.free))
	}
	for world := range 20 {
		a, err := plain.inWorld(1, world)
		if err != nil {
			t.Fatal(err)
		}
		b, err := own.inWorld(1, world)
		if err != nil {
			t.Fatal(err)
		}
		x, y := a.Scenario(), b.Scenario()
		for i := range x.Sides {
			side, same := &x.Sides[i], x.Sides[i].Clarity == y.Sides[i].Clarity
			if us := side.Name == "United States"; us && y.Sides[i].Clarity != 0.8 || us == same {
				t.Fatalf("world %d: clarity of %s is %v and %v", world, side.Name, side.Clarity, y.Sides[i].Clarity)
			}
		}
		for _, s := range plain.free {
			if v := plausibleAt(&s, quantileOf(1, world, s.Path)); v < s.Low-1e-9 || v > s.High+1e-9*s.High {
				t.Fatalf("%s: %v is not from %v to %v", s.Path, v, s.Low, s.High)
			}
		}
	}
}

// TestFatesAreCounted counts by hand what became of five worlds.
func TestFatesAreCounted(t *testing.T) {
	nan := math.NaN()
	list := []worldTest{
		{effect: 1, verdict: Supported, holds: true},
		{effect: 0.1, verdict: CannotTell, holds: true},
		{effect: -1, verdict: Reversed},
		{effect: nan, verdict: CannotTell},
		{invalid: true},
	}
	f := fatesOf(list, stats.Level95)
	if f.Worlds != 4 || f.Invalid != 1 || f.Silent != 1 || f.Holds.Value != 0.5 || f.Shown.Value != 0.25 || f.Refuted.Value != 0.25 || f.Unclear.Value != 0.5 {
		t.Errorf("%+v", f)
	}
	both := together([]worldTest{list[0], list[2]})
	if both.holds || both.verdict != Reversed || both.invalid {
		t.Errorf("together: %+v", both)
	}
	if x := together([]worldTest{list[0], list[4]}); !x.invalid {
		t.Error("a claim is told of a world in which one of its tests has no scenario")
	}
	if s := spreadOf(list); s.Value != 0.1 || s.Low != -1 || s.High != 1 || s.N != 3 {
		t.Errorf("spread %+v", s)
	}
	if s := spreadOf(list[3:]); s.N != 0 || !math.IsNaN(s.Value) {
		t.Errorf("spread of nothing %+v", s)
	}
}

// TestHoldsAgreesWithTheVerdict holds that what is supported holds, and what is
// reversed does not, at every point of its interval.
func TestHoldsAgreesWithTheVerdict(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.Float64Range(-1, 1).Draw(t, "low")
		e := stats.Estimate{Low: low, High: low + rapid.Float64Range(0, 1).Draw(t, "width")}
		least := rapid.Float64Range(0.001, 0.5).Draw(t, "least")
		at := e.Low + (e.High-e.Low)*rapid.Float64Range(0, 1).Draw(t, "at")
		expect := rapid.SampledFrom([]string{
			scenarios.ExpectMore, scenarios.ExpectLess, scenarios.ExpectAlike, scenarios.ExpectNotMore, scenarios.ExpectNotLess,
		}).Draw(t, "expect")
		switch v := verdictOf(expect, e, least); {
		case v == Supported && !holds(expect, at, least), v == Reversed && holds(expect, at, least):
			t.Fatalf("%s, %v to %v, least %v: %s, and at %v it holds: %v", expect, e.Low, e.High, least, v, at, holds(expect, at, least))
		}
	})
}
