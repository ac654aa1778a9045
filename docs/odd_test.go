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

// between are the marks around the generated tables of ODD.md.
const (
	begin = "<!-- generated: parameters -->\n"
	end   = "<!-- end generated -->"
)

// TestODDListsTheParametersAsDeclared holds the tables of ODD.md to the
// declarations that the program reads; -update rewrites them.
func TestODDListsTheParametersAsDeclared(t *testing.T) {
	text, err := os.ReadFile("ODD.md")
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok1 := strings.Cut(string(text), begin)
	_, tail, ok2 := strings.Cut(rest, end)
	if !ok1 || !ok2 {
		t.Fatalf("ODD.md has lost its marks %q and %q", begin, end)
	}
	var tables bytes.Buffer
	if err := scenarios.Markdown(&tables); err != nil {
		t.Fatal(err)
	}
	want := head + begin + "\n" + tables.String() + "\n" + end + tail
	if want == string(text) {
		return
	}
	if *update {
		if err := os.WriteFile("ODD.md", []byte(want), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Error("the parameter tables of ODD.md are out of date; run go test ./docs -update and read the difference")
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
