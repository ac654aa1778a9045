package main

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"backchannel/sim/record"
	"backchannel/sim/stats"
	"backchannel/sim/study"
)

// TestUntilLeavesAFixedBatch plays until a precision and then as many runs as
// that took: every file must agree, but for what the summary says of precision.
func TestUntilLeavesAFixedBatch(t *testing.T) {
	desk(t)
	if code, _, messages := call(t, t.Context(), "run", "mine.toml", "--until", "0.08", "--on", "signed", "--min-runs", "20", "--no-charts", "--csv", "--out", "until"); code != 0 {
		t.Fatal(messages)
	}
	until, err := record.ReadManifest("until")
	if err != nil || until.Interrupted || until.RunsAsked != until.RunsDone || until.RunsDone == 20 || until.RunsDone == 100_000 {
		t.Fatalf("%+v, %v", until, err)
	}
	runs := strconv.FormatUint(until.RunsDone, 10)
	if code, _, messages := call(t, t.Context(), "run", "mine.toml", "--runs", runs, "--no-charts", "--csv", "--out", "fixed"); code != 0 {
		t.Fatal(messages)
	}
	fixed, err := record.ReadManifest("fixed")
	if err != nil {
		t.Fatal(err)
	}
	apart := func(f record.File) bool {
		return strings.HasPrefix(f.Name, "looks.") || f.Name == "summary.json"
	}
	a, b := slices.DeleteFunc(until.Files, apart), slices.DeleteFunc(fixed.Files, apart)
	if len(a) < 15 || !reflect.DeepEqual(a, b) {
		t.Errorf("files differ:\n%+v\n%+v", a, b)
	}
	s := readSummary(t, "until")
	if p := s.Precision; p == nil || !p.Met || *p.HalfWidth > 0.08 || uint64(p.Runs) != until.RunsDone || p.Measure != "main.signed" {
		t.Errorf("%+v", p)
	}
	s.Precision = nil
	text, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(filepath.Join("fixed", "summary.json"))
	if err != nil || !bytes.Equal(append(text, '\n'), want) {
		t.Errorf("summaries differ (%v)", err)
	}
}

// TestUntilAgain runs the command that the manifest names, and reads the looks
// back as charts do.
func TestUntilAgain(t *testing.T) {
	desk(t)
	two := "extends = [\"mine.toml\"]\n[talks.\"the capital, again\"]\nsides = [\"North\", \"South\"]\nenvoys = [\"banker\", \"developer\"]\n"
	if err := os.WriteFile("two.toml", []byte(two), 0o666); err != nil {
		t.Fatal(err)
	}
	if code, _, messages := call(t, t.Context(), "run", "two.toml", "--until", "0.0999", "--min-runs", "30",
		"--on", `'the capital, again'.understood`, "--no-charts", "--out", "once"); code != 0 {
		t.Fatal(messages)
	}
	m, err := record.ReadManifest("once")
	if err != nil {
		t.Fatal(err)
	}
	if code, _, messages := call(t, t.Context(), append(m.Command[1:], "--out", "again")...); code != 0 {
		t.Fatal(m.Command, messages)
	}
	again, err := record.ReadManifest("again")
	if err != nil || !reflect.DeepEqual(again.Files, m.Files) || !reflect.DeepEqual(again.Command, m.Command) {
		t.Errorf("again: %v\n%+v\n%+v", err, m, again)
	}
	d, _, err := drawingOf("once")
	if err != nil {
		t.Fatal(err)
	}
	seen := d.summary.Precision
	if len(d.looks) != seen.Looks || seen.Looks == 0 || d.looks[seen.Looks-1].Runs != int64(seen.Runs) || *d.looks[seen.Looks-1].Low != seen.Estimate.Low {
		t.Errorf("looks %+v, precision %+v", d.looks, seen)
	}
}

