package uncertain

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// quantileCases are quantiles known from outside: in closed form, or from a
// published table.
func quantileCases() []struct {
	says string
	d    Dist
	p    float64
	want float64
} {
	unit := func(k Kind, args ...float64) Dist { return Dist{Kind: k, Args: args, Low: 0, High: 1} }
	free := func(k Kind, args ...float64) Dist { return Dist{Kind: k, Args: args} }
	const z975, z75 = 1.959963984540054, 0.6744897501960817
	return []struct {
		says string
		d    Dist
		p    float64
		want float64
	}{
		{"uniform: a + p(b-a)", unit(Uniform, 0.2, 0.6), 0.25, 0.3},
		{"loguniform: a (b/a)^p", free(Loguniform, 7, 28), 0.5, 14},
		{"loguniform: a (b/a)^p", free(Loguniform, 1, 1000), 1.0 / 3, 10},
		{"triangular, below its mode: a + sqrt(p(b-a)(c-a))", unit(Triangular, 0, 0.5, 1), 0.125, 0.25},
		{"triangular, above its mode: b - sqrt((1-p)(b-a)(b-c))", free(Triangular, 10, 10, 20), 0.75, 15},
		{"triangular with its mode at the high end: a + sqrt(p)(b-a)", unit(Triangular, 0, 1, 1), 0.49, 0.7},
		{"normal: Abramowitz & Stegun 1964, table 26.1", free(Normal, 0, 1), 0.975, z975},
		{"normal: the quartile is the probable error, 0.6745 sd", free(Normal, 100, 10), 0.75, 100 + 10*z75},
		{"half-normal: the median of what lies above the mean is the 75th percentile", Dist{Normal, []float64{0, 1}, nil, 0, math.Inf(1)}, 0.5, z75},
		{"normal cut off on both sides alike keeps its median", unit(Normal, 0.5, 0.3), 0.5, 0.5},
		{"normal cut off at ± 1 sd: the 75th percentile is that of 0.5 + 0.6826894921/4", Dist{Normal, []float64{0, 1}, nil, -1, 1}, 0.75, 0.4417705466865815},
		{"lognormal: its median", free(Lognormal, 21, 0.5), 0.5, 21},
		{"lognormal: m exp(s z)", free(Lognormal, 21, 0.5), 0.975, 21 * math.Exp(0.5*z975)},
		{"lognormal cut off below its median: the median is the 75th percentile", Dist{Lognormal, []float64{21, 0.5}, nil, 21, math.Inf(1)}, 0.5, 21 * math.Exp(0.5*z75)},
		{"beta(1, b): 1 - (1-p)^(1/b)", unit(Beta, 1, 3), 0.657, 0.3},
		{"beta(a, 1): p^(1/a)", unit(Beta, 4, 1), 0.0625, 0.5},
		{"beta(1/2, 1/2), the arcsine law: sin²(πp/2)", unit(Beta, 0.5, 0.5), 1.0 / 3, 0.25},
		{"beta(2, 2), whose distribution is 3x² - 2x³", unit(Beta, 2, 2), 0.352, 0.4},
		{"beta on a range other than 0 to 1", Dist{Beta, []float64{2, 2}, nil, 10, 20}, 0.352, 14},
		{"choice: equal weights", free(Choice, 1, 2, 3, 4), 0.5, 2},
		{"choice: just above a step", free(Choice, 1, 2, 3, 4), 0.5000001, 3},
		{"choice: by weight", Dist{Kind: Choice, Args: []float64{0.1, 0.3}, Weights: []float64{2, 1}}, 0.6, 0.1},
		{"choice: by weight", Dist{Kind: Choice, Args: []float64{0.1, 0.3}, Weights: []float64{2, 1}}, 0.7, 0.3},
	}
}

func TestQuantilesAreTheKnownOnes(t *testing.T) {
	for _, c := range quantileCases() {
		if err := c.d.Check(); err != nil {
			t.Errorf("%s: %v", c.says, err)
			continue
		}
		if got := c.d.Quantile(c.p); math.Abs(got-c.want) > 1e-9*max(1, math.Abs(c.want)) {
			t.Errorf("%s: quantile %v of %v is %.12g, want %.12g", c.says, c.p, c.d, got, c.want)
		}
	}
}

