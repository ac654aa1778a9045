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

// anySweep draws the parts of charts of a sweep, sound or not.
type anySweep struct {
	number *rapid.Generator[float64]
	name   *rapid.Generator[string]
	share  bool
}

func newAnySweep(t *rapid.T) anySweep {
	a := anySweep{
		number: rapid.OneOf(rapid.Float64Range(-5, 5), rapid.SampledFrom([]float64{0, 1, math.NaN(), 1e-300, 1e11, -1e11})),
		name:   rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{kiriyenko, unbroken, ""})),
		share:  rapid.Bool().Draw(t, "share"),
	}
	if rapid.IntRange(0, 9).Draw(t, "unsound") == 0 {
		a.number = rapid.SampledFrom([]float64{0, math.Inf(1), math.Inf(-1), 1e13})
	}
	if a.share {
		a.number = rapid.OneOf(rapid.Float64Range(0, 1), rapid.SampledFrom([]float64{0, 1, math.NaN(), 1e-300}))
	}
	return a
}

func (a anySweep) metric(t *rapid.T) SweepMetric {
	return SweepMetric{Name: a.name.Draw(t, "metric"), Unit: a.name.Draw(t, "unit"), Share: a.share}
}

func (a anySweep) input(t *rapid.T, most int) SweepInput {
	level := rapid.OneOf(rapid.Float64Range(-10, 10), rapid.SampledFrom([]float64{1e-9, 1e12, -1e12, 1, 10, 100, 1000}))
	in := SweepInput{Name: a.name.Draw(t, "input"), Unit: a.name.Draw(t, "unit"), Levels: rapid.SliceOfNDistinct(level, 1, most, rapid.ID).Draw(t, "levels")}
	slices.Sort(in.Levels)
	in.Own = rapid.OneOf(rapid.Float64Range(-20, 20), rapid.SampledFrom([]float64{math.NaN(), 1e12, 1, 0})).Draw(t, "own")
	return in
}

func (a anySweep) threshold(t *rapid.T) Threshold {
	return Threshold{Value: a.number.Draw(t, "at"), Name: a.name.Draw(t, "threshold")}
}

func (a anySweep) value(t *rapid.T) SweepValue {
	x, half := a.number.Draw(t, "value"), math.Abs(a.number.Draw(t, "half"))
	v := SweepValue{Interval: Interval{Value: x, Low: x - half, High: x + half}, N: rapid.IntRange(0, 1000).Draw(t, "n")}
	if a.share {
		v.Low, v.High = max(0, v.Low), min(1, v.High)
	}
	if math.IsNaN(x) {
		v.Failed = rapid.Bool().Draw(t, "failed")
	}
	return v
}

func (a anySweep) table(t *rapid.T, rows, columns int) [][]SweepValue {
	out := make([][]SweepValue, rows)
	for i := range out {
		for range columns {
			out[i] = append(out[i], a.value(t))
		}
	}
	return out
}

func (a anySweep) tornado(t *rapid.T, words Words) Tornado {
	c := Tornado{Words: words, Metric: a.metric(t), Base: a.value(t).Interval}
	change := func() Interval {
		x, half := a.number.Draw(t, "change"), math.Abs(a.number.Draw(t, "half"))
		if a.share {
			x, half = (x-0.5)/2, half/4
		}
		return Interval{Value: x, Low: x - half, High: x + half, Unclear: rapid.Bool().Draw(t, "unclear")}
	}
	at := rapid.OneOf(rapid.Float64Range(-10, 10), rapid.SampledFrom([]float64{math.Inf(1), math.Inf(-1), 1e12}))
	for range rapid.IntRange(1, 20).Draw(t, "inputs") {
		c.Inputs = append(c.Inputs, TornadoInput{
			Name: a.name.Draw(t, "name"), Unit: a.name.Draw(t, "unit"), Swing: change(),
			Low: TornadoEnd{at.Draw(t, "low"), change()}, High: TornadoEnd{at.Draw(t, "high"), change()},
		})
	}
	return c
}

// anySweepChart draws a chart of a sweep, sound or not.
func anySweepChart(t *rapid.T) Chart {
	a := newAnySweep(t)
	words := sampleWords("Title", a.name.Draw(t, "subtitle"), a.name.Draw(t, "measure"))
	if rapid.IntRange(0, 2).Draw(t, "kind") == 0 {
		return a.tornado(t, words)
	}
	panels := rapid.IntRange(1, maxSweepPanels).Draw(t, "panels")
	if rapid.Bool().Draw(t, "heat") {
		h := HeatMap{Words: words, Metric: a.metric(t), X: a.input(t, maxHeatLevels), Y: a.input(t, 8), Threshold: a.threshold(t)}
		h.Widest = rapid.SampledFrom([]float64{0, 0.1, 1, math.NaN()}).Draw(t, "widest")
		for range panels {
			h.Panels = append(h.Panels, HeatPanel{Name: a.name.Draw(t, "panel"), Values: a.table(t, len(h.Y.Levels), len(h.X.Levels))})
		}
		return h
	}
	r := Response{Words: words, Metric: a.metric(t), Input: a.input(t, 12), Threshold: a.threshold(t)}
	r.Lines = rapid.SliceOfN(a.name, 1, maxSeries).Draw(t, "lines")
	for range panels {
		r.Panels = append(r.Panels, ResponsePanel{Name: a.name.Draw(t, "panel"), Values: a.table(t, len(r.Lines), len(r.Input.Levels))})
	}
	return r
}

