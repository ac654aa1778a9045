package study

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"backchannel/sim/stats"
)

// MetricWords is what was found of a metric in plain words.
type MetricWords struct {
	Metric    string   `json:"metric"`
	Sentences []string `json:"sentences"` // what matters most first
	Warnings  []string `json:"warnings"`  // before anyone relies on it
}

// tell puts what was found into words.
func (s *Sensitivity) tell() {
	for m := range s.Metrics {
		w := MetricWords{Metric: s.Metrics[m].Name, Sentences: []string{}, Warnings: []string{}}
		unit := s.Metrics[m].Unit
		byLine := len(s.Quick) > 0 && s.Quick[m].Sure
		if byLine {
			w.Sentences = append(w.Sentences, s.Quick[m].leadWords(s.Groups, w.Metric)...)
		}
		if len(s.Sobol) > 0 {
			w.Sentences = append(w.Sentences, s.Sobol[m].inWords(s.Groups, w.Metric, unit, byLine)...)
		}
		if len(s.Tornado) > 0 {
			w.Sentences = append(w.Sentences, s.Tornado[m].inWords(s, unit)...)
		}
		if len(s.Morris) > 0 {
			w.Sentences = append(w.Sentences, s.Morris[m].inWords(unit))
		}
		if len(s.Quick) > 0 && !byLine {
			w.Sentences = append(w.Sentences, s.Quick[m].inWords())
		}
		w.Warnings = append(w.Warnings, s.warnings(m)...)
		s.InWords = append(s.InWords, w)
	}
}

// ascribed is a share of what is uncertain.
type ascribed struct {
	group string
	share stats.Estimate
}

// leading are those that account for most, as far as they surely account for
// something.
func leading(list []ascribed) []ascribed {
	list = slices.DeleteFunc(list, func(a ascribed) bool { return !(a.share.Low > 0) || math.IsNaN(a.share.Value) })
	list = rankedBy(list, func(a ascribed) float64 { return a.share.Value })
	return list[:min(3, len(list))]
}

// accounts tells them, the first with what it is that they account for.
func accounts(list []ascribed, groups []InputGroup, of string) []string {
	var out []string
	for i, a := range list {
		at := slices.IndexFunc(groups, func(g InputGroup) bool { return g.Name == a.group })
		said := fmt.Sprintf("%s accounts for %s", clause(groups[at].Words), shareWords(a.share))
		if i == 0 {
			said += " of " + of
		}
		out = append(out, said+".")
	}
	return out
}

// leadWords names the groups to which a line that can be trusted ascribes most.
func (q *QuickResult) leadWords(groups []InputGroup, metric string) []string {
	var list []ascribed
	for _, g := range q.Groups {
		list = append(list, ascribed{g.Name, g.Share})
	}
	out := accounts(leading(list), groups, "what the inputs leave uncertain about "+metric)
	return append(out, fmt.Sprintf("So says a straight line through the inputs, which explains %s of what is not chance.", percentOf(float64(q.Explained))))
}

// inWords names the groups that account for most, unless a line has done so
// already: then it says how that looks where no line is assumed.
func (r *SobolResult) inWords(groups []InputGroup, metric, unit string, after bool) []string {
	if !(r.StdDev > 0) {
		return []string{fmt.Sprintf("So few rows and runs cannot tell whether %s changes with the inputs at all; more of either would tell more.", metric)}
	}
	var list []ascribed
	for _, g := range r.Groups {
		list = append(list, ascribed{g.Name, g.First.Share})
	}
	list = leading(list)
	out := []string{}
	switch {
	case len(list) == 0:
		out = append(out, fmt.Sprintf("So few rows cannot tell shares of variance, which assume no line, for %s.", metric))
	case after:
		var said []string
		for _, a := range list {
			said = append(said, fmt.Sprintf("%s, %s", a.group, shareWords(a.share)))
		}
		out = append(out, "Shares of variance, which assume no line, are less sure: "+strings.Join(said, "; ")+".")
	default:
		out = accounts(list, groups, "what the inputs leave uncertain about "+metric)
	}
	out = append(out, fmt.Sprintf("Over all that the inputs may be, it is %s on average, with a standard deviation of %s.",
		written(r.Mean.Value, unit), spreadWritten(float64(r.StdDev), unit)))
	if r.combined() {
		out = append(out, fmt.Sprintf("Each by itself, the groups account for %s together; the rest comes of what they do in combination.", shareWords(r.Together)))
	}
	if open, more := r.Open(); open > 0 {
		out = append(out, fmt.Sprintf("Not converged: %d of the %d shares are not known as surely as asked; that takes at least %s more rows.",
			open, 2*len(r.Groups), thousands(more)))
	}
	return out
}

// combined reports whether groups surely do something in combination: every
// first-order share has converged, and their sum is surely below all.
func (r *SobolResult) combined() bool {
	open := slices.ContainsFunc(r.Groups, func(g SobolGroup) bool { return g.First.More > 0 })
	return len(r.Groups) > 1 && !open && r.Together.Low >= 0 && r.Together.High < 1
}

