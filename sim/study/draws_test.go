package study

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"

	"backchannel/scenarios"
	"backchannel/sim"
	"backchannel/sim/record"
	"backchannel/sim/stats"
	"backchannel/sim/uncertain"
)

// unsure is a scenario of which the clarity of two sides, how often envoys meet
// and a weight are not known.
func unsure(x *sim.Scenario) *scenarios.Scenario {
	input := func(path string, kind uncertain.Kind, low, high float64, args ...float64) scenarios.Input {
		return scenarios.Input{Path: path, Unit: "share", Meaning: path, Role: scenarios.Uncertainty, Dist: uncertain.Dist{Kind: kind, Args: args, Low: low, High: high}}
	}
	s := &scenarios.Scenario{Sim: x, Inputs: []scenarios.Input{
		input("sides.North.weight.war", uncertain.Uniform, 0, 1, 0.1, 0.9),
		input("sides.North.clarity", uncertain.Uniform, 0, 1, 0, 1),
		input("sides.South.clarity", uncertain.Triangular, 0, 1, 0.1, 0.3, 0.9),
		input("talks.capital.meeting.every", uncertain.Loguniform, 1, math.Inf(1), 7, 120),
	}}
	s.Correlations = []scenarios.Correlation{{Between: [2]string{"sides.North.clarity", "sides.South.clarity"}, Rho: -0.6}}
	return s
}

func onDraws(t testing.TB, s *scenarios.Scenario, runs, repeats int) Config {
	t.Helper()
	d, err := NewDraws(s, 5, repeats)
	if err != nil {
		t.Fatal(err)
	}
	return Config{Model: compiled(t, s.Sim), Draws: d, Seed: 5, Runs: runs, Workers: 1}
}

func TestDrawsAreTheSameWhateverTheWorkers(t *testing.T) {
	for _, repeats := range []int{1, 5} {
		var want, wantPoints string
		var wantRows []string
		for _, workers := range []int{1, 2, 5} {
			c := onDraws(t, unsure(theatres()), 200, repeats)
			c.Workers = workers
			var points []string
			c.Drawn = func(row record.DrawRow, values []float64) error {
				points = append(points, fmt.Sprint(row, values))
				return nil
			}
			r, rows := mustRun(t, t.Context(), c)
			got, table := digest(t, c, r), strings.Join(points, "\n")
			if want == "" {
				want, wantPoints, wantRows = got, table, rowsByTable(t, rows)
			}
			if got != want || table != wantPoints || !slices.Equal(rowsByTable(t, rows), wantRows) {
				t.Errorf("%d runs a draw: %d workers give other results than one", repeats, workers)
			}
			if len(points) != 200/repeats {
				t.Errorf("%d draws of %d runs in the table", len(points), repeats)
			}
		}
	}
}

// A run on a draw is the run of the scenario with the numbers drawn.
func TestARunIsThatOfItsDraw(t *testing.T) {
	s := unsure(theatres())
	c := onDraws(t, s, 60, 3)
	outcomes := func(c Config) []string {
		_, rows := mustRun(t, t.Context(), c)
		return rowsByTable(t, rows)
	}
	all := outcomes(c)
	one := make([]string, len(all))
	for draw := range uint64(20) {
		settings := c.Draws.space.Settings(c.Draws.Values(draw))
		known, err := s.With(settings...)
		if err != nil {
			t.Fatal(err)
		}
		if len(known.Inputs) > 0 {
			t.Fatalf("a draw leaves %v open", known.Inputs)
		}
		alone := Config{Model: compiled(t, known.Sim), Seed: 5, First: draw * 3, Runs: 3, Workers: 1}
		for table, rows := range outcomes(alone) {
			one[table] += rows
		}
		if m, err := c.ModelOf(draw*3 + 2); err != nil || fingerprint(t, m) != fingerprint(t, alone.Model) {
			t.Errorf("the model of run %d is not that of draw %d", draw*3+2, draw)
		}
	}
	if !slices.Equal(all, one) {
		t.Error("runs on draws are not the runs of the scenarios drawn")
	}
}

// rowsByTable joins the rows of each table, however they were cut into batches.
func rowsByTable(t *testing.T, k *kept) []string {
	t.Helper()
	tables := make([]string, 4)
	for i, batch := range k.rows {
		var rows []json.RawMessage
		if err := json.Unmarshal([]byte(batch), &rows); err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			tables[i%len(tables)] += string(row) + "\n"
		}
	}
	return tables
}

