package study

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"backchannel/sim/stats"
)

// in is " in main.leaks" where the metric does not go without saying.
func (r *Robust) in() string {
	if !r.named {
		return ""
	}
	return " in " + r.Metric.Name
}

// words say which setting is best by which measure, where that is told from chance:
// "Best on average: envoys on ukraine meet every 30d: 62 in 100 first deals stood a
// year."
func (r *Robust) words(format func(path string, x float64) string) []string {
	n := map[int]int{} // clear leads, by setting
	for _, b := range r.Best {
		if b.Clear {
			n[b.Setting]++
		}
	}
	if len(n) == 0 {
		none := fmt.Sprintf("No setting of what can be chosen is best beyond doubt%s: over %d uncertain points, none leads all others by any measure by more than chance could.", r.in(), r.Points)
		more := "More runs of each point tell more."
		if r.named {
			more = fmt.Sprintf("More runs of each point tell more of %s.", r.Metric.Name)
		}
		return append(append([]string{none}, r.behind(format)...), more)
	}
	var list []string
	for _, b := range r.Best {
		if b.Clear {
			list = append(list, r.lead(b, format))
		}
	}
	if len(list) < len(r.Best) {
		var unclear []string
		for _, b := range r.Best {
			if !b.Clear {
				unclear = append(unclear, measureName(b.By))
			}
		}
		list = append(list, fmt.Sprintf("By %s, no setting leads clearly%s.", listedWith(unclear, "and"), r.in()))
	}
	return append(list, r.behind(format)...)
}

func measureName(by string) string {
	return map[string]string{
		ByExpected: "the average", ByWorst: "the worst tenth of the points",
		ByMaxRegret: "the greatest regret", ByEnough: "how often it is good enough",
	}[by]
}

// lead tells the setting that leads by one measure.
func (r *Robust) lead(b RobustBest, format func(path string, x float64) string) string {
	s := &r.Settings[b.Setting]
	name := r.Setting(b.Setting, format)
	switch b.By {
	case ByExpected:
		return fmt.Sprintf("Best on average%s: %s, with %s over %d uncertain points.", r.in(), name, r.figure(s.Expected), r.Points)
	case ByWorst:
		return fmt.Sprintf("Best in the worst tenth of the points%s: %s, with %s there.", r.in(), name, r.figure(s.Worst))
	case ByMaxRegret:
		return fmt.Sprintf("Least regret at worst%s: %s, at most %s short of the best setting at any point played.", r.in(), name, r.figureIn(s.MaxRegret, " points"))
	default:
		side := "at least"
		if r.Better == "less" {
			side = "at most"
		}
		return fmt.Sprintf("Most often good enough%s: %s, with a figure of %s %s at %s points%s.",
			r.in(), name, side, exactly(*r.Enough, r.Metric.Unit), inHundred(s.Enough), limitsOf(s.Enough))
	}
}

// Setting names a setting of the levers: "envoys on ukraine meet every 30d, Russia's
// clarity is 0.5". A nil format writes plain numbers.
func (r *Robust) Setting(i int, format func(path string, x float64) string) string {
	if format == nil {
		format = func(_ string, x float64) string { return plainNumber(x) }
	}
	var parts []string
	for j, path := range r.Levers {
		value := format(path, r.Settings[i].Values[j])
		if who := meeters(path); who != "" {
			parts = append(parts, who+" meet every "+value)
		} else {
			parts = append(parts, InputName(path)+" is "+value)
		}
	}
	return strings.Join(parts, ", ")
}

// figure is a figure with its interval, with as many digits as the latter allows.
func (r *Robust) figure(e stats.Estimate) string { return r.figureIn(e, "%") }

// figureIn is the same with the sign of a share given.
func (r *Robust) figureIn(e stats.Estimate, share string) string {
	scale, unit := 1.0, ""
	switch r.Metric.Unit {
	case aShare:
		scale, unit = 100, share
	case inDays:
		unit = " days"
	}
	digits := Digits(e.Value*scale, (e.High-e.Low)/2*scale)
	write := func(x float64) string { return strconv.FormatFloat(x*scale, 'f', digits, 64) }
	if math.IsNaN(e.Low) || math.IsNaN(e.High) {
		return write(e.Value) + unit
	}
	return fmt.Sprintf("%s%s (%s to %s)", write(e.Value), unit, write(e.Low), write(e.High))
}

// behind names the settings that are clearly behind on average, if the one that leads
// does not lead all clearly.
func (r *Robust) behind(format func(path string, x float64) string) []string {
	var names []string
	for _, b := range r.Best {
		for l, is := range b.Behind {
			if b.By == ByExpected && is && !b.Clear {
				names = append(names, r.Setting(l, format))
			}
		}
	}
	if len(names) == 0 {
		return nil
	}
	return []string{"Behind on average" + r.in() + " by more than chance could make it: " + strings.Join(names, "; ") + "."}
}