// Open counts the shares that have not converged, and the rows that the farthest
// from it takes more.
func (r *SobolResult) Open() (n, more int) {
	for _, g := range r.Groups {
		for _, s := range []SobolShare{g.First, g.Total} {
			if s.More > 0 {
				n, more = n+1, max(more, s.More)
			}
		}
	}
	return n, more
}

// inWords names the longest bar and counts those that are chance.
func (t *TornadoResult) inWords(s *Sensitivity, unit string) []string {
	clear := 0
	for i := range t.Inputs {
		if t.Inputs[i].Clear {
			clear++
		}
	}
	n := len(t.Inputs)
	var out []string
	if top := t.Ranked()[0]; top.Clear {
		in := s.Inputs[slices.IndexFunc(s.Inputs, func(x VariedInput) bool { return x.Path == top.Path })]
		moved := fmt.Sprintf("Of %d inputs, each moved alone from its 5th to its 95th percentile, %s moves it most: ", n, top.Path)
		if n == 1 {
			moved = fmt.Sprintf("%s, moved from its 5th to its 95th percentile, moves it: ", top.Path)
		}
		out = append(out, fmt.Sprintf("%s%s at %s, %s at %s, against %s in the scenario as it is.", moved,
			written(top.Low.Value.Value, unit), in.LowText, written(top.High.Value.Value, unit), in.HighText, written(t.Base.Value, unit)))
	}
	switch {
	case clear == 0:
		out = append(out, "Moved alone, no input has an effect that can be told from chance on so many runs.")
	case clear < n:
		out = append(out, fmt.Sprintf("Moved alone, %d of %d have an effect that can be told from chance on so many runs.", clear, n))
	}
	return out
}

// inWords counts the inputs whose effect is told from chance, and names the one of
// the greatest.
func (r *MorrisResult) inWords(unit string) string {
	known := slices.DeleteFunc(slices.Clone(r.Inputs), func(x MorrisInput) bool { return math.IsNaN(x.MuStar.Value) })
	moved := slices.ContainsFunc(known, func(x MorrisInput) bool { return x.MuStar.Value > 0 })
	matter := slices.DeleteFunc(slices.Clone(known), func(x MorrisInput) bool { return !x.Matters() })
	n, of := len(matter), len(r.Inputs)
	switch {
	case len(known) == 0:
		return "Along the trajectories no effect is known: too few points have cases."
	case !moved:
		return "Along the trajectories nothing moves it."
	case n == 0:
		return "Screened over all that the others may be, no input has an effect that can be told from chance on so many trajectories and runs."
	}
	top := rankedBy(matter, func(x MorrisInput) float64 { return x.MuStar.Value })[0]
	have := "have effects"
	if n == 1 {
		have = "has an effect"
	}
	said := fmt.Sprintf("Screened over all that the others may be, %d of %d %s told from chance on so many trajectories and runs: ", n, of, have)
	if n > 1 {
		said += "the greatest found is that of "
	}
	return said + fmt.Sprintf("%s, %s on average (%s to %s).", top.Path, spreadWritten(top.MuStar.Value, unit),
		spreadWritten(top.MuStar.Low, unit), spreadWritten(top.MuStar.High, unit))
}

// inWords says what the line is worth.
func (q *QuickResult) inWords() string {
	if q.Why != "" {
		return "No straight line can be drawn through it: " + q.Why + "."
	}
	if said := fmt.Sprintf("A straight line through the inputs explains %s of what is not chance", percentOf(float64(q.Explained))); float64(q.Explained) < LowR2 {
		return said + fmt.Sprintf(", and below %s its coefficients say little: go by the other methods.", percentOf(LowR2))
	}
	return "So few points cannot tell how good a straight line through the inputs is: play more of them, or go by the other methods."
}

// warnings tells what bears on how far the figures of a metric can be trusted.
func (s *Sensitivity) warnings(metric int) []string {
	out := []string{}
	for _, p := range s.Methods {
		if p.Failed > 0 {
			out = append(out, fmt.Sprintf("Method %s: %d of %d points could not be played, as their numbers contradict each other; they are left out.", p.Method, p.Failed, p.Points))
		}
		if l := s.leftBy(p.Method, metric); l.Share() > ManyLeft {
			out = append(out, fmt.Sprintf("Method %s: %s of the points have fewer than 2 cases of %s in %d runs (%s) and are left out, so what is found is of the other points. "+
				"Play more runs of each point, or ask for a metric that every run has, such as in_force.",
				p.Method, percentOf(l.Share()), s.Metrics[metric].Name, p.Runs, s.Metrics[metric].Sample))
		}
	}
	return out
}

// leftBy is what a method left out of a metric. The points of a tornado are few
// and far from where cases are rare, and each bar says itself what it has.
func (s *Sensitivity) leftBy(m Method, metric int) Left {
	switch m {
	case Quick:
		return s.Quick[metric].Left
	case Morris:
		return s.Morris[metric].Left
	case Sobol:
		return s.Sobol[metric].Left
	}
	return Left{}
}
