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
	Version  string // of the program that made the numbers
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
	return strings.TrimSpace(c.about() + " " + c.provenance())
}

// about says what was measured and where it comes from.
func (c Caption) about() string {
	source := clean(c.Source)
	if source != "" {
		source = "Source: " + source
	}
	return strings.TrimSpace(sentence(c.Measure) + " " + sentence(source))
}

// provenance says how many were counted and how to make the numbers again.
func (c Caption) provenance() string {
	var parts []string
	if unit := clean(c.Unit); c.N > 0 || unit != "" {
		parts = append(parts, strings.TrimSpace("n"+nbsp+"="+nbsp+count(c.N)+nbsp+unit)+".")
	}
	if version := clean(c.Version); version != "" {
		parts = append(parts, "Version"+nbsp+version+".")
	}
	if hash := []rune(clean(c.Scenario)); len(hash) > 0 {
		const shown = 12
		parts = append(parts, fmt.Sprintf("Seed%s%d.", nbsp, c.Seed),
			"Scenario"+nbsp+string(hash[:min(len(hash), shown)])+".")
	}
	return strings.Join(parts, " ")
}
