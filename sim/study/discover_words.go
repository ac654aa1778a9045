package study

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"backchannel/scenarios"
	"backchannel/sim"
	"backchannel/sim/stats"
)

// silent says why there is no box.
func (d *Discovery) silent(why string) *Discovery {
	if d.Path == nil {
		d.Path = []BoxOnPath{}
	}
	if d.Inputs == nil {
		d.Inputs = []SearchedInput{}
	}
	d.Why = why
	d.InWords = []string{fmt.Sprintf("No combination of the inputs tells where more %s: %s.", d.Outcome, why)}
	return d
}

// words tell the box in the terms of whoever has to decide: "Where Russia's clarity
// is above 0.55 and professionals meet at least every 10d, 78 in 100 first deals
// stood a year (between 70 and 84), against 21 elsewhere (18 to 25)."
func (d *Discovery) words(format func(path string, x float64) string, factors []scenarios.Factor) []string {
	var conditions []string
	for _, l := range d.Box.Limits {
		f := factors[slices.IndexFunc(factors, func(f scenarios.Factor) bool { return f.Path == l.Path })]
		conditions = append(conditions, l.condition(f, format))
	}
	in, out := inHundred(d.Box.Inside), inHundred(d.Box.Elsewhere)
	text := fmt.Sprintf("Where %s, %s %s%s, against %s elsewhere%s.",
		listedWith(conditions, "and"), in, d.Outcome, limitsOf(d.Box.Inside), strings.TrimSuffix(out, " in 100"), limitsOf(d.Box.Elsewhere))
	list := []string{withoutTalk(text, d.onlyTalk)}
	var weak []string
	for _, l := range d.Box.Limits {
		if l.Again < reproduced {
			weak = append(weak, InputName(l.Path))
		}
	}
	if len(weak) > 0 {
		list = append(list, fmt.Sprintf("Less sure is the limit of %s: fewer than half of random halves of the points show one.", withoutTalk(listedWith(weak, "and"), d.onlyTalk)))
	}
	if d.Near > 0 {
		list = append(list, fmt.Sprintf("The figures of %d of %d points are so near the threshold that their runs do not tell on which side they are.", d.Near, d.Points))
	}
	return list
}

// condition is what a limit asks for: "Russia's clarity is above 0.55".
func (l *Limit) condition(f scenarios.Factor, format func(path string, x float64) string) string {
	above, below := float64(l.Above), float64(l.Below)
	who := meeters(l.Path)
	low, high := "above "+format(l.Path, above), "below "+format(l.Path, below)
	if who != "" {
		low, high = "less often than every "+format(l.Path, above), "at least every "+format(l.Path, below)
	}
	if len(f.Levels) > 0 { // named by the levels, which are all that was played
		kept := slices.DeleteFunc(slices.Clone(f.Levels), func(x float64) bool { return x < above || x > below })
		least, most := format(l.Path, slices.Min(kept)), format(l.Path, slices.Max(kept))
		switch {
		case len(kept) == 1 && who != "":
			return who + " meet every " + least
		case len(kept) == 1:
			return InputName(l.Path) + " is " + least
		case who != "":
			low, high = "every "+least+" or less often", "at least every "+most
		default:
			low, high = "at least "+least, "at most "+most
		}
	}
	if who != "" {
		return who + " meet " + joined(low, high, above, below)
	}
	return InputName(l.Path) + " is " + joined(low, high, above, below)
}

// joined are the limits that there are.
func joined(low, high string, above, below float64) string {
	switch {
	case math.IsNaN(above):
		return high
	case math.IsNaN(below):
		return low
	}
	return low + " and " + high
}

// meeters are those who meet as often as an entry says; "": it says no such thing.
func meeters(path string) string {
	parts, err := scenarios.SplitPath(path)
	if err != nil || len(parts) != 4 || parts[0] != "talks" || parts[3] != "every" {
		return ""
	}
	who := map[string]string{"meeting": "envoys", "contact": "professionals"}[parts[2]]
	if who == "" {
		return ""
	}
	return who + " on " + parts[1]
}