// TestInterruptedUntil cancels a batch of hours once rows are on disk.
func TestInterruptedUntil(t *testing.T) {
	desk(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go func() {
		if awaitFile(ctx, ".cut.partial-*/runs.csv") == nil {
			cancel()
		}
	}()
	code, out, messages := call(t, ctx, "run", "mine.toml", "--until", "0.000001", "--max-runs", "100000000", "--csv", "--no-charts", "--out", "cut")
	if code != exitInterrupted || !strings.Contains(messages, "of 100,000,000 runs are kept in cut") || !strings.Contains(out, "Precision: interrupted before ") {
		t.Fatalf("code %d: %s%s", code, out, messages)
	}
	m, err := record.ReadManifest("cut")
	if err != nil || !m.Interrupted || m.RunsDone == 0 || m.RunsAsked != 100_000_000 {
		t.Fatalf("manifest %+v, %v", m, err)
	}
	if s := readSummary(t, "cut"); !s.Interrupted || s.Precision.Met || uint64(s.Precision.Runs) > m.RunsDone || s.RunsAsked != 100_000_000 {
		t.Errorf("%+v, %+v", s, s.Precision)
	}
}

// TestPrecisionText: every way that it can end, word for word.
func TestPrecisionText(t *testing.T) {
	share := study.Precision{
		Measure: "ukraine.standing_365", Unit: "share", Looks: 6, Runs: 9000, MinRuns: 500,
		Estimate: stats.Estimate{Value: 0.358, Low: 0.348, High: 0.368, N: 8000},
	}
	const corrected = "; this interval allows for the looks (Pocock), those of the tables do not"
	with := func(aim, half *float64, met bool) study.Precision {
		p := share
		p.Aim, p.HalfWidth, p.Met = aim, half, met
		return p
	}
	days := with(nil, new(12.34), false)
	days.Unit, days.Measure, days.Looks, days.Runs = "days", "main.median_life", 1, 1
	days.Estimate = stats.Estimate{Value: 191.4, Low: 179, High: 203.68}
	none := with(new(0.01), nil, false)
	none.Estimate.Value = math.NaN()
	early := with(new(0.01), nil, false)
	early.Looks, early.Runs = 0, 0
	for _, c := range []struct {
		p           study.Precision
		interrupted bool
		want        string
	}{
		{with(new(0.01), new(0.0099), true), false, "ukraine.standing_365 is 35.8% (34.8 to 36.8): ± 1.0 (aim ± 1.0) after 9,000 runs and 6 looks" + corrected + "."},
		{with(new(0.01), new(0.010001), false), false, "not reached: ukraine.standing_365 is 35.8% (34.8 to 36.8): ± 1.1 (aim ± 1.0) after 9,000 runs and 6 looks" + corrected + ". About 9,100 runs would do: see --max-runs."},
		{with(new(0.0125), new(0.0125), true), false, "ukraine.standing_365 is 35.80% (34.80 to 36.80): ± 1.25 (aim ± 1.25) after 9,000 runs and 6 looks" + corrected + "."},
		{with(new(0.01), new(0.02), false), true, "interrupted before it was reached: ukraine.standing_365 is 35.8% (34.8 to 36.8): ± 2.0 (aim ± 1.0) after 9,000 runs and 6 looks" + corrected + "."},
		{with(nil, new(0.02), false), false, "ukraine.standing_365 is 35.8% (34.8 to 36.8): ± 2.0 after 9,000 runs and 6 looks" + corrected + "."},
		{days, false, "main.median_life is 191 (179 to 204): ± 12 after 1 run and 1 look" + corrected + "."},
		{none, false, "not reached: ukraine.standing_365 has no interval (aim ± 1.0) after 9,000 runs and 6 looks."},
		{with(nil, nil, false), false, "ukraine.standing_365 has no interval, after 9,000 runs and 6 looks."},
		{early, true, "interrupted before the first look at ukraine.standing_365, which was due after 500 runs."},
	} {
		if got := precisionText(&c.p, c.interrupted, "--max-runs"); got != "Precision: "+c.want {
			t.Errorf("got  %s\nwant Precision: %s", got, c.want)
		}
	}
}

// TestNarrowEnoughShows: the half-width as shown is at most the aim as shown
// exactly if it is so in truth.
func TestNarrowEnoughShows(t *testing.T) {
	for _, aim := range []float64{0.01, 0.0106, 0.07, 0.3, 0.005, 0.00123, 1, 20, 0.5, 12.5, 1234} {
		for _, unit := range []string{"share", "days"} {
			for _, times := range []float64{0.2, 0.96, 0.999999, 1, 1.000001, 1.04, 1.5, 30} {
				f, half := newPlusMinus(unit, aim, aim*times), aim*times
				met := half <= aim
				number := func(text string) float64 {
					x, err := strconv.ParseFloat(strings.TrimPrefix(text, "± "), 64)
					if err != nil {
						t.Fatal(err)
					}
					return x
				}
				shownAim, shownHalf := number(f.half(aim, true)), number(f.half(half, met))
				if (shownHalf <= shownAim) != met || math.Abs(shownAim/f.scale-aim) > 1e-12*aim {
					t.Errorf("%v of %v (%s): shown as %v of %v", half, aim, unit, shownHalf, shownAim)
				}
			}
		}
	}
}

// TestProgressUntil: the line says how near the aim is, and promises no end.
func TestProgressUntil(t *testing.T) {
	var b bytes.Buffer
	p := (&app{stderr: &b}).newProgress(100_000)
	played := &played{plan: &study.Plan{Target: study.Target{Unit: "share"}, Half: 0.01}}
	look := played.looking(p)
	for _, half := range []float64{0.0234, 0.01004} {
		look(record.LookRow{Runs: 500, Low: new(0.3 - half), High: new(0.3 + half)})
		p.started, p.next = p.started.Add(-time.Minute), p.next.Add(-time.Minute)
		p.done(2000)
	}
	look(record.LookRow{Runs: 750})
	got := strings.Split(strings.TrimSpace(b.String()), "\n")
	if len(got) != 2 || len(played.looks) != 3 ||
		!strings.HasPrefix(got[0], "2,000 of at most 100,000 runs, 3") || !strings.HasSuffix(got[0], " a second; ± 2.4, aim ± 1.0") || !strings.HasSuffix(got[1], "; ± 1.1, aim ± 1.0") {
		t.Errorf("%q", got)
	}
	(*progress)(nil).note("nothing")
}
