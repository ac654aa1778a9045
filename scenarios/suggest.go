package scenarios

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/agext/levenshtein"
)

// suggest returns "did you mean `x`?" for the name nearest to the one given,
// or, where none is near, a list of those there are.
func suggest(name string, names []string) string {
	if best := nearest(name, names); best != "" {
		return fmt.Sprintf("did you mean `%s`?", best)
	}
	const most = 12
	list := strings.Join(names[:min(len(names), most)], "`, `")
	switch {
	case len(names) == 0:
		return "there are none"
	case len(names) == 1:
		return fmt.Sprintf("there is only `%s`", list)
	case len(names) > most:
		return fmt.Sprintf("there are `%s` and %d more", list, len(names)-most)
	}
	return fmt.Sprintf("there are `%s`", list)
}

// nearest returns the name at the least edit distance from the one given,
// letter case aside; "" if none is near enough to be a slip of the fingers.
func nearest(name string, names []string) string {
	n := utf8.RuneCountInString(name)
	within := 3
	switch {
	case n > 64:
		return "" // comparing takes time with the square of the length
	case n <= 3:
		within = 2
	case n > 8:
		within = 4
	}
	best := ""
	for _, candidate := range names {
		if d := levenshtein.Distance(strings.ToLower(name), strings.ToLower(candidate), nil); d < within {
			best, within = candidate, d
		}
	}
	return best
}
