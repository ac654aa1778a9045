package scenarios_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"backchannel/scenarios"
)

// problem loads what must have one problem and returns it as printed.
func problem(t *testing.T, ref string, o scenarios.Options) string {
	t.Helper()
	s, err := scenarios.Load(ref, o)
	problems, ok := errors.AsType[scenarios.Problems](err)
	if s != nil || !ok || len(problems) != 1 {
		t.Fatalf("want no scenario and one problem, got %v and %v", s, err)
	}
	return problems.Error()
}

func TestFilesThatCannotBeRead(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.Mkdir("folder.toml", 0o755); err != nil {
		t.Fatal(err)
	}
	for ref, want := range map[string]string{
		"gone.toml":           "gone.toml: there is no such file\n    = check the path; `backchannel list` shows the scenarios that are built in",
		"us-russia-2025.toml": "us-russia-2025.toml: there is no such file\n    = for the scenario of the library, write us-russia-2025",
		"folder.toml":         "folder.toml: it is a folder\n    = name the file in it",
		".":                   ".: it is a folder\n    = name the file in it",
		"us-rusia-2025":       "us-rusia-2025: there is no such file, and the library has no scenario of that name\n    = did you mean `us-russia-2025`? a file is named by its path, or with its ending .toml",
		"":                    "scenario: no scenario is named\n    = give a file, - or a name from `backchannel list`",
		"-":                   "stdin: the file is empty\n    = start from a scenario of the library: extends = \"us-russia-2025\"",
	} {
		if got := strings.ReplaceAll(problem(t, ref, scenarios.Options{}), "\n   =", "\n    ="); got != want {
			t.Errorf("%q: got\n%s\nwant\n%s", ref, got, want)
		}
	}
}

// TestLinks: what a file extends may not lie outside its folder, by a link
// either; the file that the user names may be a link to anywhere.
func TestLinks(t *testing.T) {
	outside, inside := t.TempDir(), t.TempDir()
	if err := os.WriteFile(filepath.Join(outside, "base.toml"), []byte(`extends = "us-russia-2025"`), 0o600); err != nil {
		t.Fatal(err)
	}
	for link, target := range map[string]string{"link.toml": filepath.Join(outside, "base.toml"), "sub": outside} {
		if err := os.Symlink(target, filepath.Join(inside, link)); err != nil {
			t.Skip("no links here: ", err)
		}
	}
	if _, err := scenarios.Load(filepath.Join(inside, "link.toml"), scenarios.Options{}); err != nil {
		t.Errorf("a link that the user names: %v", err)
	}
	t.Chdir(inside)
	for _, below := range []string{"link.toml", "sub/base.toml"} {
		got := problem(t, "-", scenarios.Options{Stdin: strings.NewReader(`extends = "` + below + `"`)})
		if want := "cannot read `" + below + "`: a link leads out of the folder of the scenario"; !strings.Contains(got, want) {
			t.Errorf("%s: got\n%s", below, got)
		}
	}
}

// TestPipe: a scenario can come out of a pipe that has a name.
func TestPipe(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	name := fmt.Sprintf("/dev/fd/%d", r.Fd())
	if _, err := os.Stat(name); err != nil {
		t.Skip("no such names here: ", err)
	}
	if _, err := w.WriteString(`extends = "us-russia-2025"`); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := scenarios.Load(name, scenarios.Options{}); err != nil {
		t.Error(err)
	}
}

