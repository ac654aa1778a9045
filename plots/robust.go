package plots

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// maxChoices is how many settings have room in every size.
const maxChoices = 16

// RobustChoice holds settings of what one can choose against each other, over what
// one does not know: robust decision making (Lempert and Collins 2007), by four
// measures that need not agree (McPhail et al. 2018): the expected outcome; the
// mean of the worst tenth of the uncertain points (Rockafellar and Uryasev 2000);
// the largest regret, by how much a setting falls behind the best one at the same
// point (Savage 1951); and the share of points at which it is good enough (Simon
// 1956). Each measure has an axis of its own, and its best setting a shape of its
// own. What chance may have made is hollow and has a "~".
type RobustChoice struct {
	Words
	Outcome  string // what is measured: "share of deals standing a year on"; may be empty
	Share    bool   // it is a share: values are written in percent, regrets in points
	Less     bool   // less of it is better
	Enough   string // what is good enough: "40% or more"; may be empty
	Settings []ChoiceSetting
}

// ChoiceSetting is one setting of the levers. Unclear says of a value that chance
// may have made its distance from the best of its measure, and of the best that
// its lead may be chance. A measure that is NaN in every setting is left out.
type ChoiceSetting struct {
	Name      string
	Expected  Interval
	Worst     Interval // mean of the worst tenth
	MaxRegret Interval // at least 0
	Enough    Interval // from 0 to 1
}

func (r RobustChoice) words() Words { return r.Words }

func (r RobustChoice) check() error {
	if n := len(r.Settings); n < 2 || n > maxChoices {
		return fmt.Errorf("chart of a choice has %d settings: give 2 to %d, and leave out those that are worse by every measure", n, maxChoices)
	}
	var problems []error
	for _, s := range r.Settings {
		err := checkInterval("Enough", s.Enough)
		for _, part := range []struct {
			name  string
			x     Interval
			least float64
		}{{"Expected", s.Expected, math.Inf(-1)}, {"Worst", s.Worst, math.Inf(-1)}, {"MaxRegret", s.MaxRegret, 0}} {
			row := MetricRow{Values: []Interval{part.x}}
			if e := row.check(1, r.Share, max(part.least, map[bool]float64{true: 0, false: math.Inf(-1)}[r.Share])); e != nil {
				err = errors.Join(err, fmt.Errorf("field %s: %w", part.name, e))
			}
		}
		if err != nil {
			problems = append(problems, fmt.Errorf("setting %q: %w", s.Name, err))
		}
	}
	return errors.Join(problems...)
}

// measure is one measure of all settings.
type measure struct {
	key, name string
	values    []Interval // by setting
	less      bool       // less is better
	share     bool       // written in percent
	points    bool       // a difference of shares, written in points
	places    int
}

// measures returns those that are known of any setting.
func (r RobustChoice) measures() []measure {
	all := []measure{
		{key: "expected", name: "Expected", less: r.Less, share: r.Share},
		{key: "worst_tenth", name: "Worst tenth", less: r.Less, share: r.Share},
		{key: "max_regret", name: "Largest regret", less: true, points: r.Share},
		{key: "enough", name: "Good enough", share: true},
	}
	if r.Share {
		all[2].name += ", points"
	}
	if enough := clean(r.Enough); enough != "" {
		all[3].name += ": " + enough
	}
	var out []measure
	for i, m := range all {
		known := false
		for _, s := range r.Settings {
			x := [...]Interval{s.Expected, s.Worst, s.MaxRegret, s.Enough}[i]
			m.values = append(m.values, x)
			known = known || finite(x.Value)
		}
		if known {
			m.places = m.group().places()
			out = append(out, m)
		}
	}
	return out
}

func (m measure) group() MetricGroup {
	return MetricGroup{Share: m.share || m.points, Rows: []MetricRow{{Values: m.values}}}
}

// best reports whether a setting is the best, or one of several that are equally
// good.
func (m measure) best(i int) bool {
	if !finite(m.values[i].Value) {
		return false
	}
	for _, x := range m.values {
		if finite(x.Value) && (x.Value > m.values[i].Value) != m.less && x.Value != m.values[i].Value {
			return false
		}
	}
	return true
}

// write writes a value.
func (m measure) write(v float64, places int) string {
	switch {
	case m.share && finite(v):
		if places == 0 {
			return percent(v)
		}
		return decimal(v*100, places, false) + "%"
	case m.points:
		return decimal(v*100, places, false)
	}
	return decimal(v, places, false)
}

// told writes a value with its interval and how it stands.
func (m measure) told(i int) string {
	x := m.values[i]
	places := m.places
	if m.share {
		places = 0
	}
	out := m.write(x.Value, places)
	if m.share && x.known() {
		out = withInterval(x.Value, x.Low, x.High)
	} else if x.known() {
		out += " (" + m.write(x.Low, places) + " to " + m.write(x.High, places) + ")"
	}
	switch best := m.best(i); {
	case best && x.Unclear:
		out += ", best, but its lead may be chance"
	case best:
		out += ", best"
	case x.Unclear && finite(x.Value):
		out += ", not told from the best"
	}
	return out
}

func (r RobustChoice) measure() string {
	what := ""
	if outcome := clean(r.Outcome); outcome != "" {
		what = ": " + outcome
	}
	return "Each setting over all uncertain points" + what + ", with 95% intervals"
}

// Alt tells the chart in words.
func (r RobustChoice) Alt() string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s Robust choice between %d settings. %s", sentence(r.Title), len(r.Settings), sentence(r.measure()))
	measures := r.measures()
	for i, s := range r.Settings {
		out.WriteString(" " + orElse(s.Name, "unnamed") + ":")
		for j, m := range measures {
			out.WriteString([]string{" ", "; "}[min(j, 1)] + strings.ToLower(m.name[:1]) + m.name[1:] + " " + m.told(i))
		}
		out.WriteString(".")
	}
	return clean(out.String())
}

// Data returns a row for each setting and measure.
func (r RobustChoice) Data() (header []string, rows [][]string) {
	header = []string{"setting", "measure", "value", "low", "high", "best", "unclear"}
	measures := r.measures()
	for i, s := range r.Settings {
		for _, m := range measures {
			x := m.values[i]
			rows = append(rows, []string{
				s.Name, m.key, number(x.Value), number(x.Low), number(x.High), strconv.FormatBool(m.best(i)), strconv.FormatBool(x.Unclear),
			})
		}
	}
	return header, rows
}
