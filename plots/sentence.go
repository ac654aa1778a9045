package plots

import "strings"

// sentence returns the text with a full stop where it lacks an end.
func sentence(s string) string {
	s = clean(s)
	if s == "" || strings.ContainsRune(".!?", rune(s[len(s)-1])) {
		return s
	}
	return s + "."
}
