package plots

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Limits of a reliability diagram.
const (
	maxReliability = 3  // panels
	maxBins        = 20 // of a panel
)

// Reliability shows how far forecasts came true: a reliability diagram (Murphy
// and Winkler 1977) to a panel, one for each channel. In each stand the
// observed frequency of every bin against its mean forecast, with intervals;
// the range in which it would lie were the forecasts reliable (consistency
// bars, Bröcker and Smith 2007); the isotonic fit of the CORP approach
// (Dimitriadis, Gneiting and Jordan 2021); and the diagonal. The number of
// forecasts in each bin stands in a strip beneath, on a scale of its own, and
// the Brier score and its parts in a table.
type Reliability struct {
	Words
	Panels []ReliabilityPanel // 1 to 3, drawn in this order
	// YLabel and XLabel name the axes; when empty they are "Share that came
	// true" and "what was forecast".
	YLabel, XLabel string
}

// ReliabilityPanel is one set of forecasts. Any number may be NaN when it is
// not known.
type ReliabilityPanel struct {
	Name         string // "after envoy meetings"
	N            int    // forecasts
	MeanForecast float64
	BaseRate     Interval // share of the forecasts that came true
	Bins         []ReliabilityBin

	// Forecast and Isotonic are the steps of the isotonic fit: the forecasts at
	// which it rises, ascending, and the share from there on. Both may be empty.
	Forecast, Isotonic []float64

	// Excess is the mean forecast less the share that came true, in [-1, 1], and
	// its interval.
	Excess Interval

	// Brier is the Brier score (Brier 1950), from 0, best, to 1, and its
	// interval. It equals Miscalibration less Discrimination plus Uncertainty:
	// the parts of Murphy (1973), or of CORP.
	Brier, BrierLow, BrierHigh                  float64
	Miscalibration, Discrimination, Uncertainty float64
}

// ReliabilityBin holds the forecasts from From to To. All but N are shares in
// [0, 1]; NaN where not known.
type ReliabilityBin struct {
	From, To                        float64
	N                               int
	Forecast                        float64 // mean of the forecasts
	Observed, Low, High             float64 // share that came true, its interval
	ConsistencyLow, ConsistencyHigh float64 // of a reliable forecast
}

func (r Reliability) words() Words { return r.Words }

func (r Reliability) check() error {
	if n := len(r.Panels); n < 1 || n > maxReliability {
		return fmt.Errorf("reliability diagram has %d panels: give 1 to %d", n, maxReliability)
	}
	var problems []error
	for _, pn := range r.Panels {
		if err := pn.check(); err != nil {
			problems = append(problems, fmt.Errorf("panel %q: %w", pn.Name, err))
		}
	}
	return errors.Join(problems...)
}

func (pn ReliabilityPanel) check() error {
	if len(pn.Bins) > maxBins {
		return fmt.Errorf("%d bins: give at most %d", len(pn.Bins), maxBins)
	}
	if pn.N < 0 {
		return fmt.Errorf("field N is %d: give 0 or more", pn.N)
	}
	if len(pn.Forecast) != len(pn.Isotonic) {
		return fmt.Errorf("column Forecast has %d rows and Isotonic has %d: give as many", len(pn.Forecast), len(pn.Isotonic))
	}
	problems := []error{
		checkShare("MeanForecast", pn.MeanForecast),
		checkShare("BaseRate", pn.BaseRate.Value), checkShare("BaseRate", pn.BaseRate.Low), checkShare("BaseRate", pn.BaseRate.High),
		pn.Excess.checkGap("Excess"),
		checkShare("Brier", pn.Brier), checkShare("BrierLow", pn.BrierLow), checkShare("BrierHigh", pn.BrierHigh),
	}
	last := 0.0
	for i, x := range pn.Forecast {
		problems = append(problems, checkShare("Forecast", x), checkShare("Isotonic", pn.Isotonic[i]))
		if finite(x) && x < last {
			problems = append(problems, fmt.Errorf("column Forecast, row %d: %g comes after %g: sort the rows", i+1, x, last))
		}
		if finite(x) {
			last = x
		}
	}
	for i, b := range pn.Bins {
		if err := b.check(); err != nil {
			problems = append(problems, fmt.Errorf("bin %d: %w", i+1, err))
		}
	}
	return errors.Join(problems...)
}

func (b ReliabilityBin) check() error {
	if !(b.From >= 0 && b.From < b.To && b.To <= 1) {
		return fmt.Errorf("it goes from %g to %g: give two ascending numbers from 0 to 1", b.From, b.To)
	}
	if b.N < 0 {
		return fmt.Errorf("field N is %d: give 0 or more", b.N)
	}
	return errors.Join(
		checkShare("Forecast", b.Forecast), checkShare("Observed", b.Observed),
		checkShare("Low", b.Low), checkShare("High", b.High),
		checkShare("ConsistencyLow", b.ConsistencyLow), checkShare("ConsistencyHigh", b.ConsistencyHigh))
}

