package docs

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"

	"backchannel/scenarios"
)

var update = flag.Bool("update", false, "rewrite the generated parts of the documentation")

// generated holds the part of a page between its marks to want; -update
// rewrites it. It reports whether it was as wanted.
func generated(t *testing.T, page, mark, want string) bool {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	begin, end := "<!-- generated: "+mark+" -->\n", "<!-- end generated -->"
	head, rest, ok1 := strings.Cut(string(text), begin)
	_, tail, ok2 := strings.Cut(rest, end)
	if !ok1 || !ok2 {
		t.Fatalf("%s has lost its marks %q and %q", page, begin, end)
	}
	whole := head + begin + "\n" + want + "\n" + end + tail
	if whole == string(text) {
		return true
	}
	if *update {
		if err := os.WriteFile(page, []byte(whole), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return *update
}

// TestODDListsTheParametersAsDeclared holds the tables of ODD.md to the
// declarations that the program reads; -update rewrites them.
func TestODDListsTheParametersAsDeclared(t *testing.T) {
	var tables bytes.Buffer
	if err := scenarios.Markdown(&tables); err != nil {
		t.Fatal(err)
	}
	if !generated(t, "ODD.md", "parameters", tables.String()) {
		t.Error("the parameter tables of ODD.md are out of date; run make docs and read the difference")
	}
}

// TestODDNamesEveryPhaseAndFile holds the text to the files it refers to.
func TestODDNamesEveryPhaseAndFile(t *testing.T) {
	text, err := os.ReadFile("ODD.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, phase := range []string{"intent", "briefing", "meeting", "contact", "signing", "deals", "careers", "reputation"} {
		if !strings.Contains(string(text), "**"+phase+"**") {
			t.Errorf("ODD.md does not list phase %s", phase)
		}
		if _, err := os.Stat("../sim/" + phase + ".go"); err != nil {
			t.Errorf("phase %s has no file of its own: %v", phase, err)
		}
	}
	for word := range strings.FieldsSeq(string(text)) {
		name := strings.Trim(word, "`().,;:")
		if strings.HasSuffix(name, ".go") {
			if _, err := os.Stat("../sim/" + strings.TrimPrefix(name, "sim/")); err != nil {
				t.Errorf("ODD.md names %s, which is not there", name)
			}
		}
	}
}
