package plots

import (
	"bytes"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// sampleVerdicts returns claims with all judgements.
func sampleVerdicts(worlds bool) Verdicts {
	row := func(id, name string, j Judgement, effects ...float64) VerdictRow {
		r := VerdictRow{ID: id, Name: name, Verdict: j}
		for i, x := range effects {
			t := VerdictTest{Effect: around(x, 0.4+0.1*math.Abs(x)), Verdict: Supported}
			switch {
			case math.Abs(x) < 0.5:
				t.Verdict = NotSupported
			case x < 0:
				t.Verdict = Reversed
			case i > 3:
				t.Verdict = CannotTell
			}
			r.Tests = append(r.Tests, t)
		}
		if worlds {
			x := 0.5 + 0.5*math.Sin(float64(len(name)))
			r.Worlds = &WorldShares{Holds: Interval{Value: x, Low: max(0, x-0.07), High: min(1, x+0.07)}, Shown: 0.7 * x, Refuted: 0.6 * (1 - x)}
		}
		return r
	}
	chart := Verdicts{
		Words: sampleWords("Ten of eleven claims are supported", "Claims of the story, and findings that cut against it",
			"Paired differences; intervals hold at 95% for all tests together"),
		Groups: []VerdictGroup{{Name: "The story"}, {Name: "What cuts against it"}},
	}
	g := chart.Groups
	g[0].Rows = []VerdictRow{
		row("C1", "After envoys meet, optimism glows; after professionals talk, it drains away", Supported, 23, 13, 30),
		row("C2", "Envoys open doors that ministries cannot", Supported, 29, 24),
		row("C3", "With envoys, conclusive agreement gets harder", CannotTell, 26, 6, 9, 34, 1.2),
		row("C10", "The state becomes an unreliable partner, even for friendly nations", NotSupported, 21, 2.5, 0.2),
		row("C11", "The only winners are the ambitious officials", Supported, 2.4, 1.4),
	}
	g[1].Rows = []VerdictRow{
		row("F1", "Politically close envoys keep the peace", Supported, 18, 10),
		row("F3", "An envoy somewhat sympathetic to the host does best", Reversed, -3.2, 10),
	}
	if worlds {
		chart.Title = "Claims hold in most plausible worlds"
	}
	return chart
}

// verdictSamples returns the samples of charts of verdicts.
func verdictSamples() map[string]Chart {
	nan := math.NaN()
	full := func(worlds bool) Verdicts {
		one := sampleVerdicts(worlds)
		rows := slices.Concat(one.Groups[0].Rows, one.Groups[1].Rows)
		out := Verdicts{Words: one.Words, Groups: []VerdictGroup{{Name: "The story"}, {Name: "What cuts against it"}}}
		for i := range maxVerdicts - 2 {
			g := &out.Groups[i*2/(maxVerdicts-2)]
			g.Rows = append(g.Rows, rows[i%len(rows)])
		}
		return out
	}
	crowded := full(false)
	crowded.Words = crowdedWords()
	for i := range crowded.Groups {
		crowded.Groups[i].Name = long
		for j := range crowded.Groups[i].Rows {
			r := &crowded.Groups[i].Rows[j]
			r.ID, r.Name, r.Tests = long, long, slices.Repeat(r.Tests, 4)
		}
	}
	none := Verdicts{Words: sampleWords("Nothing can be told", "", ""), Groups: []VerdictGroup{{Rows: []VerdictRow{
		{ID: "X1", Verdict: CannotTell, Tests: []VerdictTest{{Effect: Interval{Value: nan, Low: nan, High: nan}, Verdict: CannotTell}}},
	}}}}
	return map[string]Chart{
		"verdicts":         sampleVerdicts(false),
		"verdicts-full":    full(false),
		"verdicts-crowded": crowded,
		"verdicts-none":    none,
		"worlds":           sampleVerdicts(true),
		"worlds-full":      full(true),
	}
}

// TestAnyVerdicts draws random charts of verdicts, sound and unsound: each is
// drawn or refused, and tells of every claim.
func TestAnyVerdicts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.OneOf(rapid.Float64Range(-5, 5), rapid.SampledFrom([]float64{0, 1, math.NaN(), math.Inf(1), math.Inf(-1), 1e-300, 1e12, -1e12}))
		name := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{kiriyenko, unbroken, ""}))
		judged := rapid.Map(rapid.IntRange(-1, 9), func(i int) Judgement { return Judgement(i % 4) })
		worlds := rapid.Bool().Draw(t, "worlds")
		row := rapid.Custom(func(t *rapid.T) VerdictRow {
			r := VerdictRow{ID: name.Draw(t, "id"), Name: name.Draw(t, "name"), Verdict: judged.Draw(t, "verdict")}
			for range rapid.IntRange(0, 6).Draw(t, "tests") {
				x, half := number.Draw(t, "effect"), math.Abs(number.Draw(t, "half"))
				r.Tests = append(r.Tests, VerdictTest{Interval{Value: x, Low: x - half, High: x + half}, judged.Draw(t, "verdict")})
			}
			if worlds {
				share := rapid.OneOf(rapid.Float64Range(0, 1), rapid.SampledFrom([]float64{0, 1, math.NaN(), 1.5}))
				r.Worlds = &WorldShares{Interval{Value: share.Draw(t, "holds"), Low: share.Draw(t, "low"), High: share.Draw(t, "high")}, share.Draw(t, "shown"), share.Draw(t, "refuted")}
			}
			return r
		})
		group := rapid.Custom(func(t *rapid.T) VerdictGroup {
			return VerdictGroup{Name: name.Draw(t, "group"), Rows: rapid.SliceOfN(row, 0, 8).Draw(t, "rows")}
		})
		chart := Verdicts{Words: sampleWords("Title", "", ""), Groups: rapid.SliceOfN(group, 0, 3).Draw(t, "groups")}
		chart.Alt()
		chart.Data()
		if err := WriteCSV(io.Discard, chart); (err == nil) != (chart.check() == nil) {
			t.Fatalf("check and WriteCSV disagree: %v", err)
		}
		if chart.check() != nil {
			return
		}
		size := Size(rapid.IntRange(0, 2).Draw(t, "size"))
		if d := drawIn(chart, size, Light); d.err != nil {
			t.Fatalf("a checked chart failed: %v", d.err)
		}
	})
}

