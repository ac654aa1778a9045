package scenarios

import (
	"embed"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

//go:embed claims/*.toml
var claimLibrary embed.FS

// Claim is something that is said of envoys and ministries, and how to test it:
// by what must differ between pairs of scenarios.
type Claim struct {
	ID      string      `toml:"id"`      // "C3"
	Title   string      `toml:"title"`   // the claim in a sentence
	Source  string      `toml:"source"`  // who says so
	Against bool        `toml:"against"` // it cuts against the premise that envoys make deals worse
	Tests   []ClaimTest `toml:"test"`    // all must hold
}

// ClaimTest is one thing that must be seen for a claim to be supported.
type ClaimTest struct {
	Says   string `toml:"says"`   // what must be seen, in plain words
	Why    string `toml:"why"`    // why that stands for the claim, and what of it the model takes for granted
	Metric string `toml:"metric"` // as study.FindMetric takes it, in both arms
	Expect string `toml:"expect"` // one of Expectations, of Arm against Than or Value

	Arm   ClaimArm  `toml:"arm"`
	Than  *ClaimArm `toml:"than"`  // the arm it is held against; nil: Value
	Value *float64  `toml:"value"` // if there is no Than

	// Least is the smallest effect that matters, in the unit of the metric: an
	// effect surely smaller than it counts as none.
	Least float64 `toml:"least"`
	// Portion is how many runs the test takes for each that a study plays, above
	// 0 and at most 10: more where the effect is faint, fewer where a run takes
	// long. Left out, it is 1.
	Portion float64 `toml:"portion"`
}

// ClaimArm is a scenario as a claim plays it.
type ClaimArm struct {
	Name     string   `toml:"name"`
	Scenario string   `toml:"scenario"` // as Load takes it
	Set      []string `toml:"set"`      // overrides, as Options.Set
	Remove   []string `toml:"remove"`   // actors left out, as in a scenario file
}

// The values of ClaimTest.Expect.
const (
	ExpectMore    = "more"
	ExpectLess    = "less"
	ExpectAlike   = "alike"    // the effect is smaller than Least either way
	ExpectNotMore = "not more" // no more by Least
	ExpectNotLess = "not less"
)

func expectations() []string {
	return []string{ExpectMore, ExpectLess, ExpectAlike, ExpectNotMore, ExpectNotLess}
}

// MostPortion bounds how many times the runs of a study one test may ask for.
const MostPortion = 10

// Claims returns the claims that come with the program: those of the story
// first, then the findings that cut against it, each in order of number.
func Claims() ([]Claim, error) { return ReadClaims(claimLibrary, "claims") }

// ReadClaims reads every .toml file of a folder as a claim. The error says what
// is wrong in which file.
func ReadClaims(files fs.FS, dir string) ([]Claim, error) { return readClaims(files, dir, dir) }

// readClaims calls the folder by the name that the user knows.
func readClaims(files fs.FS, dir, known string) ([]Claim, error) {
	names, err := fs.Glob(files, path.Join(dir, "*.toml"))
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("no claims in %s: a claim is a file that ends in .toml", known)
	}
	var list []Claim
	for _, name := range names {
		c, err := readClaim(files, name)
		name = path.Join(known, path.Base(name))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if at := slices.IndexFunc(list, func(x Claim) bool { return x.ID == c.ID }); at >= 0 {
			return nil, fmt.Errorf("%s: id %q is taken by another file; give each claim its own", name, c.ID)
		}
		list = append(list, c)
	}
	slices.SortStableFunc(list, compareClaims)
	return list, nil
}

// compareClaims puts the claims of the story first, and C2 before C10.
func compareClaims(a, b Claim) int {
	if a.Against != b.Against {
		if a.Against {
			return 1
		}
		return -1
	}
	if len(a.ID) != len(b.ID) {
		return len(a.ID) - len(b.ID)
	}
	return strings.Compare(a.ID, b.ID)
}

func readClaim(files fs.FS, name string) (c Claim, err error) {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return c, err
	}
	known, err := toml.Decode(string(text), &c)
	if err != nil {
		return c, err
	}
	if extra := known.Undecoded(); len(extra) > 0 {
		return c, fmt.Errorf("unknown entry %s; a claim has id, title, source, against and [[test]] tables", extra[0])
	}
	if c.ID == "" || c.Title == "" {
		return c, fmt.Errorf("a claim needs an id and a title")
	}
	if len(c.Tests) == 0 {
		return c, fmt.Errorf("claim %s has no [[test]]: say by what it is to be told", c.ID)
	}
	for i := range c.Tests {
		if c.Tests[i].Portion == 0 {
			c.Tests[i].Portion = 1
		}
		if err := c.Tests[i].check(); err != nil {
			return c, fmt.Errorf("claim %s, test %d: %w", c.ID, i+1, err)
		}
	}
	return c, nil
}

func (t *ClaimTest) check() error {
	switch {
	case t.Says == "" || t.Metric == "":
		return fmt.Errorf("it needs says and metric")
	case !slices.Contains(expectations(), t.Expect):
		return fmt.Errorf("expect is %q; give one of %s", t.Expect, strings.Join(expectations(), ", "))
	case t.Arm.Name == "" || t.Arm.Scenario == "":
		return fmt.Errorf("arm needs a name and a scenario")
	case t.Than != nil && (t.Than.Name == "" || t.Than.Scenario == ""):
		return fmt.Errorf("than needs a name and a scenario")
	case (t.Than == nil) == (t.Value == nil):
		return fmt.Errorf("it needs either than, an arm, or value, a number to hold the arm against")
	case !(t.Least >= 0) || math.IsInf(t.Least, 0):
		return fmt.Errorf("least is %v; give a number of 0 or more", t.Least)
	case t.Value != nil && (math.IsNaN(*t.Value) || math.IsInf(*t.Value, 0)):
		return fmt.Errorf("value is %v; give a number", *t.Value)
	case !(t.Portion > 0 && t.Portion <= MostPortion):
		return fmt.Errorf("portion is %v; give a number above 0, at most %v, or leave it out", t.Portion, MostPortion)
	}
	return nil
}

// Load reads the scenario of the arm.
func (a ClaimArm) Load() (*Scenario, error) {
	if len(a.Remove) == 0 {
		return Load(a.Scenario, Options{Set: a.Set})
	}
	var names []string
	for _, r := range a.Remove {
		names = append(names, fmt.Sprintf("%q", r))
	}
	file := fmt.Sprintf("extends = %q\nremove = [%s]\n", a.Scenario, strings.Join(names, ", "))
	return Load("-", Options{Set: a.Set, Stdin: strings.NewReader(file)})
}

// Sets reports whether the arm itself sets the entry of that path, alone or
// with the table that it is in.
func (a ClaimArm) Sets(path string) bool {
	keys, err := SplitPath(path)
	if err != nil {
		return false
	}
	return slices.ContainsFunc(a.Set, func(set string) bool {
		at := equals(set)
		if at < 0 {
			return false
		}
		own, err := SplitPath(strings.TrimSpace(set[:at]))
		return err == nil && len(own) <= len(keys) && slices.Equal(own, keys[:len(own)])
	})
}

// ReadClaimsIn reads the claims in a folder of the disk. Scenarios in it are
// referred to as anywhere else: by a name of the library, or by a path from
// where the program runs.
func ReadClaimsIn(dir string) ([]Claim, error) {
	return readClaims(os.DirFS(dir), ".", dir)
}