// The 95th percentile of the F distribution with 5 and 10 degrees of freedom
// is 3.326 in the NIST/SEMATECH e-Handbook, section 1.3.6.7.3; d1 F/(d1 F + d2)
// has the beta distribution of d1/2 and d2/2.
func TestBetaAgreesWithTheTableOfF(t *testing.T) {
	x := Dist{Kind: Beta, Args: []float64{2.5, 5}, Low: 0, High: 1}.Quantile(0.95)
	if f := 10 * x / (5 * (1 - x)); math.Abs(f-3.326) > 0.0005 {
		t.Errorf("the percentile of F comes out as %.5f, and is 3.326", f)
	}
}

// anyDist draws a sound distribution on a share, or on a length of time
// without an upper end.
func anyDist() *rapid.Generator[Dist] {
	return rapid.Custom(func(t *rapid.T) Dist {
		d := Dist{Kind: rapid.SampledFrom(Kinds()).Draw(t, "kind"), Low: 0, High: 1}
		if d.Kind != Beta && rapid.Bool().Draw(t, "open") {
			d.Low, d.High = 1, math.Inf(1)
		}
		inside := func(label string) float64 {
			if math.IsInf(d.High, 1) {
				return rapid.Float64Range(1, 1000).Draw(t, label)
			}
			return rapid.Float64Range(0.001, 1).Draw(t, label)
		}
		a, b, c := inside("a"), inside("b"), inside("c")
		low, mid, high := min(a, b, c), max(min(a, b), min(max(a, b), c)), max(a, b, c)
		switch d.Kind {
		case Uniform, Loguniform:
			d.Args = []float64{low, high}
		case Triangular, Choice:
			d.Args = []float64{low, mid, high}
		case Normal, Lognormal:
			d.Args = []float64{a, rapid.Float64Range(0.001, 3).Draw(t, "sd")}
		case Beta:
			d.Args = []float64{rapid.Float64Range(0.1, 50).Draw(t, "alpha"), rapid.Float64Range(0.1, 50).Draw(t, "beta")}
		}
		if d.Kind == Choice && rapid.Bool().Draw(t, "weighted") {
			d.Weights = []float64{a, b, c}
		}
		return d
	}).Filter(func(d Dist) bool { return d.Check() == nil })
}

func TestQuantilesAscendInsideTheSupport(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDist().Draw(t, "dist")
		low, high := d.Support()
		if low < d.Low || high > d.High {
			t.Fatalf("%v reaches from %v to %v", d, low, high)
		}
		ends := []float64{0, 1, rapid.Float64Range(0, 1).Draw(t, "p"), rapid.Float64Range(0, 1).Draw(t, "q")}
		for _, p := range ends {
			if v := d.Quantile(p); !(v >= low && v <= high) || math.IsInf(v, 0) {
				t.Fatalf("quantile %v of %v is %v, outside %v to %v", p, d, v, low, high)
			}
		}
		p, q := min(ends[2], ends[3]), max(ends[2], ends[3])
		if a, b := d.Quantile(p), d.Quantile(q); a > b*(1+1e-12) {
			t.Fatalf("%v descends from %v at %v to %v at %v", d, a, p, b, q)
		}
		if d.Median() != d.Quantile(0.5) {
			t.Fatalf("the median of %v is not its middle quantile", d)
		}
	})
}

// A normal distribution far inside its range is not cut, and one that is cut
// has the moments that Johnson, Kotz & Balakrishnan 1994, section 13.10.1,
// give for it.
func TestCuttingOffKeepsTheShape(t *testing.T) {
	const n = 20_000
	mean := func(d Dist) (sum float64) {
		for i := range n {
			sum += d.Quantile((float64(i) + 0.5) / n)
		}
		return sum / n
	}
	phi := func(z float64) float64 { return math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) }
	cdf := func(z float64) float64 { return math.Erfc(-z/math.Sqrt2) / 2 }
	mu, sd := 0.8, 0.4
	a, b := (0-mu)/sd, (1-mu)/sd
	want := mu + sd*(phi(a)-phi(b))/(cdf(b)-cdf(a))
	if got := mean(Dist{Normal, []float64{mu, sd}, nil, 0, 1}); math.Abs(got-want) > 1e-5 {
		t.Errorf("the mean of a normal distribution cut to 0 to 1 is %.6f, want %.6f", got, want)
	}
}