// TestAnySweep draws random charts of sweeps: each is drawn, with all of its
// numbers in words and in its table, or refused.
func TestAnySweep(t *testing.T) {
	drawn := 0
	rapid.Check(t, func(t *rapid.T) {
		chart := anySweepChart(t)
		chart.Alt()
		header, rows := chart.Data()
		for _, row := range rows {
			if len(row) != len(header) {
				t.Fatalf("a row of %d cells under %d", len(row), len(header))
			}
		}
		if err := WriteCSV(io.Discard, chart); (err == nil) != (chart.check() == nil) {
			t.Fatalf("check and WriteCSV disagree: %v", err)
		}
		if chart.check() != nil {
			return
		}
		d := drawIn(chart, Size(rapid.IntRange(0, 2).Draw(t, "size")), Theme(rapid.IntRange(0, 2).Draw(t, "theme")))
		if d.err != nil {
			t.Fatalf("a checked chart failed: %v", d.err)
		}
		drawn++
		keepApart(t, d)
		for _, action := range d.on.Actions {
			if call := action.Call(); strings.Contains(call, "NaN") || strings.Contains(call, "Inf") {
				t.Fatalf("drawn at no place: %s", call)
			}
		}
	})
	if drawn < 5 {
		t.Errorf("only %d charts were sound", drawn)
	}
}

// refusedSweep is a chart with a fault, and the word that its error must have.
type refusedSweep struct {
	chart Chart
	want  string
}

func refuse(t *testing.T, cases []refusedSweep) {
	t.Helper()
	for _, tc := range cases {
		var out bytes.Buffer
		if err := Render(&out, tc.chart, Options{}); err == nil || !strings.Contains(err.Error(), tc.want) || out.Len() > 0 {
			t.Errorf("error is %v, want one with %q", err, tc.want)
		}
	}
}

// TestResponseRefused names the fault of a chart.
func TestResponseRefused(t *testing.T) {
	fault := func(want string, spoil func(r *Response)) refusedSweep {
		r := sampleResponse([]float64{7, 14}, "")
		spoil(&r)
		return refusedSweep{r, want}
	}
	refuse(t, []refusedSweep{
		fault("0 lines", func(r *Response) { r.Lines = nil }),
		fault("0 panels", func(r *Response) { r.Panels = nil }),
		fault("7 panels", func(r *Response) { r.Panels = slices.Repeat(r.Panels, 7) }),
		fault(`input "Russia's clarity" has 0 levels`, func(r *Response) { r.Input.Levels = nil }),
		fault("0.1 comes after 0.1: sort", func(r *Response) { r.Input.Levels[2] = 0.1 }),
		fault("level 1 is NaN", func(r *Response) { r.Input.Levels[0] = math.NaN() }),
		fault("Own is +Inf", func(r *Response) { r.Input.Own = math.Inf(1) }),
		fault("2 rows of values for 1 line", func(r *Response) { r.Lines = r.Lines[:1] }),
		fault("row 1 has 3 values for 11 levels", func(r *Response) { r.Panels[0].Values[0] = r.Panels[0].Values[0][:3] }),
		fault("row 2, column 3: share or bound is 1.2", func(r *Response) { r.Panels[0].Values[1][2].Value = 1.2 }),
		fault("Low is 0.5 and High is 0.4", func(r *Response) {
			r.Panels[0].Values[0][0] = SweepValue{Interval: Interval{Value: 0.45, Low: 0.5, High: 0.4}}
		}),
		fault("failed and has the value 0", func(r *Response) { r.Panels[0].Values[0][0] = SweepValue{Failed: true} }),
		fault("sample is -1", func(r *Response) { r.Panels[0].Values[0][0].N = -1 }),
		fault(`threshold "half of the deals last a year" is 50`, func(r *Response) { r.Threshold.Value = 50 }),
	})
}

// TestSpacedByRatio: an axis is logarithmic where its levels are spaced so, and
// only there.
func TestSpacedByRatio(t *testing.T) {
	for _, tc := range []struct {
		levels []float64
		want   bool
	}{
		{[]float64{1, 10, 100}, true},
		{[]float64{1, 2, 5, 10, 20, 50}, true},
		{[]float64{7, 14, 28, 56}, true},
		{[]float64{1, 3, 10, 30}, true},
		{[]float64{1, 2, 3, 4}, false},
		{[]float64{0, 1, 10, 100}, false}, // a logarithmic axis has no 0
		{[]float64{10, 100}, false},       // two levels are evenly spaced either way
		{[]float64{0.2, 0.4, 0.6, 0.8}, false},
		{[]float64{1, 2, 1000}, false},
		{[]float64{5}, false},
	} {
		if got := spacedByRatio(tc.levels); got != tc.want {
			t.Errorf("%v is spaced by ratio: %t, want %t", tc.levels, got, tc.want)
		}
	}
}

