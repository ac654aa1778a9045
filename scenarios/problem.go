package scenarios

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/agext/levenshtein"
)

// Problem is one thing that is wrong with a scenario, where, and what to do.
type Problem struct {
	File   string // as given, or "--set"
	Line   int    // from 1; 0 where no line is to blame
	Column int    // from 1, in characters
	Length int    // of what is underlined, in characters
	Source string // the offending line
	What   string // what is wrong: lower case, no final period
	Fix    string // what was expected, or what to do
}

// Error returns the problem as compilers print it: the place, what is wrong,
// the line with the culprit underlined, and the fix.
func (p Problem) Error() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", p.Line, p.Column)
	}
	fmt.Fprintf(&b, ": %s\n", p.What)
	margin := "   "
	if p.Line > 0 {
		number := fmt.Sprintf("%5d", p.Line)
		margin = strings.Repeat(" ", len(number))
		source, column, length := window(p.Source, p.Column, p.Length)
		fmt.Fprintf(&b, "%s | %s\n", number, source)
		fmt.Fprintf(&b, "%s | %s%s\n", margin, strings.Repeat(" ", column-1), strings.Repeat("^", length))
	}
	if p.Fix != "" {
		fmt.Fprintf(&b, "%s = %s\n", margin, p.Fix)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// widest is the longest stretch of a source line that is shown.
const widest = 100

// window cuts a long line to a stretch around the culprit, and makes tabs and
// control characters one column wide.
func window(line string, column, length int) (string, int, int) {
	runes := []rune(strings.ToValidUTF8(line, "?"))
	for i, r := range runes {
		if r < ' ' || r == 0x7f {
			runes[i] = ' '
		}
	}
	column = max(1, min(column, len(runes)+1))
	from := 0
	if column > widest*3/4 {
		from = column - widest/2
	}
	to := min(len(runes), from+widest)
	length = max(1, min(length, to-column+1))
	return string(runes[from:to]), column - from, length
}

// Problems are all that is wrong with a scenario, in order of file and line.
type Problems []Problem

// Error returns all problems, a blank line between them.
func (ps Problems) Error() string {
	texts := make([]string, len(ps))
	for i, p := range ps {
		texts[i] = p.Error()
	}
	return strings.Join(texts, "\n\n")
}

// mostProblems is how many are kept: beyond that, more help no one.
const mostProblems = 100

// sorted returns the problems in order of their places, each once.
func (ps Problems) sorted() Problems {
	out := slices.Clone(ps)
	slices.SortStableFunc(out, func(a, b Problem) int {
		return cmp.Or(
			strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column), strings.Compare(a.What, b.What),
		)
	})
	out = slices.Compact(out)
	if len(out) > mostProblems {
		more := len(out) - mostProblems
		out = append(out[:mostProblems:mostProblems], Problem{
			File: out[0].File, What: fmt.Sprintf("%d more problems are not shown", more), Fix: "mend these first",
		})
	}
	return out
}

// suggest returns "did you mean `x`?" for the name nearest to the one given,
// or, where none is near, a list of those there are.
func suggest(name string, names []string) string {
	best, distance := "", 3
	if n := utf8.RuneCountInString(name); n <= 3 {
		distance = 2
	} else if n > 8 {
		distance = 4
	}
	for _, candidate := range names {
		d := levenshtein.Distance(strings.ToLower(name), strings.ToLower(candidate), nil)
		if d < distance {
			best, distance = candidate, d
		}
	}
	if best != "" {
		return fmt.Sprintf("did you mean `%s`?", best)
	}
	if len(names) == 0 {
		return "there are none"
	}
	const most = 12
	list := strings.Join(names[:min(len(names), most)], "`, `")
	if len(names) > most {
		return fmt.Sprintf("there are `%s` and %d more", list, len(names)-most)
	}
	if len(names) == 1 {
		return fmt.Sprintf("there is `%s`", list)
	}
	return fmt.Sprintf("there are `%s`", list)
}
