package plots

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
)

// maxVerdicts is how many claims have room in every size, each group counted as
// one more.
const maxVerdicts = 20

// Verdicts shows what became of claims, one row each. With tests alone, it
// shows how large the effect of each test is: in units of the smallest effect
// that matters, the claimed side to the right, on an axis that is even near 0
// and logarithmic beyond. Days, shares and deals stand on one axis so, each
// measured by what its reader said would matter and not by how much its runs
// vary. With worlds, it shows in what share of plausible worlds a claim is
// shown, cannot be told, and is refuted.
type Verdicts struct {
	Words
	Groups []VerdictGroup // at least 1; their rows and they are at most 20
}

// VerdictGroup is a heading and the claims below it.
type VerdictGroup struct {
	Name string // empty: no heading
	Rows []VerdictRow
}

// VerdictRow is one claim.
type VerdictRow struct {
	ID, Name string
	Verdict  Judgement
	Tests    []VerdictTest // at least 1
	Worlds   *WorldShares  // of every row, or of none
}

// VerdictTest is one test of a claim.
type VerdictTest struct {
	// Effect is divided by the smallest that matters, above 0 on the claimed
	// side. NaN where there is none.
	Effect  Interval
	Verdict Judgement
}

// WorldShares are shares of plausible worlds, in [0, 1].
type WorldShares struct {
	Holds   Interval // the claim is on the right side, with its interval
	Shown   float64  // shown
	Refuted float64  // refuted; the rest cannot be told
}

// Judgement is the verdict on a claim or a test.
type Judgement int

// The judgements, the best first.
const (
	Supported Judgement = iota
	CannotTell
	NotSupported // the effect is too small to matter
	Reversed
)

// String returns the judgement in words.
func (j Judgement) String() string {
	if j < Supported || j > Reversed {
		return "unknown"
	}
	return [...]string{"supported", "cannot tell", "not supported", "reversed"}[j]
}

func (v Verdicts) words() Words { return v.Words }

// worlds says whether the rows have shares of worlds.
func (v Verdicts) worlds() bool {
	return len(v.Groups) > 0 && len(v.Groups[0].Rows) > 0 && v.Groups[0].Rows[0].Worlds != nil
}

func (v Verdicts) check() error {
	n := 0
	var problems []error
	for _, g := range v.Groups {
		n += 1 + len(g.Rows)
		if len(g.Rows) == 0 {
			problems = append(problems, fmt.Errorf("group %q has no claims: leave it out", g.Name))
		}
		for _, r := range g.Rows {
			if err := r.check(v.worlds()); err != nil {
				problems = append(problems, fmt.Errorf("claim %q: %w", r.ID, err))
			}
		}
	}
	if len(v.Groups) == 0 || n > maxVerdicts {
		problems = append(problems, fmt.Errorf("chart of verdicts has %d groups and claims: give 2 to %d, and draw the others apart", n, maxVerdicts))
	}
	return errors.Join(problems...)
}

func (r VerdictRow) check(worlds bool) error {
	if len(r.Tests) == 0 {
		return errors.New("no tests: give at least 1")
	}
	for i, t := range append([]VerdictTest{{Verdict: r.Verdict}}, r.Tests...) {
		if t.Verdict < Supported || t.Verdict > Reversed {
			return fmt.Errorf("verdict %d is %d: give one of the judgements", i, t.Verdict)
		}
	}
	if worlds != (r.Worlds != nil) {
		return errors.New("worlds of some claims only: give them of all or of none")
	}
	if !worlds {
		return nil
	}
	w := r.Worlds
	err := errors.Join(checkShare("Shown", w.Shown), checkShare("Refuted", w.Refuted), checkShare("Holds", w.Holds.Value), checkShare("Holds.Low", w.Holds.Low), checkShare("Holds.High", w.Holds.High))
	if err == nil && w.Shown+w.Refuted > 1+1e-9 {
		err = fmt.Errorf("fields Shown and Refuted add up to %g: give shares of the same worlds", w.Shown+w.Refuted)
	}
	return err
}

// Alt tells the chart in words.
func (v Verdicts) Alt() string {
	var out strings.Builder
	out.WriteString(sentence(v.Title) + " " + sentence(v.measure()))
	for _, g := range v.Groups {
		if g.Name != "" {
			out.WriteString(" " + sentence(g.Name))
		}
		for _, r := range g.Rows {
			out.WriteString(" " + strings.TrimSpace(clean(r.ID+" "+r.Name)) + ": ")
			if w := r.Worlds; w != nil {
				fmt.Fprintf(&out, "holds in %s, shown in %s, refuted in %s.", withInterval(w.Holds.Value, w.Holds.Low, w.Holds.High), percent(w.Shown), percent(w.Refuted))
				continue
			}
			fmt.Fprintf(&out, "%s, by %s.", r.Verdict, plural(len(r.Tests), "test"))
		}
	}
	return clean(out.String())
}

// measure says what is drawn.
func (v Verdicts) measure() string {
	if v.worlds() {
		return "Share of plausible worlds"
	}
	return "Effect of each test, in units of the smallest that matters"
}

// Data returns one row for each test, or with worlds for each claim.
func (v Verdicts) Data() (header []string, rows [][]string) {
	if v.worlds() {
		header = []string{"group", "id", "claim", "verdict", "holds", "low", "high", "shown", "refuted"}
		for _, g := range v.Groups {
			for _, r := range g.Rows {
				w := r.Worlds
				if w == nil {
					w = &WorldShares{Holds: Interval{math.NaN(), math.NaN(), math.NaN(), false}, Shown: math.NaN(), Refuted: math.NaN()}
				}
				rows = append(rows, []string{
					g.Name, r.ID, r.Name, r.Verdict.String(), number(w.Holds.Value), number(w.Holds.Low), number(w.Holds.High), number(w.Shown), number(w.Refuted),
				})
			}
		}
		return header, rows
	}
	header = []string{"group", "id", "claim", "verdict", "test", "effect", "low", "high", "test_verdict"}
	for _, g := range v.Groups {
		for _, r := range g.Rows {
			for i, t := range r.Tests {
				rows = append(rows, []string{
					g.Name, r.ID, r.Name, r.Verdict.String(), fmt.Sprint(i + 1), number(t.Effect.Value), number(t.Effect.Low), number(t.Effect.High), t.Verdict.String(),
				})
			}
		}
	}
	return header, rows
}

// evenLog is even near 0 and logarithmic beyond 1 either way.
func evenLog(v float64) float64 { return math.Asinh(v * math.Sinh(1)) }

// span returns the ends of the axis of effects: powers of 10, at most 1,000.
func (v Verdicts) span() (low, high float64) {
	low, high = -1, 10
	for _, g := range v.Groups {
		for _, r := range g.Rows {
			for _, t := range r.Tests {
				for _, x := range []float64{t.Effect.Value, t.Effect.Low, t.Effect.High} {
					if finite(x) {
						low, high = min(low, x), max(high, x)
					}
				}
			}
		}
	}
	round := func(x float64) float64 { return min(1000, math.Pow(10, math.Ceil(math.Log10(x)-1e-9))) }
	return -round(-low), round(high)
}

// powers are the places of ticks between the ends.
func powers(low, high float64) []float64 {
	at := []float64{0}
	for x := 1.0; x <= high; x *= 10 {
		at = append(at, x)
	}
	for x := 1.0; x <= -low; x *= 10 {
		at = append(at, -x)
	}
	slices.Sort(at)
	return at
}