// TestLevelAxis: levels stand on the axis in their order, evenly by difference
// or by ratio, and the scenario's own value among them.
func TestLevelAxis(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start, step := rapid.Float64Range(0.1, 10).Draw(t, "start"), rapid.Float64Range(1.1, 10).Draw(t, "step")
		log := rapid.Bool().Draw(t, "log")
		in := SweepInput{Levels: []float64{start}}
		for range rapid.IntRange(2, 8).Draw(t, "more") {
			last := in.Levels[len(in.Levels)-1]
			if log {
				in.Levels = append(in.Levels, last*step)
			} else {
				in.Levels = append(in.Levels, last+step)
			}
		}
		in.Own = in.Levels[1]
		a := newLevelAxis(in)
		if a.log != log {
			t.Fatalf("%v: the axis is logarithmic: %t", in.Levels, a.log)
		}
		first := a.place(in.Levels[1]) - a.place(in.Levels[0])
		for i := 1; i < len(in.Levels); i++ {
			if d := a.place(in.Levels[i]) - a.place(in.Levels[i-1]); math.Abs(d-first) > 1e-9 || d <= 0 {
				t.Fatalf("%v: steps of %g and %g", in.Levels, first, d)
			}
		}
		if at, ok, off := a.own(); !ok || off || at != a.place(in.Levels[1]) || in.level(in.Own) != 1 {
			t.Fatalf("the scenario's own value %g stands at %g", in.Own, at)
		}
	})
	in := clarity(3)
	for own, want := range map[float64][2]bool{math.NaN(): {}, 1.5: {true, false}, 9: {true, true}, -0.5: {true, false}} {
		in.Own = own
		if _, ok, off := newLevelAxis(in).own(); ok != want[0] || off != want[1] {
			t.Errorf("own value %g: marked %t, beyond the axis %t", own, ok, off)
		}
	}
}

func TestInputValues(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0", 0.30000000000000004: "0.3", -2.5: "−2.5", 1234.5: "1,234.5", 1e6: "1,000,000", 1e12: "1e12", 12345678: "1.23457e7", -1e-7: "−1e−7", 9999999: "9,999,999", 14: "14",
	} {
		if got := value(v); got != want {
			t.Errorf("%g is written %q, want %q", v, got, want)
		}
	}
}

// TestResponseTold: gaps are told, drawn as gaps and left empty in the table.
func TestResponseTold(t *testing.T) {
	chart := responseSamples()["response-gappy"].(Response)
	for _, want := range []string{"3 of 22 points could not be played.", "1 of 22 points had nothing to count.", "every 14 days: 13% (8 to 18%) at 0, 96%", "Threshold: half of the deals last a year, 50%.", "own value is 0.4."} {
		if alt := chart.Alt(); !strings.Contains(alt, want) {
			t.Errorf("%q is not in %q", want, alt)
		}
	}
	_, rows := chart.Data()
	if got := strings.Join(rows[3], ","); got != ",every 14 days,0.3,,,,0,true" {
		t.Errorf("a failed point is written %q", got)
	}
	d := &responseDrawing{Response: chart, x: newLevelAxis(chart.Input)}
	var lengths []int
	for _, run := range d.runs(chart.Panels[0].Values[0], false) {
		lengths = append(lengths, len(run.middle))
	}
	if !slices.Equal(lengths, []int{3, 1, 5}) {
		t.Errorf("a line with gaps after 3 levels and after the next but one has pieces of %v", lengths)
	}
	if bands := d.runs(chart.Panels[0].Values[1], true); len(bands) != 2 {
		t.Errorf("%d bands about a value without an interval, want 2", len(bands))
	}
}

// TestResponseAxis: the axis holds all intervals and the threshold, begins at 0
// unless that would waste half of it, and shares stay within 0 to 100%.
func TestResponseAxis(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		chart, ok := anySweepChart(t).(Response)
		if !ok || chart.check() != nil {
			return
		}
		s := chart.span()
		for _, v := range chart.points() {
			for _, x := range []float64{v.Value, v.Low, v.High} {
				slack := 1e-8 * s.step // a hair, which newScale leaves out
				if finite(v.Value) && finite(x) && (x < s.low-slack || x > s.high+slack) {
					t.Fatalf("%g is not on an axis from %g to %g", x, s.low, s.high)
				}
			}
		}
		if chart.Metric.Share && (s.low < 0 || s.high > 1) {
			t.Fatalf("an axis of shares from %g to %g", s.low, s.high)
		}
	})
}