// allocated is how many bytes f takes from the heap.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// TestLargeInputsTakeLittleMemory reads what is meant to hurt: in each case no
// more than 128 MB are taken from the heap in all, where the naive way takes
// gigabytes.
func TestLargeInputsTakeLittleMemory(t *testing.T) {
	const most = 128 << 20
	size := 256<<10 - 64
	fill := func(head, part, tail string) string {
		return head + strings.Repeat(part, (size-len(head)-len(tail))/len(part)) + tail
	}
	big := filepath.Join(t.TempDir(), "big.toml")
	if err := os.WriteFile(big, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(big, 100<<20); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"brackets":        fill("", "[", ""),
		"open lists":      fill("x = ", "[", ""),
		"inline tables":   fill("x = ", "{a=", ""),
		"dotted key":      fill("a", ".a", " = 1"),
		"dotted header":   fill("[a", ".a", "]"),
		"blanks and dots": fill("a", " . a", " = 1"),
		"many on a line":  fill("x = {", "a.b=1,", "}"),
		"unknown keys":    fill("x = [", "1,", "]\n[talks.a]\nx = 1"),
		"many tables":     numbered("[sides.s%d]\n", size),
		"many in one":     "envoys = {" + numbered("e%d=1,", size-20) + "z=1}",
		"many to a list":  "[talks.t]\nenvoys = [" + numbered("\"e%d\",", size-40) + "]",
		"many arrays":     fill("", "[[x]]\n", ""),
		"long name":       "[sides." + strings.Repeat("x", size-20) + "]",
	} {
		t.Run(name, func(t *testing.T) {
			var err error
			used := allocated(func() { _, err = scenarios.Load("-", scenarios.Options{Stdin: strings.NewReader(text)}) })
			problems, ok := errors.AsType[scenarios.Problems](err)
			if !ok || len(problems) > 101 || used > most {
				t.Errorf("%d bytes taken, %d problems", used, len(problems))
			}
			if len(problems.Error()) > 200_000 {
				t.Errorf("%d bytes to read", len(problems.Error()))
			}
		})
	}
	t.Run("100 MB", func(t *testing.T) {
		var got string
		if used := allocated(func() { got = problem(t, big, scenarios.Options{}) }); used > 8<<20 {
			t.Errorf("%d bytes taken", used)
		}
		if !strings.HasSuffix(got, "big.toml: the file is too large\n    = a scenario has at most 256 KiB") {
			t.Error(got)
		}
	})
	t.Run("override", func(t *testing.T) {
		deep := "sides.Russia.clarity=" + fill("", "{a=", "")
		if used := allocated(func() { problem(t, "us-russia-2025", scenarios.Options{Set: []string{deep}}) }); used > most {
			t.Errorf("%d bytes taken", used)
		}
	})
	t.Run("as many as there may be", func(t *testing.T) {
		have := len(load(t, "us-russia-2025").Sim.Issues)
		var text strings.Builder
		text.WriteString("extends = \"us-russia-2025\"\ntalks.ukraine.issues = [\"ceasefire\", \"territory\", \"guarantees\", \"sanctions\", \"arctic\", \"resources\", \"space\"]\n")
		for i := range 200 - have {
			fmt.Fprintf(&text, "[issues.i%d]\n", i)
		}
		if s, err := scenarios.Load("-", scenarios.Options{Stdin: strings.NewReader(text.String())}); err != nil || len(s.Sim.Issues) != 200 {
			t.Error(err)
		}
	})
	t.Run("endless", func(t *testing.T) {
		z := &zeros{}
		problem(t, "-", scenarios.Options{Stdin: z})
		if z.read > 1<<20 {
			t.Errorf("%d bytes read", z.read)
		}
	})
}

// TestFailingReader: an error of the reader is reported and not taken for the
// end of the text.
func TestFailingReader(t *testing.T) {
	r := io.MultiReader(strings.NewReader("[clock]\n"), iotest.ErrReader(errors.New("the line is dead")))
	if got := problem(t, "-", scenarios.Options{Stdin: r}); !strings.Contains(got, "it cannot be read: the line is dead") {
		t.Error(got)
	}
}

// numbered repeats a part with a number in it up to a size.
func numbered(part string, size int) string {
	var b strings.Builder
	for i := 0; b.Len()+len(part)+8 < size; i++ {
		fmt.Fprintf(&b, part, i)
	}
	return b.String()
}

// zeros is an endless stream of NUL bytes that counts what is read of it.
type zeros struct{ read int }

func (z *zeros) Read(p []byte) (int, error) {
	clear(p)
	z.read += len(p)
	return len(p), nil
}

// TestExtendedFilesAreRegular: a folder and a pipe can be neither extended nor
// waited for.
func TestExtendedFilesAreRegular(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.Mkdir("folder.toml", 0o755); err != nil {
		t.Fatal(err)
	}
	got := problem(t, "-", scenarios.Options{Stdin: strings.NewReader(`extends = "folder.toml"`)})
	if !strings.Contains(got, "cannot read `folder.toml`: it is a folder") {
		t.Error(got)
	}
	if out, err := exec.CommandContext(t.Context(), "mkfifo", "pipe.toml").CombinedOutput(); err != nil {
		t.Skipf("no pipes with a name here: %v %s", err, out)
	}
	got = problem(t, "-", scenarios.Options{Stdin: strings.NewReader(`extends = "pipe.toml"`)})
	if !strings.Contains(got, "cannot read `pipe.toml`: it is no regular file") {
		t.Error(got)
	}
}