// InputName is an entry as a sentence names it: "Russia's clarity" for
// sides.Russia.clarity; the path where there is nothing better.
func InputName(path string) string {
	parts, err := scenarios.SplitPath(path)
	if err == nil && len(parts) == 4 && meeters(path) != "" {
		return map[string]string{"meeting": "the time between envoy meetings on ", "contact": "the time between contacts on "}[parts[2]] + parts[1]
	}
	if err == nil && len(parts) == 2 {
		return strings.ReplaceAll(parts[0]+" "+parts[1], "_", " ")
	}
	if err != nil || len(parts) < 3 {
		return path
	}
	entry := strings.ReplaceAll(parts[2], "_", " ")
	if len(parts) > 3 {
		entry += " (" + strings.Join(parts[3:], ", ") + ")"
	}
	switch parts[0] {
	case "sides", "envoys":
		if strings.HasSuffix(parts[1], "s") {
			return parts[1] + "' " + entry
		}
		return parts[1] + "'s " + entry
	case "corps", "talks", "deals", "issues":
		return "the " + entry + " of " + parts[1]
	}
	return path
}

// withoutTalk leaves out the name of the only talk there is, which goes without
// saying.
func withoutTalk(text, talk string) string {
	if talk == "" {
		return text
	}
	for _, before := range []string{"envoys", "professionals", "meetings", "contacts"} {
		text = strings.ReplaceAll(text, before+" on "+talk, before)
	}
	return text
}

// inHundred is a share as "78 in 100"; nothing but none and all is said to be so.
func inHundred(e stats.Estimate) string {
	switch rate := math.Round(100 * e.Value); {
	case math.IsNaN(e.Value):
		return "an unknown number"
	case rate == 0 && e.Value > 0:
		return "fewer than 1 in 100"
	case rate == 100 && e.Value < 1:
		return "more than 99 in 100"
	default:
		return fmt.Sprintf("%.0f in 100", rate)
	}
}

// limitsOf is the interval of a share: " (70 to 84)".
func limitsOf(e stats.Estimate) string {
	if math.IsNaN(e.Low) || math.IsNaN(e.High) {
		return ""
	}
	return fmt.Sprintf(" (%.0f to %.0f)", math.Round(100*e.Low), math.Round(100*e.High))
}

// listedWith is "a, b and c".
func listedWith(list []string, word string) string {
	if n := len(list); n > 1 {
		return strings.Join(list[:n-1], ", ") + " " + word + " " + list[n-1]
	}
	return strings.Join(list, "")
}

// outcomeOf says what is looked for: who, and what they did, so that "78 in 100" can
// go before both, and "that" between them.
func outcomeOf(m SweptMetric, above, below *float64) (who, did string) {
	threshold := func(side string, x float64) (_, _ string) {
		return "points", fmt.Sprintf("have a figure %s %s in %s", side, exactly(x, m.Unit), m.Name)
	}
	switch {
	case above != nil:
		return threshold("above", *above)
	case below != nil:
		return threshold("below", *below)
	}
	key := m.Name[strings.LastIndexByte(m.Name, '.')+1:]
	for _, days := range windows {
		if key == fmt.Sprintf("standing_%d", days) {
			return "first deals", "stood " + longOf(days)
		}
	}
	for cause := sim.Misread; cause < sim.NumCauses; cause++ {
		if key == fmt.Sprintf("ended_%s_%d", cause, yearDays) {
			return "first deals", "ended within a year because " + EndOf(cause)
		}
	}
	switch key {
	case "signed":
		return "runs", "came to a deal"
	case "understood":
		return "runs", "came to an understanding"
	case "reached":
		return "talks", "came to a deal"
	case "honoured":
		return "promised days", "were honoured"
	case "in_force_end":
		return "runs", "ended with a deal in force"
	case "in_force":
		return "days", "had a deal in force"
	case "outlived":
		return "first deals", "outlived the first fall of one who had signed"
	case "by_envoys":
		return "first deals", "were signed on the envoys' word"
	}
	return "cases among the " + m.Sample, "were so: " + m.Meaning
}

// longOf is "a year" for 365 days.
func longOf(days int) string {
	if days == yearDays {
		return "a year"
	}
	return fmt.Sprintf("%d days", days)
}

// exactly writes a figure that somebody gave, with its unit.
func exactly(x float64, unit string) string {
	switch unit {
	case aShare:
		return plainNumber(math.Round(1e6*x)/1e4) + "%"
	case inDays:
		return plainNumber(x) + " days"
	}
	return plainNumber(x)
}
