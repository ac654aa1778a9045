package scenarios

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// Lookup finds the documentation of a path: one with names in it
// (sides.Russia.clarity), a pattern (sides.*.clarity), the start of either
// (sides), or a key alone (clarity). The error suggests what may be meant.
func Lookup(path string) ([]Doc, error) {
	want, err := SplitPath(path)
	if err != nil {
		return nil, err
	}
	all := Params()
	var found []Doc
	for _, d := range all {
		if begins(strings.Split(d.Path, "."), want) {
			found = append(found, d)
		}
	}
	if len(found) > 0 {
		return found, nil
	}
	var keys []string
	for _, d := range all {
		if name := strings.Join(want, "."); d.key == name || strings.HasSuffix(d.key, "."+name) {
			found = append(found, d)
		}
		keys = append(keys, d.key, d.Path)
	}
	if len(found) > 0 {
		return found, nil
	}
	slices.Sort(keys)
	keys = slices.Compact(keys)
	return nil, fmt.Errorf("no parameter %q; %s", path, suggest(path, keys))
}

// begins reports whether a pattern begins with the parts, * standing for any.
func begins(pattern, parts []string) bool {
	if len(parts) > len(pattern) {
		return false
	}
	for i, p := range parts {
		if pattern[i] != "*" && p != "*" && pattern[i] != p {
			return false
		}
	}
	return true
}

// Markdown writes the tables of all parameters, one for each table of a
// scenario file.
func Markdown(w io.Writer) error {
	section := ""
	var b strings.Builder
	for _, d := range Params() {
		head, rest, ok := strings.Cut(d.Path, ".")
		if !ok {
			head, rest = "the top of the file", d.Path
		}
		if head != section {
			section = head
			title := "`[" + head + "]`"
			if isActorTable(head) {
				title = "`[" + head + ".NAME]`"
			} else if head == "expect" || head == "correlate" {
				title = "`[[" + head + "]]`"
			} else if !ok {
				title = "At " + head
			}
			fmt.Fprintf(&b, "\n#### %s\n\n| entry | meaning | unit, range | default | plausible | source |\n|---|---|---|---|---|---|\n", title)
		}
		unit := d.Unit
		if d.Range != "" {
			unit += ", " + d.Range
		} else {
			unit = string(d.Kind)
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s | %s |\n", strings.TrimPrefix(rest, "*."), d.Meaning, unit, d.Default, d.Plausible, d.Source)
	}
	_, err := io.WriteString(w, strings.TrimPrefix(b.String(), "\n"))
	return err
}