// A number that is drawn from one value alone is as good as known: the batch is
// that of the plain scenario but for what it says of draws, and with several runs
// a draw the values are the same.
func TestOneChoiceIsNoChoice(t *testing.T) {
	x := theatres()
	s := &scenarios.Scenario{Sim: x, Inputs: []scenarios.Input{{
		Path: "sides.North.clarity", Role: scenarios.Uncertainty, Dist: uncertain.Dist{Kind: uncertain.Choice, Args: []float64{0.3}, Low: 0, High: 1},
	}}}
	plain := Config{Model: compiled(t, x), Seed: 5, Runs: 120, Workers: 2}
	r, rows := mustRun(t, t.Context(), plain)
	want := digest(t, plain, r)
	if strings.Contains(want, `"unknown"`) || r.split != nil || r.Tally.all.deals.draws != nil {
		t.Error("a scenario that knows all speaks of what is not known")
	}
	for _, repeats := range []int{1, 6} {
		c := onDraws(t, s, 120, repeats)
		got, drawnRows := mustRun(t, t.Context(), c)
		if !slices.Equal(rowsByTable(t, rows), rowsByTable(t, drawnRows)) {
			t.Errorf("%d runs a draw: the rows differ", repeats)
		}
		text := digest(t, c, got)
		if i, j := strings.Index(text, `"unknown"`), strings.Index(text, `"forecasts"`); repeats == 1 {
			if text = text[:i] + text[j:]; text != want {
				t.Error("with one run a draw the summary differs")
			}
		}
		for i, m := range Summarize(Scenario{}, c, got, 0.95).All {
			if w := Summarize(Scenario{}, plain, r, 0.95).All[i]; m.Value != w.Value && !math.IsNaN(w.Value) || m.N != w.N {
				t.Errorf("%d runs a draw: %s is %v of %d, want %v of %d", repeats, m.Key, m.Value, m.N, w.Value, w.N)
			}
		}
	}
}

// What two scenarios share they draw alike, whatever else each draws.
func TestDrawsAreShared(t *testing.T) {
	a := unsure(theatres())
	b := unsure(theatres())
	b.Inputs = slices.Delete(b.Inputs, 0, 1)
	b.Inputs = append(b.Inputs, scenarios.Input{Path: "talks.frontier.meeting.every", Role: scenarios.Uncertainty, Dist: uncertain.Dist{Kind: uncertain.Uniform, Args: []float64{7, 30}}})
	x, y := onDraws(t, a, 1, 1).Draws, onDraws(t, b, 1, 1).Draws
	for draw := range uint64(50) {
		if v, w := x.Values(draw), y.Values(draw); !slices.Equal(v[1:], w[:3]) {
			t.Fatalf("draw %d: %v and %v", draw, v, w)
		}
	}
	lever := unsure(theatres())
	lever.Inputs[0].Role = scenarios.Lever
	if z := onDraws(t, lever, 1, 1).Draws; len(z.Inputs()) != 3 || !slices.Equal(z.Values(7), x.Values(7)[1:]) {
		t.Error("a lever is drawn, or moves what is")
	}
	if d, err := NewDraws(&scenarios.Scenario{Sim: theatres()}, 1, 1); d != nil || err != nil || d.Repeats() != 1 {
		t.Errorf("draws of nothing: %v, %v", d, err)
	}
}

// Each number has its distribution, by a Kolmogorov-Smirnov test at the level
// 0.0001, and the correlation asked for.
func TestDrawsHaveTheirDistribution(t *testing.T) {
	const n = 5000
	d := onDraws(t, unsure(theatres()), 1, 1).Draws
	columns := make([][]float64, 4)
	for draw := range uint64(n) {
		for i, v := range d.Values(draw) {
			columns[i] = append(columns[i], v)
		}
	}
	score := func(values []float64, cdf func(float64) float64) []float64 {
		z := make([]float64, len(values))
		for i, v := range values {
			z[i] = distuv.UnitNormal.Quantile(min(max(cdf(v), 1e-12), 1-1e-12))
		}
		return z
	}
	north := distuv.Uniform{Min: 0, Max: 1}.CDF
	south := distuv.NewTriangle(0.1, 0.9, 0.3, nil).CDF
	every := func(v float64) float64 { return math.Log(v/7) / math.Log(120.0/7) }
	for i, cdf := range []func(float64) float64{func(v float64) float64 { return (v - 0.1) / 0.8 }, north, south, every} {
		sorted := slices.Sorted(slices.Values(columns[i]))
		var worst float64
		for k, v := range sorted {
			worst = max(worst, math.Abs(cdf(v)-float64(k)/n), math.Abs(cdf(v)-float64(k+1)/n))
		}
		if limit := math.Sqrt(math.Log(2/0.0001) / (2 * n)); worst > limit {
			t.Errorf("input %d is off its distribution by %.4f", i, worst)
		}
	}
	if got := stat.Correlation(score(columns[1], north), score(columns[2], south), nil); math.Abs(got+0.6) > 4/math.Sqrt(n) {
		t.Errorf("the correlation is %.3f, want -0.6", got)
	}
	if got := stat.Correlation(score(columns[1], north), score(columns[3], every), nil); math.Abs(got) > 4/math.Sqrt(n) {
		t.Errorf("what is not tied correlates by %.3f", got)
	}
}

