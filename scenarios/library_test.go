package scenarios_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"backchannel/scenarios"
	"backchannel/sim"
)

// TestLibrary: each scenario that is built in loads, is played, and is the
// same when what it resolves to is loaded.
func TestLibrary(t *testing.T) {
	t.Parallel()
	list := scenarios.Names()
	if len(list) < 8 || !slices.IsSorted(list) {
		t.Fatal(list)
	}
	hashes := map[string]string{}
	for _, name := range list {
		s := load(t, name)
		if s.Name != name || s.Title == name || s.Description == "" {
			t.Errorf("%s: no title or description", name)
		}
		if again := reload(t, s); !same(s, again) || s.Hash() != again.Hash() {
			t.Errorf("%s: the resolved file is another scenario", name)
		}
		if other, ok := hashes[s.Hash()]; ok {
			t.Errorf("%s and %s are one scenario", name, other)
		}
		hashes[s.Hash()] = name
		play(t, s)
	}
}

// TestLibrarySaysWhereNumbersAreFrom: each line of the library with a number
// says in a comment, there or above, what the number rests on: a date names
// what happened, any other number a published source, a date on record, or that it is assumed.
func TestLibrarySaysWhereNumbersAreFrom(t *testing.T) {
	t.Parallel()
	date := regexp.MustCompile(`\b\d{4}-\d{2}-\d{2}\b`)
	basis := regexp.MustCompile(`\bassumption\b|\bpublished\b|\([12]\d{3}\)|\b\d{1,2} [A-Z][a-z]+ \d{4}\b`)
	numbers := 0
	for _, name := range scenarios.Names() {
		above, text := "", false
		for i, line := range lines(t, name) {
			code, comment, _ := strings.Cut(line, "#")
			quotes := strings.Count(line, `"""`)
			key, _, _ := strings.Cut(code, " ")
			inText := text || quotes > 0
			text = text != (quotes == 1)
			if inText || strings.HasPrefix(code, "[") || slices.Contains([]string{"title", "description", "extends", "remove"}, key) {
				continue
			}
			if strings.TrimSpace(comment) == "" {
				comment = above
			}
			above = ""
			switch {
			case strings.TrimSpace(code) == "":
				above = comment
			case date.MatchString(code):
				numbers++
				if len(strings.Fields(comment)) < 2 {
					t.Errorf("%s.toml:%d: no comment says what happened: %s", name, i+1, line)
				}
			case strings.ContainsAny(code, "0123456789"):
				numbers++
				if !basis.MatchString(comment) {
					t.Errorf("%s.toml:%d: no comment says where the number is from: %s", name, i+1, line)
				}
			}
		}
	}
	if numbers < 250 {
		t.Errorf("only %d lines with numbers seen", numbers)
	}
}

func lines(t *testing.T, name string) []string {
	t.Helper()
	text, err := os.ReadFile(name + ".toml")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
}

// TestCounterfactualsAreShort: a scenario that asks "what if" says only what
// is different, and its actors differ in that alone.
func TestCounterfactualsAreShort(t *testing.T) {
	t.Parallel()
	for name, base := range map[string]string{
		"us-russia-2025-envoys-only": "us-russia-2025", "us-russia-2025-professionals-only": "us-russia-2025",
		"us-russia-2025-calendar": "us-russia-2025", "friendly-partners-patrushev": "friendly-partners", "kremlin-2025": "us-russia-2025",
	} {
		text := lines(t, name)
		if len(text) >= 40 {
			t.Errorf("%s has %d lines", name, len(text))
		}
		if !slices.ContainsFunc(text, func(l string) bool {
			return strings.HasPrefix(l, "extends = ") && strings.Contains(l, `"`+base+`"`)
		}) {
			t.Errorf("%s does not extend %s", name, base)
		}
	}
	whole, envoys, ministries := load(t, "us-russia-2025").Sim, load(t, "us-russia-2025-envoys-only").Sim, load(t, "us-russia-2025-professionals-only").Sim
	if len(envoys.Corps) != 0 || len(envoys.Envoys) != len(whole.Envoys) || len(ministries.Envoys) != 0 || len(ministries.Corps) != len(whole.Corps) {
		t.Error("the counterfactuals do not split envoys and professionals")
	}
}

// TestKremlinHasEveryTheatre: the three theatres together have the talks of
// each, no more, and each talk as it is in its theatre.
func TestKremlinHasEveryTheatre(t *testing.T) {
	t.Parallel()
	var want []string
	theatres := map[string]sim.Talk{}
	for _, name := range []string{"us-russia-2025", "near-abroad", "friendly-partners"} {
		for _, talk := range load(t, name).Sim.Talks {
			want = append(want, talk.Name)
			theatres[talk.Name] = talk
		}
	}
	var got []string
	for _, talk := range load(t, "kremlin-2025").Sim.Talks {
		got = append(got, talk.Name)
		alone := theatres[talk.Name]
		if !slices.Equal(talk.Sides, alone.Sides) || !slices.Equal(talk.Issues, alone.Issues) || !slices.Equal(talk.Envoys, alone.Envoys) ||
			!slices.Equal(talk.Corps, alone.Corps) || talk.MeetingEvery != alone.MeetingEvery || talk.ContactEvery != alone.ContactEvery {
			t.Errorf("talk %s is not what it is in its theatre", talk.Name)
		}
	}
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestNameOfFile: a scenario without a title is called after its file, in
// letters that can be printed.
func TestNameOfFile(t *testing.T) {
	t.Chdir(t.TempDir())
	for file, want := range map[string]string{
		"plan b.toml": "plan b", "no ending": "no ending", "tab\there.toml": "tab_here", "\xff.toml": "_", "北方.toml": "北方", strings.Repeat("é", 124) + ".toml": strings.Repeat("é", 100),
	} {
		if err := os.WriteFile(file, []byte(`extends = "us-russia-2025"`+"\ntitle = \"\""), 0o600); err != nil {
			t.Skip("no such names here: ", err)
		}
		s := load(t, file)
		if s.Name != want || s.Title != want || !same(reload(t, s), s) {
			t.Errorf("%q is called %q, %q", file, s.Name, s.Title)
		}
	}
}