func TestCheckSaysWhatIsWrong(t *testing.T) {
	for _, c := range []struct {
		d    Dist
		want string
	}{
		{Dist{Kind: "gamma", Args: []float64{1, 2}}, `no distribution "gamma"`},
		{Dist{Kind: Uniform, Args: []float64{1}}, "uniform takes 2 numbers: [low, high]"},
		{Dist{Kind: Uniform, Args: []float64{0.6, 0.2}}, "below the second"},
		{Dist{Kind: Uniform, Args: []float64{0.2, 0.2}}, "below the second"},
		{Dist{Kind: Uniform, Args: []float64{0.2, math.NaN()}}, "finite"},
		{Dist{Uniform, []float64{0.2, 1.2}, nil, 0, 1}, "leaves what is allowed, 0 to 1"},
		{Dist{Loguniform, []float64{0, 1}, nil, 0, 1}, "above 0"},
		{Dist{Triangular, []float64{0.2, 0.7, 0.6}, nil, 0, 1}, "must not descend"},
		{Dist{Normal, []float64{0.5, 0}, nil, 0, 1}, "must be above 0"},
		{Dist{Normal, []float64{5, 0.1}, nil, 0, 1}, "less than 1 in 1000"},
		{Dist{Lognormal, []float64{-1, 1}, nil, 0, math.Inf(1)}, "median must be above 0"},
		{Dist{Lognormal, []float64{10, 11}, nil, 0, math.Inf(1)}, "at most 10"},
		{Dist{Beta, []float64{0.01, 1}, nil, 0, 1}, "from 0.1 to 1000"},
		{Dist{Beta, []float64{2, 2}, nil, 0, math.Inf(1)}, "two ends"},
		{Dist{Kind: Choice, Args: []float64{0.3, 0.1}}, "ascend"},
		{Dist{Kind: Choice}, "1 to 100 values"},
		{Dist{Kind: Choice, Args: []float64{1, 2}, Weights: []float64{1}}, "a choice of 2 takes 2 weights, not 1"},
		{Dist{Kind: Choice, Args: []float64{1, 2}, Weights: []float64{1, 0}}, "above 0"},
		{Dist{Kind: Uniform, Args: []float64{1, 2}, Weights: []float64{1, 1}}, "takes no weights"},
		{Dist{Uniform, []float64{1, 2}, nil, 3, 3}, "nothing is allowed"},
	} {
		if err := c.d.Check(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: the error is %v, and should say %q", c.d, err, c.want)
		}
	}
}

func TestWordsHaveTheUnits(t *testing.T) {
	inDays := func(v float64) string {
		return strings.TrimSuffix(Dist{Kind: Choice, Args: []float64{v}}.String()[len("one of "):], " ") + "d"
	}
	for _, c := range []struct{ got, want string }{
		{Dist{Kind: Uniform, Args: []float64{0.2, 0.6}}.String(), "uniform 0.2 to 0.6"},
		{Dist{Kind: Loguniform, Args: []float64{7, 28}}.Words(inDays), "loguniform 7d to 28d"},
		{Dist{Kind: Triangular, Args: []float64{7, 14, 28}}.Words(inDays), "triangular 7d to 28d, most likely 14d"},
		{Dist{Kind: Normal, Args: []float64{21, 4}}.Words(inDays), "normal 21d ± 4d"},
		{Dist{Kind: Lognormal, Args: []float64{21, 0.5}}.Words(inDays), "lognormal, median 21d, sigma 0.5"},
		{Dist{Kind: Beta, Args: []float64{2, 5}}.Words(inDays), "beta 2, 5"},
		{Dist{Kind: Choice, Args: []float64{7, 14}, Weights: []float64{2, 1}}.Words(inDays), "one of 7d (weight 2), 14d (weight 1)"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}
