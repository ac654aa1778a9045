package stats_test

import (
	"encoding/csv"
	"flag"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"backchannel/sim/stats"
)

// The data are not ours to pass on. They are columns 3 to 11 and 16, with their
// names, of "bryant et al 2010 data.csv" in the examples of the Exploratory Modeling
// Workbench (Kwakkel 2017, revision 819a4b6).
var renewablesFile = flag.String("renewables", "", "hold the search for boxes to what is published of the data of Bryant & Lempert (2010), in this CSV `file`")

// renewables reads the points that Bryant & Lempert (2010) made scenario
// discovery known by: nine uncertain inputs of a model of US renewable energy, and
// whether the cost was among the highest tenth.
func renewables(t *testing.T) (names []string, p stats.PrimPoints) {
	t.Helper()
	if *renewablesFile == "" {
		t.Skip("needs the data of Bryant & Lempert (2010); give them with -renewables")
	}
	f, err := os.Open(*renewablesFile)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	in := csv.NewReader(f)
	in.Comment = '#'
	rows, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		point := make([]float64, len(row))
		for j, text := range row {
			if point[j], err = strconv.ParseFloat(text, 64); err != nil {
				t.Fatal(err)
			}
		}
		p.Inputs = append(p.Inputs, point[:len(row)-1])
		p.Outcomes = append(p.Outcomes, point[len(row)-1])
	}
	return rows[0], p
}

// What the documentation of the Exploratory Modeling Workbench prints of these data
// ("Performing Scenario Discovery in Python", with a peeling share of 0.1): the
// last box of the trajectory, box 21, which it takes after Bryant & Lempert, with
// its limits and quasi-p-values, that box without the one restriction that may be
// chance, and how often ten halves of the points restrict each input again.
func TestPeelPublished(t *testing.T) {
	names, p := renewables(t)
	rules := stats.PrimRules{Peel: 0.1, Paste: 0.05, MinMass: 0.05}
	trajectory := stats.Peel(p, rules)
	last := trajectory[len(trajectory)-1]
	near(t, "mass of the last box", last.Mass, 0.05102040816326531, 1e-15)
	near(t, "coverage of the last box", last.Coverage, 0.5056179775280899, 1e-15)
	near(t, "density of the last box", last.Density, 1, 0)
	if n := len(last.Restricted()); n != 6 {
		t.Errorf("the last box restricts %d inputs", n)
	}
	box := trajectory[21]
	near(t, "coverage", box.Coverage, 0.752809, 5e-7)
	near(t, "density", box.Density, 0.770115, 5e-7)
	near(t, "mass", box.Mass, 0.0986395, 5e-8)
	published := map[string]struct{ low, high, p float64 }{ // infinite: the end of the data, so no restriction
		"Total biomass":          {math.Inf(-1), 755.799988, 4.716968553178765e-06},
		"Demand elasticity":      {-0.422, math.Inf(1), 1.1849299115762218e-16},
		"Biomass backstop price": {150.049995, math.Inf(1), 3.515112530263049e-11},
		"Cellulosic cost":        {72.650002, math.Inf(1), 0.15741333528927348},
	}
	q := stats.QuasiP(p, box)
	for j, r := range box.Ranges {
		want, restricted := published[names[j]]
		if r.Restricted() != restricted {
			t.Errorf("%s: %+v", names[j], r)
		}
		if restricted {
			if r.Low != want.low { // both infinite: no limit
				near(t, names[j]+" above", r.Low, want.low, 5e-7)
			}
			if r.High != want.high {
				near(t, names[j]+" below", r.High, want.high, 5e-7)
			}
			near(t, names[j]+" by chance", q[j], want.p, 1e-13*want.p)
		}
	}
	ranges := slices.Clone(box.Ranges)
	ranges[slices.Index(names, "Cellulosic cost")] = open()
	fewer := p.Box(ranges)
	near(t, "coverage without the cost", fewer.Coverage, 0.764045, 5e-7)
	near(t, "density without the cost", fewer.Density, 0.715789, 5e-7)
	near(t, "mass without the cost", fewer.Mass, 0.10771, 5e-6)
	reproduced(t, names, stats.Reproduce(p, box, rules, 200, rand.NewPCG(73, 1)))
}

// reproduced holds the shares to those that are published of ten halves, which are
// binomial: of 10 draws at our share, what is published or what lies beyond it on
// either side comes in 1 of 400 or more; the 18 tests together fail by chance in
// less than 1 of 10, and the seed is fixed.
func reproduced(t *testing.T, names []string, shares []stats.PrimShare) {
	t.Helper()
	published := map[string]float64{
		"Total biomass": 1, "Demand elasticity": 1, "Biomass backstop price": 1, "Cellulosic cost": 0.9,
		"Cellulosic yield": 0.2, "Electricity coproduction": 0.2, "Feedstock distribution": 0, "Oil elasticity": 0, "oil supply shift": 0,
	}
	for j, s := range shares {
		t.Logf("%s: %.0f %% by coverage, %.0f %% by density", names[j], 100*s.ByCoverage, 100*s.ByDensity)
		for _, ours := range []float64{s.ByCoverage, s.ByDensity} {
			k := math.Round(10 * published[names[j]])
			halves := distuv.Binomial{N: 10, P: ours}
			if min(halves.Survival(k-1), halves.CDF(k)) < 0.0025 {
				t.Errorf("%s: %.3f of 200 halves, published %v of 10", names[j], ours, k)
			}
		}
	}
}
