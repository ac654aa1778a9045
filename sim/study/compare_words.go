package study

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"backchannel/sim"
)

// Findings says in plain words how an arm differs from the baseline.
type Findings struct {
	Arm  string `json:"arm"`
	Lead string `json:"lead"` // what is held against what: "clearer against base"
	// InShort counts: "7 of 19 figures differ clearly".
	InShort string `json:"in_short"`
	// Clear has the clear differences, those that matter most first. Each reads
	// on from the lead: "about 9 more of 100 first deals stood a year (between
	// 7 and 11)".
	Clear   []string `json:"clear"`
	Unclear []string `json:"unclear"` // the metrics in which chance may have made the difference
}

// findings tells each arm after the first in words.
func (c *Comparison) findings() []Findings {
	var list []Findings
	owners := map[string]bool{}
	for i := range c.Rows {
		owners[c.Rows[i].Owner()] = true
	}
	for _, arm := range c.Arms[1:] {
		f := Findings{Arm: arm.Name, Lead: arm.Name + " against " + c.Arms[0].Name, Clear: []string{}, Unclear: []string{}}
		var clear []*Difference
		for i := range c.Rows {
			switch d := &c.Rows[i]; {
			case d.Arm != arm.Name || math.IsNaN(float64(d.P)):
			case d.Clear(c.Level):
				clear = append(clear, d)
			default:
				f.Unclear = append(f.Unclear, d.Metric)
			}
		}
		slices.SortStableFunc(clear, moreTelling)
		for _, d := range clear {
			f.Clear = append(f.Clear, d.words(len(owners) > 1))
		}
		f.InShort = inShort(len(f.Clear), len(f.Clear)+len(f.Unclear))
		list = append(list, f)
	}
	return list
}

func inShort(clear, all int) string {
	switch {
	case all == 0:
		return "nothing can be compared"
	case clear == 0:
		return fmt.Sprintf("no clear difference in any of %d figures", all)
	case clear == 1:
		return fmt.Sprintf("1 of %d figures differs clearly", all)
	default:
		return fmt.Sprintf("%d of %d figures differ clearly", clear, all)
	}
}

// Key is the last part of the metric's name: "standing_365".
func (d *Difference) Key() string { return d.Metric[strings.LastIndexByte(d.Metric, '.')+1:] }

// Owner is what the metric is of: "all", or a talk, "envoys.PERSON" or
// "sides.SIDE" as in its name.
func (d *Difference) Owner() string { return strings.TrimSuffix(d.Metric, "."+d.Key()) }

// moreTelling orders differences for a reader: what is said of all talks before
// what is said of each, what becomes of deals before how it came about, and
// what is told more surely before what is told less so.
func moreTelling(a, b *Difference) int {
	return cmp.Or(
		-cmp.Compare(ofAll(a), ofAll(b)),
		cmp.Compare(rank(a), rank(b)),
		cmp.Compare(b.sureness(), a.sureness()),
	)
}

// ofAll is 1 for what is said of all talks.
func ofAll(d *Difference) int {
	if d.Owner() == "all" {
		return 1
	}
	return 0
}

// rank is the place of a metric among those that are told first.
func rank(d *Difference) int {
	order := []string{
		"signed", "reached", fmt.Sprintf("standing_%d", yearDays), restrictedLifeKey(yearDays),
		"honoured", "deal_wait", "deals", "in_force_end", "reliability", "lost", "understanding_wait", "excess", "core", "falls", "leaks",
	}
	key := d.Key()
	if strings.HasPrefix(key, "lost_") {
		key = "lost"
	}
	if at := slices.Index(order, key); at >= 0 {
		return at
	}
	return len(order)
}

// sureness is the difference over the half-width of its interval.
func (d *Difference) sureness() float64 {
	half := (d.Difference.High - d.Difference.Low) / 2
	if !(half > 0) {
		return math.Inf(1)
	}
	return math.Abs(d.Difference.Value) / half
}

