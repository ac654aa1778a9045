package study

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"backchannel/sim"
)

// words tells the clear differences of a comparison in plain sentences, an arm
// after the other, and says of which headline figures nothing is clear.
func (c *Comparison) words() []string {
	var list []string
	for _, arm := range c.Arms[1:] {
		said := 0
		var unclear []string
		for i := range c.Rows {
			d := &c.Rows[i]
			if d.Arm != arm.Name {
				continue
			}
			switch {
			case d.Clear(c.Level):
				list = append(list, d.words(c.Arms[0].Name))
				said++
			case !math.IsNaN(float64(d.P)):
				unclear = append(unclear, d.Metric)
			}
		}
		switch {
		case said == 0 && len(unclear) == 0:
			list = append(list, fmt.Sprintf("Nothing of %s can be compared with %s.", arm.Name, c.Arms[0].Name))
		case said == 0:
			list = append(list, fmt.Sprintf("No clear difference between %s and %s in any figure.", arm.Name, c.Arms[0].Name))
		case len(unclear) > 0:
			list = append(list, fmt.Sprintf("No clear difference under %s in %s.", arm.Name, strings.Join(unclear, ", ")))
		}
	}
	return list
}

// words tells one difference: "Under clear, about 9 more of 100 first deals
// stood a year than under vague (between 7 and 11)."
func (d *Difference) words(baseline string) string {
	key := d.Metric[strings.LastIndex(d.Metric, ".")+1:]
	of := strings.TrimSuffix(d.Metric, "."+key)
	where := ""
	if of != "all" {
		where = " (" + of + ")"
	}
	size := func(x float64) string { return amount(math.Abs(x)*d.scale(), math.Abs(d.Difference.Value)*d.scale()) }
	low, high := d.Difference.Low, d.Difference.High
	if d.Difference.Value < 0 {
		low, high = high, low
	}
	more := d.Difference.Value > 0
	span := ""
	if !math.IsNaN(low) && !math.IsNaN(high) && low != high {
		span = fmt.Sprintf(", between %s and %s", size(low), size(high))
	}
	return fmt.Sprintf("Under %s%s, %s than under %s%s.", d.Arm, where, d.claim(key, size(d.Difference.Value), more), baseline, span)
}

// scale is by what a figure is multiplied to be told: shares are told out of
// 100.
func (d *Difference) scale() float64 {
	if d.Unit == aShare {
		return 100
	}
	return 1
}

// claim is what is so under the arm: "about 9 more of 100 first deals stood a
// year".
func (d *Difference) claim(key, size string, more bool) string {
	pick := func(up, down string) string {
		if more {
			return up
		}
		return down
	}
	many := size + " " + pick("more", "fewer")
	for _, days := range windows {
		if key == fmt.Sprintf("standing_%d", days) || key == fmt.Sprintf("survival_%d", days) {
			return fmt.Sprintf("about %s of 100 first deals stood %d days", many, days)
		}
		if key == fmt.Sprintf("life_%d", days) || key == fmt.Sprintf("restricted_life_%d", days) {
			return fmt.Sprintf("of its first %d days a first deal stood about %s", days, many)
		}
	}
	for cause := sim.Misread; cause < sim.NumCauses; cause++ {
		if key == "lost_"+cause.String() {
			return "about " + many + " deals a run ended because " + EndOf(cause)
		}
	}
	switch key {
	case "signed":
		return "about " + many + " of 100 runs came to a deal"
	case "understanding_wait":
		return "the first understanding came about " + size + " days " + pick("later", "sooner")
	case "deal_wait":
		return "the first deal came about " + size + " days " + pick("later", "sooner")
	case "deals", "leaks", "meetings", "contacts":
		verb := map[string]string{"deals": "deals were signed in a run", "leaks": "leaks came in a run", "meetings": "meetings of envoys were held in a run", "contacts": "contacts of professionals were held in a run"}[key]
		return "about " + many + " " + verb
	case "falls":
		return "about " + many + " envoys fell from grace in a run"
	case "honoured":
		return "about " + many + " of 100 promised days were honoured"
	case "excess":
		return "announced optimism ran " + size + pick(" higher", " lower") + " against realism"
	}
	unit := ""
	if d.Unit == aShare {
		unit = " points"
	}
	return d.Meaning + ": " + size + unit + pick(" more", " less")
}

// amount writes a figure with two significant digits of the size of reference,
// and no decimals from 10 on.
func amount(x, reference float64) string {
	if reference == 0 || math.IsInf(x, 0) || math.IsNaN(x) {
		return strconv.FormatFloat(x, 'g', 3, 64)
	}
	digits := max(0, 1-int(math.Floor(math.Log10(reference))))
	return strconv.FormatFloat(x, 'f', min(digits, 4), 64)
}