// The two parts of the variance are those of the panel's figures, worked out here
// by hand, and the interval of a mean is that of stats.Ratio by draw.
func TestSplitIsThatOfThePanel(t *testing.T) {
	const repeats, draws = 8, 60
	c := onDraws(t, unsure(theatres()), draws*repeats, repeats)
	s := newSplitter(c.Model)
	c.Panel = NewPanel(c.Model, s.metrics, c.Runs)
	r, _ := mustRun(t, t.Context(), c)
	parts := Summarize(Scenario{}, c, r, 0.95).Unknown.Parts
	if len(parts) != 2*len(splitKeys()) {
		t.Fatalf("%d parts", len(parts))
	}
	for i, p := range parts {
		var want stats.OneWay
		for draw := range draws {
			var values []float64
			for run := draw * repeats; run < (draw+1)*repeats; run++ {
				if c.Panel.Bottom[i][run] != 0 {
					values = append(values, c.Panel.Top[i][run]/c.Panel.Bottom[i][run])
				}
			}
			if len(values) > 0 {
				mean := stat.Mean(values, nil)
				var squares float64
				for _, x := range values {
					squares += (x - mean) * (x - mean)
				}
				want.Add(len(values), mean, squares)
			}
		}
		near := func(a, b float64) bool {
			return math.Abs(a-b) <= 1e-6*math.Abs(b)+1e-9 || math.IsNaN(a) && math.IsNaN(b)
		}
		w := want.Split(0.95)
		if !near(p.Unknown.Value, w.Between.Value) || !near(p.Chance.Value, w.Within.Value) || !near(p.Share.Low, w.Share.Low) || !near(p.Share.High, w.Share.High) {
			t.Errorf("%s: %+v, want %+v", p.Metric, p, w)
		}
		if p.Share.Value < 0 {
			t.Errorf("%s has a negative share", p.Metric)
		}
	}
	e := &r.Tally.talks[0].meetings
	var meetings stats.Ratio
	counts, _ := FindMetric(c.Model, "capital.meetings")
	panel := NewPanel(c.Model, []Metric{counts}, c.Runs)
	c.Panel = panel
	mustRun(t, t.Context(), c)
	for draw := range draws {
		var sum float64
		for run := draw * repeats; run < (draw+1)*repeats; run++ {
			sum += panel.Top[0][run]
		}
		meetings.Add(sum, repeats)
	}
	if _, se := e.meanAndError(); math.Abs(se-meetings.StdErr()) > 1e-9*se || e.freedom() != draws-1 {
		t.Errorf("standard error %v with %v degrees of freedom, want %v with %d", se, e.freedom(), meetings.StdErr(), draws-1)
	}
}

// Sums over draws merge exactly, wherever a batch is cut.
func TestSumsOverDrawsMerge(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		whole, parts := moments{draws: &drawSums{}}, [2]moments{{draws: &drawSums{}}, {draws: &drawSums{}}}
		var ratio stats.Ratio
		for range rapid.IntRange(2, 12).Draw(rt, "draws") {
			part := rapid.IntRange(0, 1).Draw(rt, "part")
			values := rapid.SliceOfN(rapid.Float64Range(-50, 50), 0, 6).Draw(rt, "values")
			var sum float64
			for _, x := range values {
				x = math.Round(x/unit) * unit
				whole.add(x)
				parts[part].add(x)
				sum += x
			}
			whole.draws.close(&whole)
			parts[part].draws.close(&parts[part])
			if len(values) > 0 {
				ratio.Add(sum, float64(len(values)))
			}
		}
		parts[0].merge(&parts[1])
		m, se := whole.meanAndError()
		n, te := parts[0].meanAndError()
		if same := func(a, b float64) bool { return a == b || a != a && b != b }; !same(m, n) || !same(se, te) || whole.freedom() != parts[0].freedom() {
			rt.Fatalf("%v ± %v, merged %v ± %v", m, se, n, te)
		}
		if want := ratio.StdErr(); whole.n > 1 && math.Abs(se-want) > 1e-6 && !(math.IsNaN(se) && math.IsNaN(want)) {
			rt.Fatalf("a standard error of %v, want %v", se, want)
		}
	})
}