// words tells one difference, with what it is of if that does not go without
// saying.
func (d *Difference) words(owned bool) string {
	key, e := d.Key(), d.Difference
	scale, per := d.Scale(), "a run"
	if d.Unit == aNumber && math.Abs(e.Value) < 1 {
		scale, per = 100, "in 100 runs"
	}
	digits := Digits(e.Value*scale, (e.High-e.Low)/2*scale)
	size := func(x float64) string { return strconv.FormatFloat(x*scale, 'f', digits, 64) }
	low, high, more := e.Low, e.High, e.Value > 0
	if !more {
		low, high = -e.High, -e.Low
	}
	text := d.claim(key, size(math.Abs(e.Value)), per, more)
	if low < high { // false for NaN
		text += fmt.Sprintf(" (between %s and %s)", size(low), size(high))
	}
	switch of := d.Owner(); {
	case !owned:
		return text
	case of == "all":
		return "over all talks, " + text
	default:
		return of + ": " + text
	}
}

// Scale is by what a figure is multiplied to be told: shares are told out of
// 100.
func (d *Difference) Scale() float64 {
	if d.Unit == aShare {
		return 100
	}
	return 1
}

// Digits is how many decimals tell a figure with an interval of that
// half-width: so many that one digit of the half-width shows, or two if it
// begins with a 1; of a figure without an interval, the same of itself. At most
// 4.
func Digits(value, half float64) int {
	if !(half > 0) || math.IsInf(half, 0) {
		half = math.Abs(value)
	}
	if !(half > 0) || math.IsInf(half, 0) {
		return 0
	}
	return min(max(int(math.Ceil(-math.Log10(half/2))), 0), 4)
}

// claim is what is so under the arm: "about 9 more of 100 first deals stood a
// year".
func (d *Difference) claim(key, size, per string, more bool) string {
	pick := func(up, down string) string {
		if more {
			return up
		}
		return down
	}
	many := "about " + size + pick(" more", " fewer")
	for _, days := range windows {
		long := fmt.Sprintf("%d days", days)
		if days == yearDays {
			long = "a year"
		}
		switch key {
		case fmt.Sprintf("standing_%d", days):
			return many + " of 100 first deals stood " + long
		case fmt.Sprintf("survival_%d", days):
			return many + " of 100 first deals survived " + long + ", those cut off by the horizon allowed for"
		case fmt.Sprintf("life_%d", days), restrictedLifeKey(days):
			return fmt.Sprintf("of its first %d days a first deal stood about %s %s", days, size, pick("more", "fewer"))
		}
	}
	for cause := sim.Misread; cause < sim.NumCauses; cause++ {
		switch key {
		case "lost_" + cause.String():
			return fmt.Sprintf("%s deals %s ended because %s", many, per, EndOf(cause))
		case fmt.Sprintf("ended_%s_%d", cause, yearDays):
			return fmt.Sprintf("%s of 100 first deals ended within a year because %s", many, EndOf(cause))
		}
	}
	switch key {
	case "understood":
		return many + " of 100 runs came to an understanding"
	case "signed":
		return many + " of 100 runs came to a deal"
	case "reached":
		return many + " of 100 talks came to a deal"
	case "understanding_wait":
		return "the first understanding came about " + size + pick(" days later", " days sooner")
	case "deal_wait":
		return "the first deal came about " + size + pick(" days later", " days sooner")
	case "deals":
		return many + " deals were signed " + per
	case "leaks":
		return many + " leaks came " + per
	case "meetings":
		return many + " meetings of envoys were held " + per
	case "contacts":
		return many + " contacts of professionals were held " + per
	case "falls":
		return many + " falls from grace came " + per
	case "honoured":
		return many + " of 100 promised days were honoured"
	case "in_force_end":
		return "in " + many + " of 100 runs a deal was in force at the end"
	case "excess":
		return "announced optimism exceeded realism by about " + size + pick(" more", " less")
	case "core":
		return "first deals covered about " + size + pick(" more", " less") + " of the weight of the core issues, of 1"
	}
	unit := ""
	if d.Unit == aShare {
		unit = " points"
	}
	return d.Meaning + ": " + size + unit + pick(" more", " less")
}
