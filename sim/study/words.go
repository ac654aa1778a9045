package study

import (
	"fmt"
	"math"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"backchannel/sim"
	"backchannel/sim/stats"
)

// inWords tells the batch in a few sentences: of the only talk, or of all
// talks together and then of each.
func (t *Tally) inWords() []string {
	if len(t.talks) == 1 {
		return []string{t.talks[0].words("", t.runs)}
	}
	text := "In " + ofRuns(t.all.signed.yes, t.runs, "a deal was signed in one talk or more", "no deal was signed in any talk")
	if year := t.all.stood[len(windows)-1]; year.n > 0 {
		percent, average := int(math.Round(100*year.mean(stats.Level95).Value)), "on average over runs, "
		if year.n == 1 {
			average = ""
		}
		text += fmt.Sprintf("; one year on, %s%d of 100 first deals still stood", average, percent)
	}
	list := []string{text + "." + commonestOf(t.talks)}
	for i := range t.talks {
		list = append(list, t.talks[i].words(t.model.Scenario().Talks[i].Name, t.runs))
	}
	return list
}

// words tells in a few sentences what became of a talk. The rates are out of
// 100 where the sample is larger, and as counted where it is not.
func (t *talkTally) words(talk string, runs int) string {
	var said []string
	start := "In "
	if talk != "" {
		start = talk + ": in "
	}
	const year = len(windows) - 1
	signing, those, one := "deal was signed", "of those watched that long", "the only one watched that long"
	if t.lives.N() > 0 && t.byEnvoys.n == 0 { // it stood when the scenario began
		signing, those, one = "new deal was signed", "of the deals that stood at the start", "the deal that stood at the start"
	}
	said = append(said, start+ofRuns(t.signed.yes, runs, "a "+signing, "no "+signing))
	switch w := &t.watched[year]; {
	case t.lives.N() == 0:
	case w.n == 0:
		said = append(said, fmt.Sprintf("none is watched for %d days", windows[year]))
	default:
		said = append(said, "one year on, "+ofDeals(w.ended[sim.Standing], w.n, those, one))
	}
	return strings.Join(said, "; ") + "." + commonestOf([]talkTally{*t})
}

// ofRuns says in how many runs it was so: "14 of 100 runs a deal was signed",
// "none of 100 runs was a deal signed"; of one run, whether it was.
func ofRuns(yes, runs int, so, not string) string {
	switch {
	case yes == 0 && runs > 1:
		return OfHundred(yes, runs) + " runs was " + strings.Replace(so, " was ", " ", 1)
	case runs != 1:
		return OfHundred(yes, runs) + " runs " + so
	case yes == 0:
		return "the only run " + not
	}
	return "the only run " + so
}

// ofDeals says how many of those deals still stood; of one deal, whether it did.
func ofDeals(stood, n int, those, one string) string {
	switch {
	case n != 1:
		return OfHundred(stood, n) + " " + those + " still stood"
	case stood == 0:
		return one + " had ended"
	}
	return one + " still stood"
}

// commonestOf says which cause ended most first deals of the talks; of causes
// that ended as many, the first. It says nothing if none ended.
func commonestOf(talks []talkTally) string {
	most, found := 0, sim.Standing
	for cause := sim.Misread; cause < sim.NumCauses; cause++ {
		n := 0
		for i := range talks {
			n += talks[i].lives.Ended(talks[i].lives.Horizon(), int(cause)-1)
		}
		if n > most {
			most, found = n, cause
		}
	}
	if most == 0 {
		return ""
	}
	return " The commonest end: " + EndOf(found) + "."
}

// OfHundred writes x of n in words: as "x of n" up to 100, beyond that as a
// rate of 100, but for none and all, to which nothing else is rounded.
func OfHundred(x, n int) string {
	rate := (200*x + n) / (2 * max(n, 1)) // rounded to the nearest
	switch p := message.NewPrinter(language.English); {
	case x == 0:
		return p.Sprintf("none of %d", n)
	case x == n:
		return p.Sprintf("all of %d", n)
	case n <= 100:
		return p.Sprintf("%d of %d", x, n)
	case rate == 0:
		return "fewer than 1 of 100"
	case rate == 100:
		return "more than 99 of 100"
	default:
		return p.Sprintf("%d of 100", rate)
	}
}