// TestEffectsStandInOrder holds that the axis keeps order, is symmetric, and
// that what is one smallest effect stands at 1.
func TestEffectsStandInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.Float64Range(-1e4, 1e4).Draw(t, "a"), rapid.Float64Range(-1e4, 1e4).Draw(t, "b")
		if a < b && evenLog(a) >= evenLog(b) && b-a > 1e-9 {
			t.Fatalf("%v stands at %v, %v at %v", a, evenLog(a), b, evenLog(b))
		}
		if evenLog(-a) != -evenLog(a) {
			t.Fatalf("%v is not mirrored", a)
		}
	})
	if x := evenLog(1); math.Abs(x-1) > 1e-12 {
		t.Errorf("one smallest effect stands at %v", x)
	}
}

// TestVerdictsRefused names the fault of a chart.
func TestVerdictsRefused(t *testing.T) {
	for want, fault := range map[string]func(v *Verdicts){
		"0 groups":             func(v *Verdicts) { v.Groups = nil },
		"has no claims":        func(v *Verdicts) { v.Groups[1].Rows = nil },
		"no tests":             func(v *Verdicts) { v.Groups[0].Rows[0].Tests = nil },
		"judgements":           func(v *Verdicts) { v.Groups[0].Rows[0].Verdict = 4 },
		"of all or of none":    func(v *Verdicts) { v.Groups[1].Rows[0].Worlds = nil },
		"Shown is 1.5":         func(v *Verdicts) { v.Groups[1].Rows[0].Worlds.Shown = 1.5 },
		"add up to":            func(v *Verdicts) { v.Groups[1].Rows[0].Worlds.Shown, v.Groups[1].Rows[0].Worlds.Refuted = 0.7, 0.7 },
		"groups and claims":    func(v *Verdicts) { v.Groups[0].Rows = slices.Repeat(v.Groups[0].Rows, 5) },
		`claim "C3": no tests`: func(v *Verdicts) { v.Groups[0].Rows[2].Tests = nil },
	} {
		chart := sampleVerdicts(true)
		fault(&chart)
		var b bytes.Buffer
		if err := Render(&b, chart, Options{}); err == nil || !strings.Contains(err.Error(), want) || b.Len() > 0 {
			t.Errorf("%s: %v", want, err)
		}
	}
}

// TestVerdictsTold holds that words and numbers tell all that is drawn.
func TestVerdictsTold(t *testing.T) {
	tests, worlds := sampleVerdicts(false), sampleVerdicts(true)
	if alt := tests.Alt(); !strings.Contains(alt, "F3 An envoy somewhat sympathetic to the host does best: reversed, by 2 tests.") {
		t.Error(alt)
	}
	if alt := worlds.Alt(); !strings.Contains(alt, "C2 Envoys open doors that ministries cannot: holds in ") {
		t.Error(alt)
	}
	if head, rows := tests.Data(); len(rows) != 19 || len(rows[0]) != len(head) {
		t.Errorf("%d rows of tests", len(rows))
	}
	if head, rows := worlds.Data(); len(rows) != 7 || len(rows[0]) != len(head) {
		t.Errorf("%d rows of claims", len(rows))
	}
}