// finding says what was forecast, what came of it, and by how much they differ.
func (pn ReliabilityPanel) finding() string {
	if pn.N == 0 {
		return "no forecasts"
	}
	return fmt.Sprintf("%s, mean %s, came true %s, overstated by %s", plural(pn.N, "forecast"),
		percent(pn.MeanForecast), withInterval(pn.BaseRate.Value, pn.BaseRate.Low, pn.BaseRate.High), pn.Excess.scores())
}

// headings say the same in fewer words, in forms of falling length.
func (pn ReliabilityPanel) headings() []string {
	if pn.N == 0 {
		return []string{"no forecasts"}
	}
	forecast, came := unbreakable(percent(pn.MeanForecast)+" forecast,")+" ", percent(pn.BaseRate.Value)
	plain := forecast + unbreakable(came+" came true")
	between := interval(pn.BaseRate.Low, pn.BaseRate.High)
	if between == "" || between == came {
		return []string{plain}
	}
	between = "(" + between + ")"
	return []string{plain + " " + unbreakable(between), forecast + unbreakable(came+" true "+between), plain}
}

// score writes a score to three places.
func score(x float64) string {
	if !finite(x) {
		return "n/a"
	}
	s := strconv.FormatFloat(math.Round(math.Abs(x)*1000)/1000, 'f', 3, 64)
	if x < 0 && s != "0.000" {
		return "−" + s
	}
	return s
}

// scores writes a score with its interval.
func (x Interval) scores() string {
	if !x.known() {
		return score(x.Value)
	}
	return fmt.Sprintf("%s (%s to %s)", score(x.Value), score(x.Low), score(x.High))
}

// checkGap refuses what cannot be the difference of two shares.
func (x Interval) checkGap(what string) error {
	for _, v := range []float64{x.Value, x.Low, x.High} {
		if finite(v) && math.Abs(v) > 1 {
			return fmt.Errorf("%s is %g: give a difference from -1 to 1", what, v)
		}
	}
	return nil
}

// brier is the score with its interval.
func (pn ReliabilityPanel) brier() Interval {
	return Interval{Value: pn.Brier, Low: pn.BrierLow, High: pn.BrierHigh}
}

// Alt tells the chart in words.
func (r Reliability) Alt() string {
	var out strings.Builder
	out.WriteString(sentence(r.Title) + " Reliability diagram in " + plural(len(r.Panels), "panel") + ".")
	for _, pn := range r.Panels {
		out.WriteString(fmt.Sprintf(" %s: %s", orElse(pn.Name, "unnamed"), pn.finding()))
		if pn.N > 0 {
			out.WriteString(fmt.Sprintf(". Brier score %s: miscalibration %s less discrimination %s plus uncertainty %s",
				pn.brier().scores(), score(pn.Miscalibration), score(pn.Discrimination), score(pn.Uncertainty)))
		}
		out.WriteString(".")
	}
	return clean(out.String())
}

// Data returns one row for each bin and each step of the isotonic fit, and one
// with the scores of each panel; "what" tells them apart.
func (r Reliability) Data() (header []string, rows [][]string) {
	header = []string{
		"panel", "what", "from", "to", "forecast", "observed", "low", "high", "consistency_low", "consistency_high", "n",
		"excess", "excess_low", "excess_high", "brier", "brier_low", "brier_high", "miscalibration", "discrimination", "uncertainty",
	}
	add := func(pn ReliabilityPanel, what, n string, at int, numbers ...float64) {
		row := make([]string, len(header))
		row[0], row[1], row[10] = pn.Name, what, n
		for i, x := range numbers {
			row[at+i] = number(x)
		}
		rows = append(rows, row)
	}
	for _, pn := range r.Panels {
		for _, b := range pn.Bins {
			add(pn, "bin", strconv.Itoa(b.N), 2, b.From, b.To, b.Forecast, b.Observed, b.Low, b.High, b.ConsistencyLow, b.ConsistencyHigh)
		}
		for i, x := range pn.Forecast {
			add(pn, "isotonic", "", 4, x, pn.Isotonic[i])
		}
		add(pn, "score", strconv.Itoa(pn.N), 11, pn.Excess.Value, pn.Excess.Low, pn.Excess.High, pn.Brier, pn.BrierLow, pn.BrierHigh, pn.Miscalibration, pn.Discrimination, pn.Uncertainty)
		last := rows[len(rows)-1]
		last[4], last[5] = number(pn.MeanForecast), number(pn.BaseRate.Value)
		last[6], last[7] = number(pn.BaseRate.Low), number(pn.BaseRate.High)
	}
	return header, rows
}
