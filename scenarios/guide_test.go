package scenarios_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"backchannel/scenarios"
)

// TestGuide loads every file that docs/scenarios.md shows, applies every
// override, and holds the diagnostics to the word.
func TestGuide(t *testing.T) {
	text, err := os.ReadFile("../docs/scenarios.md")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	var files, overrides []string
	var want string
	for _, block := range regexp.MustCompile("(?s)```(\\w+)\n(.*?)```").FindAllStringSubmatch(string(text), -1) {
		switch language, body := block[1], block[2]; language {
		case "toml":
			first, _, _ := strings.Cut(body, "\n")
			name, ok := strings.CutPrefix(first, "# ")
			if !ok || !strings.HasSuffix(name, ".toml") {
				t.Fatalf("a block does not start with the name of its file: %s", first)
			}
			if err := os.WriteFile(name, []byte(body), 0o600); err != nil {
				t.Fatal(err)
			}
			files = append(files, name)
		case "sh":
			overrides = slices.AppendSeq(overrides, strings.Lines(body))
		case "text":
			want = strings.TrimSpace(body)
		default:
			t.Errorf("a block of %s, which this test does not know", language)
		}
	}
	if len(files) != 6 || len(overrides) != 7 {
		t.Fatalf("%d files and %d commands found", len(files), len(overrides))
	}
	for _, name := range files {
		switch _, err := scenarios.Load(name, scenarios.Options{}); {
		case name != "broken.toml" && err != nil:
			t.Error(err)
		case name == "broken.toml" && (err == nil || err.Error() != want):
			t.Errorf("broken.toml: got\n%v\nwant\n%s", err, want)
		}
	}
	for _, line := range overrides {
		words := regexp.MustCompile(`'[^']*'|\S+`).FindAllString(line, -1)
		var set []string
		for i, w := range words {
			if w == "--set" {
				set = append(set, strings.Trim(words[i+1], "'"))
			}
		}
		if len(set) == 0 {
			t.Errorf("no override in %s", line)
		}
		plain, changed := load(t, words[2]), load(t, words[2], set...)
		if plain.Hash() == changed.Hash() {
			t.Errorf("%s changes nothing", strings.TrimSpace(line))
		}
	}
}
