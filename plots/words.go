package plots

import (
	"errors"
	"fmt"
	"strings"
)

// MaxTitleWords is how many words a title may have.
const MaxTitleWords = 10

// Words are the texts that every chart carries.
type Words struct {
	Title    string // the finding, in 1 to MaxTitleWords words
	Subtitle string // what is shown and for whom; may be empty
	Caption  Caption
}

// Caption says what the chart rests on. Empty fields are left out, except that
// Seed is shown whenever Scenario is.
type Caption struct {
	Measure  string // what is measured and how, e.g. "Kaplan-Meier, 95% log-log bands"
	Source   string // where the numbers come from
	N        int    // sample size; 0 with an empty Unit is left out
	Unit     string // what is counted, in the plural: "runs", "first deals"
	Seed     uint64 // seed of the batch
	Scenario string // hash of the resolved scenario; the first 12 characters are shown
}

// check says whether the words keep the rules of the house.
func (w Words) check() error {
	switch n := len(strings.Fields(w.Title)); {
	case n == 0:
		return errors.New("chart has no title: say the finding in ten words or fewer")
	case n > MaxTitleWords:
		return fmt.Errorf("chart title has %d words, at most %d are allowed: shorten %q", n, MaxTitleWords, w.Title)
	}
	if w.Caption.N < 0 {
		return fmt.Errorf("caption: sample size is %d: give 0 or more", w.Caption.N)
	}
	return nil
}

// String returns the caption as one run of text.
func (c Caption) String() string {
	var parts []string
	add := func(s string) {
		if s = strings.TrimRight(clean(s), "."); s != "" {
			parts = append(parts, s)
		}
	}
	add(c.Measure)
	if c.Source != "" {
		add("Source: " + c.Source)
	}
	if c.N > 0 || c.Unit != "" {
		add(strings.TrimSpace(fmt.Sprintf("n%s=%s%d %s", nbsp, nbsp, c.N, c.Unit)))
	}
	if c.Scenario != "" {
		add(fmt.Sprintf("Seed%s%d", nbsp, c.Seed))
		hash := []rune(clean(c.Scenario))
		add("Scenario" + nbsp + string(hash[:min(len(hash), 12)]))
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, ". ") + "."
}
