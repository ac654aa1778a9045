package plots

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
)

// maxOutcomes is how many bars fit in every size.
const maxOutcomes = 12

// Outcomes shows what became of the deals: one horizontal bar an outcome,
// longest first, with its interval as a whisker and its value as text.
type Outcomes struct {
	Words
	Outcomes []Outcome // up to 12
	// XLabel names the measure; when empty it is "Share of deals".
	XLabel string
}

// Outcome is one thing that may become of a deal.
type Outcome struct {
	Name      string  // in plain words: "the principal found it was not what he meant"
	Count     int     // how many deals; -1 when not known
	Share     float64 // of all deals, in [0, 1]; NaN when not known
	Low, High float64 // its interval, in [0, 1]; NaN for none
	// Accent draws the bar in the strong colour and its name in bold, the other
	// bars in a pale colour. With no accent at all, every bar is strong.
	Accent bool
}

func (o Outcomes) words() Words { return o.Words }

func (o Outcomes) check() error {
	if n := len(o.Outcomes); n > maxOutcomes {
		return fmt.Errorf("outcomes chart has %d bars: give at most %d, and gather the rest as one", n, maxOutcomes)
	}
	var problems []error
	for _, b := range o.Outcomes {
		err := errors.Join(checkShare("Share", b.Share), checkShare("Low", b.Low), checkShare("High", b.High))
		if err == nil && finite(b.Low) && finite(b.High) && b.Low > b.High {
			err = fmt.Errorf("field Low is %g and High is %g: give Low no greater than High", b.Low, b.High)
		}
		if b.Count < -1 {
			err = errors.Join(err, fmt.Errorf("field Count is %d: give 0 or more, or -1 when not known", b.Count))
		}
		if err != nil {
			problems = append(problems, fmt.Errorf("outcome %q: %w", b.Name, err))
		}
	}
	return errors.Join(problems...)
}

// sorted returns the outcomes, the largest share first and unknown ones last.
func (o Outcomes) sorted() []Outcome {
	bars := slices.Clone(o.Outcomes)
	slices.SortStableFunc(bars, func(a, b Outcome) int {
		switch x, y := finite(a.Share), finite(b.Share); {
		case x && !y:
			return -1
		case y && !x:
			return 1
		case !x:
			return 0
		}
		return cmp.Compare(b.Share, a.Share)
	})
	return bars
}

// Alt tells the chart in words.
func (o Outcomes) Alt() string {
	out := sentence(o.Title) + " Bars, longest first. " + sentence(o.measure())
	if len(o.Outcomes) == 0 {
		return out + " There are no deals."
	}
	for _, b := range o.sorted() {
		out += fmt.Sprintf(" %s: %s.", clean(b.Name), b.value())
	}
	return out
}

// Data returns one row for each outcome, in the order drawn.
func (o Outcomes) Data() (header []string, rows [][]string) {
	header = []string{"outcome", "count", "share", "low", "high"}
	for _, b := range o.sorted() {
		n := ""
		if b.Count >= 0 {
			n = strconv.Itoa(b.Count)
		}
		rows = append(rows, []string{b.Name, n, number(b.Share), number(b.Low), number(b.High)})
	}
	return header, rows
}

// value is the text at the right of the bar.
func (b Outcome) value() string { return withInterval(b.Share, b.Low, b.High) }
