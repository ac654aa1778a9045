package study

import (
	"fmt"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"backchannel/sim"
)

// words tells in a few sentences what became of a talk. The rates are out of
// 100 where the sample is larger, and as counted where it is not.
func (t *talkTally) words(talk string, runs int) string {
	var said []string
	start := "In "
	if talk != "" {
		start = talk + ": in "
	}
	const year = len(windows) - 1
	signing, following := " a deal was signed", "of those watched that long"
	if t.lives.N() > 0 && t.byEnvoys.n == 0 { // it stood when the scenario began
		signing, following = " a new deal was signed", "of the deals that stood at the start"
	}
	said = append(said, start+OfHundred(t.signed.yes, runs)+" runs"+signing)
	switch w := &t.watched[year]; {
	case t.lives.N() == 0:
	case w.n == 0:
		said = append(said, fmt.Sprintf("none is watched for %d days", windows[year]))
	default:
		said = append(said, fmt.Sprintf("one year on, %s %s still stood", OfHundred(w.ended[sim.Standing], w.n), following))
	}
	text := strings.Join(said, "; ") + "."
	if cause, n := t.commonest(); n > 0 {
		text += " The commonest end: " + EndOf(cause) + "."
	}
	return text
}

// commonest returns the cause that ended most first deals, and how many. Of
// causes that ended as many, it is the first.
func (t *talkTally) commonest() (cause sim.Cause, n int) {
	for c := sim.Misread; c < sim.NumCauses; c++ {
		if ended := t.lives.Ended(t.lives.Horizon(), int(c)-1); ended > n {
			cause, n = c, ended
		}
	}
	return cause, n
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
