package scenarios

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/width"
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
		before, culprit, after := window(p.Source, p.Column, p.Length)
		fmt.Fprintf(&b, "%s | %s\n", number, strings.TrimRight(before+culprit+after, " "))
		fmt.Fprintf(&b, "%s | %s%s\n", margin, strings.Repeat(" ", cells(before)), strings.Repeat("^", max(1, cells(culprit))))
	}
	if p.Fix != "" {
		fmt.Fprintf(&b, "%s = %s\n", margin, p.Fix)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// widest is the longest stretch of a source line that is shown.
const widest = 100

// window cuts a long line to a stretch around the culprit and splits it there.
// Tabs and control characters become blanks.
func window(line string, column, length int) (before, culprit, after string) {
	runes := []rune(strings.ToValidUTF8(line, "?"))
	for i, r := range runes {
		if unicode.IsControl(r) {
			runes[i] = ' '
		}
	}
	start := min(max(0, column-1), len(runes))
	from := 0
	if start > widest*3/4 {
		from = start - widest/2
	}
	to := min(len(runes), from+widest)
	end := max(start, min(start+length, to))
	return string(runes[from:start]), string(runes[start:end]), string(runes[end:to])
}

// cells is how many columns of a terminal a text takes: two for the wide
// characters of East Asian scripts (Unicode Standard Annex 11), none for marks
// that combine with the character before.
func cells(s string) int {
	n := 0
	for _, r := range s {
		switch kind := width.LookupRune(r).Kind(); {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case kind == width.EastAsianWide, kind == width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}

// Problems are all that is wrong with a scenario, in order of file, line and
// column; at most 100, with a last one that says how many more there are.
type Problems []Problem

// Error returns all problems, a blank line between them.
func (ps Problems) Error() string {
	texts := make([]string, len(ps))
	for i, p := range ps {
		texts[i] = p.Error()
	}
	return strings.Join(texts, "\n\n")
}

// fault is a problem as it is found. Its line, and the name that was meant, are
// looked up only if it is reported, so that a file with thousands costs no more
// than the file.
type fault struct {
	at        place
	what, fix string
	name      string   // that is not known
	names     []string // that it may have been meant for
}

// remedy says what to do, with a suggestion where a name may have been meant.
func (f fault) remedy() string {
	if f.fix == "" {
		return suggest(f.name, f.names)
	}
	if near := nearest(f.name, f.names); near != "" {
		return fmt.Sprintf("did you mean `%s`? if not, %s", near, f.fix)
	}
	return f.fix
}

// faults are the problems found so far, in any order.
type faults []fault

func (fs *faults) fail(at place, what, fix string) {
	*fs = append(*fs, fault{at: at, what: what, fix: fix})
}

// miss is fail for a name that is none of those that there are.
func (fs *faults) miss(at place, what, name string, names []string) {
	*fs = append(*fs, fault{at: at, what: what, name: name, names: names})
}

// mostProblems is how many are reported: beyond that, more help no one.
const mostProblems = 100

// problems returns the faults in order of their places, each once.
func (fs faults) problems() Problems {
	list := slices.Clone(fs)
	slices.SortStableFunc(list, func(a, b fault) int {
		return cmp.Or(
			strings.Compare(a.at.name(), b.at.name()), cmp.Compare(a.at.order(), b.at.order()), cmp.Compare(min(a.at.length, 1), min(b.at.length, 1)),
			cmp.Compare(a.at.offset, b.at.offset), strings.Compare(a.what, b.what),
		)
	})
	list = slices.CompactFunc(list, func(a, b fault) bool { return a.at == b.at && a.what == b.what && a.fix == b.fix })
	out := make(Problems, 0, min(len(list), mostProblems+1))
	for _, f := range list[:min(len(list), mostProblems)] {
		out = append(out, f.at.problem(f.what, f.remedy()))
	}
	if more := len(list) - len(out); more > 0 {
		out = append(out, Problem{
			File: out[len(out)-1].File, What: fmt.Sprintf("%d more problems are not shown", more), Fix: "mend these first",
		})
	}
	return out
}
