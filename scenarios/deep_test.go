package scenarios

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
)

// FuzzTooDeep holds the look ahead to the decoder: a text that decodes to
// values nested no deeper than allowed is never refused.
func FuzzTooDeep(f *testing.F) {
	paths, err := filepath.Glob("*.toml")
	if err != nil || len(paths) == 0 {
		f.Fatal(err)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	many := strings.Repeat("[", 20) + strings.Repeat(".", 20)
	for _, s := range []string{
		`a = "` + many + `"`, `a = '` + many + `'`, `a = """` + many + "\n" + many + `"""`, `a = '''` + many + "\n'" + many + `'''`, "# " + many + "\na = 1",
		`a = "\"` + many + `"`, `a = """""` + many + `"""""`, `a = ''''` + many + `'''''`, `a = '\'` + "\n# " + many, `"` + many + `" = 1`, `a = ""` + "\nb = '" + many + "'",
		`a = """\"""` + many + `"""`, "a = 1.5\nb = [1.5,\n1.5,\n1.5]", "[a.b]\nc.d = { e = [{ f = 1.5 }] }", "[[a]]\n[[a]]\n[[a.b]]",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var values map[string]any
		if len(text) > 10_000 {
			return
		}
		if _, err := toml.Decode(text, &values); err != nil || depth(values) > deepest {
			return
		}
		if i := tooDeep(text); i >= 0 {
			t.Errorf("refused at %d: %q", i, text)
		}
	})
}

// depth is how deep tables and lists are nested.
func depth(v any) int {
	most := 0
	switch v := v.(type) {
	case map[string]any:
		for _, x := range v {
			most = max(most, depth(x))
		}
	case []map[string]any:
		for _, x := range v {
			most = max(most, depth(x))
		}
	case []any:
		for _, x := range v {
			most = max(most, depth(x))
		}
	default:
		return 0
	}
	return most + 1
}

// TestTooDeep is the other way about.
func TestTooDeep(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"x = " + strings.Repeat("[", 17): 20, "x = " + strings.Repeat("[", 16): -1, strings.Repeat("a.", 17) + "a = 1": 33,
		strings.Repeat("a.", 16) + "a = 1": -1, "x = '" + strings.Repeat("[", 17) + "'": -1, "x = \"\"\"\n" + strings.Repeat("[", 17) + "\"\"\"": -1,
		"x = '''" + strings.Repeat("[", 17): -1, "x = \"" + strings.Repeat("[", 17) + "\ny = " + strings.Repeat("{", 17): 43,
	} {
		if got := tooDeep(text); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}