func TestAnInterruptKeepsWholeDraws(t *testing.T) {
	c := onDraws(t, unsure(theatres()), 7*500, 7)
	ctx, cancel := context.WithCancel(t.Context())
	c.Progress = func(done int) {
		if done > 100 {
			cancel()
		}
	}
	r, err := Run(ctx, c)
	if err != nil || !r.Interrupted || r.Runs%7 != 0 || r.Runs == 0 || r.split.found[0].Split(0.95).Share.N != r.Runs/7 {
		t.Errorf("%d runs, %v", r.Runs, err)
	}
}

func TestLooksFallOnWholeDraws(t *testing.T) {
	c := onDraws(t, unsure(theatres()), 1, 7)
	target, err := FindTarget(c.Model, "capital.signed")
	if err != nil {
		t.Fatal(err)
	}
	var looked []int64
	c.Runs = 0
	r, found, err := RunUntil(t.Context(), c, Plan{Target: target, Half: 1e-6, Min: 100, Max: 300, Level: 0.95, Look: func(row record.LookRow) { looked = append(looked, row.Runs) }})
	if err != nil || r.Runs != 301 || found.Met {
		t.Fatalf("%d runs, %+v, %v", r.Runs, found, err)
	}
	for _, n := range looked {
		if n%7 != 0 {
			t.Errorf("a look at %d runs", n)
		}
	}
	d := Config{Model: c.Model, Draws: c.Draws, Runs: 10, Seed: 5}
	if _, err := Run(t.Context(), d); err == nil || !strings.Contains(err.Error(), "7 runs each") {
		t.Errorf("a draw is played in part: %v", err)
	}
}

// A draw that contradicts itself ends the batch with an error that says which,
// and what is wrong.
func TestADrawThatContradictsItself(t *testing.T) {
	s := unsure(theatres())
	s.Inputs = append(s.Inputs, scenarios.Input{Path: "issues.trade.irritant", Role: scenarios.Uncertainty, Dist: uncertain.Dist{Kind: uncertain.Choice, Args: []float64{0, 0.5}, Weights: []float64{9, 1}, Low: 0, High: 1}})
	_, err := Run(t.Context(), onDraws(t, s, 200, 1))
	problems, ok := errors.AsType[scenarios.Problems](err)
	if !ok || !strings.Contains(err.Error(), "contradicts itself; narrow its distributions") || !strings.Contains(problems[0].What, "sweetener") {
		t.Errorf("%v", err)
	}
}

// TestIntervalsOnDrawsCover plays 250 batches of 40 draws of 6 runs and counts how
// often each interval holds what all batches come to. A batch of as many runs that
// were independent would have intervals that are too narrow here; that these are
// not is what is tested.
func TestIntervalsOnDrawsCover(t *testing.T) {
	long(t)
	const batches, draws, repeats = 250, 40, 6
	s := unsure(brisk())
	c := onDraws(t, s, draws*repeats, repeats)
	whole := newTally(&c)
	var summaries []*Summary
	for b := range batches {
		c.First = uint64(b * draws * repeats)
		c.Workers = 2
		r, err := Run(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		summaries = append(summaries, Summarize(Scenario{}, c, r, 0.95))
		if err := whole.Merge(r.Tally); err != nil {
			t.Fatal(err)
		}
	}
	truth := map[string]*coverage{}
	var order []string
	for _, f := range figures(summaryOf(c.Model, whole)) {
		truth[f.name] = &coverage{figure: f}
		order = append(order, f.name)
	}
	for _, s := range summaries {
		for _, f := range figures(s) {
			truth[f.name].add(f)
		}
	}
	sections := map[string]*stats.Moments{}
	z := distuv.UnitNormal.Quantile(1 - 0.001/float64(len(order)))
	for _, name := range order {
		x := truth[name]
		n := float64(x.hits + x.misses)
		if n < batches/2 || x.silent > 0 {
			continue // too rare for an interval in every batch
		}
		t.Logf("%.3f %s = %.4g", x.share(), x.name, x.Value)
		if least := 0.92; x.share() < least-z*math.Sqrt(least*(1-least)/n) {
			t.Errorf("%s covers %.3f", x.name, x.share())
		}
		if sections[x.section] == nil {
			sections[x.section] = &stats.Moments{}
		}
		sections[x.section].Add(x.share())
	}
	for section, m := range sections {
		e := m.Mean(0.95)
		t.Logf("mean coverage of %d figures of %s: %.4f", e.N, section, e.Value)
		if e.Value < 0.935 || e.Value > 0.975 {
			t.Errorf("figures of %s: mean coverage %.4f", section, e.Value)
		}
	}
	if text, err := json.Marshal(summaries[0].Unknown); err != nil || !strings.Contains(string(text), `"repeats":6`) {
		t.Errorf("%s, %v", text, err)
	}
}
