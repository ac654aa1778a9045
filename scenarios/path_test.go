package scenarios_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"backchannel/scenarios"
)

// TestSetAsInTheFile: an override and the same entry in a file that extends
// the scenario come to the same.
func TestSetAsInTheFile(t *testing.T) {
	t.Parallel()
	for set, file := range map[string]string{
		"sides.Russia.clarity=0.4":                             "[sides.Russia]\nclarity = 0.4",
		`sides."United States".drift = 0.3/sqrt(year)`:         "[sides.\"United States\"]\ndrift = \"0.3/sqrt(year)\"",
		"talks.ukraine.meeting.every=14d":                      "[talks.ukraine]\nmeeting.every = \"14d\"",
		"talks.ukraine.meeting={ every = \"6w\" }":             "[talks.ukraine]\nmeeting = { every = '6w' }",
		"talks.ukraine.contact.dates=[2025-04-01T09:30:00]":    "[talks.ukraine.contact]\ndates = [2025-04-01 09:30:00]",
		"talks.ukraine.meeting.dates=[2025-05-01, 2025-04-01]": "[talks.ukraine.meeting]\ndates = [2025-04-01, 2025-05-01]",
		"clock.start=2025-03-01":                               "clock.start = 2025-03-01",
		"title=Something else":                                 `title = "Something else"`,
		"envoys.Witkoff.person=Steve":                          `envoys.Witkoff.person = "Steve"`,
		"issues.arctic.sweetener=false":                        "issues.arctic.sweetener = false",
		"sides.Russia.weight.arctic=0.5":                       "rescale = true\n[sides.Russia.weight]\narctic = 0.5",
		"careers.vacancy=1w":                                   "[careers]\nvacancy = \"7 d\"",
		"talks.ukraine.envoys=[\"Witkoff\"]":                   "[talks.ukraine]\nenvoys = [\"Witkoff\"]",
		"sides.Russia.ideal={ ceasefire = 0.3 }":               "[sides.Russia]\nideal = { ceasefire = 0.3 }",
		"clock={ horizon = \"3y\" }":                           "[clock]\nhorizon = \"3y\"",
		"sides.Russia={ ideal = { space = 0 }, caution = 1 }":  "[sides.Russia]\nideal.space = 0\ncaution = 1",
	} {
		a := load(t, "us-russia-2025", set)
		b, err := scenarios.Load("-", scenarios.Options{Stdin: strings.NewReader("extends = \"us-russia-2025\"\n" + file)})
		if err != nil {
			t.Errorf("%s: %v", set, err)
		} else if !same(a, b) || a.Hash() != b.Hash() {
			t.Errorf("%s is not\n%s", set, file)
		}
	}
}

// TestSetClockCutsCalendar: a span set from outside leaves the dates in it,
// and no others.
func TestSetClockCutsCalendar(t *testing.T) {
	t.Parallel()
	cut := load(t, "us-russia-2025-calendar", "clock.start=2025-03-25", "clock.horizon=20d")
	meetings, contacts := cut.Sim.Talks[0].MeetingDates, cut.Sim.Talks[0].ContactDates
	if !slices.Equal(meetings, []float64{8, 9}) || !slices.Equal(contacts, []float64{0}) {
		t.Errorf("meetings on days %v, contacts on days %v", meetings, contacts) // 2, 3 April; 25 March
	}
}

// TestSplitPath: quoting and joining any parts, and splitting, gives them back.
func TestSplitPath(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		parts := rapid.SliceOfN(rapid.StringMatching(`[^"\\]{1,8}`), 1, 5).Draw(rt, "parts")
		quoted := make([]string, len(parts))
		for i, p := range parts {
			if quoted[i] = `"` + p + `"`; !strings.ContainsAny(p, ".'") && strings.TrimSpace(p) == p && rapid.Bool().Draw(rt, "bare") {
				quoted[i] = p
			}
		}
		blank := rapid.SampledFrom([]string{"", " ", "\t"}).Draw(rt, "blank")
		got, err := scenarios.SplitPath(strings.Join(quoted, blank+"."+blank))
		if err != nil || !slices.Equal(got, parts) {
			rt.Fatalf("%q from %q: %v", got, quoted, err)
		}
	})
}

func FuzzSplitPath(f *testing.F) {
	for _, s := range []string{"", ".", "a", "a.b", `"a.b".c`, `'a"b'.c`, `"a`, `"a"b`, " a . b ", `a."b"`, "\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, path string) {
		parts, err := scenarios.SplitPath(path)
		if (err == nil) == (len(parts) == 0) || slices.Contains(parts, "") {
			t.Fatalf("%q: %q, %v", path, parts, err)
		}
	})
}

// TestGet: what Get says of any entry that Params declares, put back with
// --set, changes nothing.
func TestGet(t *testing.T) {
	t.Parallel()
	s := load(t, "kremlin-2025", "talks.ukraine.reservation.Russia=0.71", "envoys.Dmitriev.bias.sanctions=-0.11", "careers.vacancy=6h")
	hash := s.Hash()
	actors := map[string]string{
		"issues": "ceasefire", "sides": `"United States"`, "envoys": "Dmitriev", "corps": `"Foreign Ministry"`, "talks": "ukraine",
	}
	asked := 0
	for _, d := range scenarios.Params() {
		path, last, each := strings.Cut(d.Path, ".*")
		if path == "deals" || path == "extends" || path == "remove" || aside(d.Path) {
			continue
		}
		if each {
			path += "." + actors[path] + strings.ReplaceAll(last, ".*", ".ceasefire")
			if strings.HasSuffix(d.Path, "reliability.*") || strings.HasSuffix(d.Path, "reservation.*") {
				path = strings.ReplaceAll(path, ".ceasefire", ".Russia")
			}
		}
		got, err := s.Get(path)
		if err != nil || got == "" {
			t.Errorf("%s: %q, %v", path, got, err)
			continue
		}
		asked++
		if d.Kind == scenarios.KindNumber && got != d.Default || d.Kind == scenarios.KindFlag {
			if again := load(t, "kremlin-2025", "talks.ukraine.reservation.Russia=0.71", "envoys.Dmitriev.bias.sanctions=-0.11", "careers.vacancy=6h", path+"="+got); again.Hash() != hash {
				t.Errorf("%s=%s changes the scenario", path, got)
			}
		}
	}
	if asked < 80 {
		t.Errorf("only %d entries asked for", asked)
	}
	for path, want := range map[string]string{
		"clock.start": "2025-02-01", "talks.ukraine.reservation.Russia": "0.71", "talks.iran.optimism": "the talk's mood",
		"envoys.Shoigu.covets": "africa", "talks.ukraine.envoys": "Dmitriev, Witkoff", "talks.ukraine.meeting.dates": "none",
		"talks.south-ossetia.sides": "Georgia, Russia, South Ossetia", "issues.arctic.sweetener": "true", "envoys.Dmitriev.bias.sanctions": "-0.11", "careers.vacancy": "6h",
	} {
		if got, err := s.Get(path); got != want || err != nil {
			t.Errorf("%s: %q and %v, want %q", path, got, err, want)
		}
	}
	for path, want := range map[string]string{
		"sides.Rusia.clarity":        `path "sides.Rusia.clarity": there is no "Rusia" in sides; did you mean ` + "`Russia`?",
		"sides.Russia.clartiy":       `path "sides.Russia.clartiy": no such entry; did you mean ` + "`clarity`?",
		"sides.Russia":               `path "sides.Russia" leads to a table; name an entry of it`,
		"sides.Russia.weight":        `path "sides.Russia.weight" leads to a table; add a name from issues`,
		"sides.Russia.weight.arctik": `path "sides.Russia.weight.arctik": there is no "arctik" in issues; did you mean ` + "`arctic`?",
		"clok.tick":                  `path "clok.tick": no such entry; did you mean ` + "`clock`?",
		"a..b":                       `path "a..b": a part is empty`,
	} {
		if got, err := s.Get(path); err == nil || err.Error() != want {
			t.Errorf("%s: %q and %v, want %s", path, got, err, want)
		}
	}
}

// TestLookup finds documentation by path, pattern, start and key.
func TestLookup(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"sides.Russia.clarity": "sides.*.clarity", "sides.*.clarity": "sides.*.clarity", "clarity": "sides.*.clarity",
		`sides."United States".weight.arctic`: "sides.*.weight.*", "gloss": "signing.gloss", "signing.gloss": "signing.gloss",
		"every": "talks.*.meeting.every talks.*.contact.every", "noise": "envoys.*.noise corps.*.noise", "clock": "clock.start clock.horizon clock.tick",
	} {
		docs, err := scenarios.Lookup(path)
		var got []string
		for _, d := range docs {
			got = append(got, d.Path)
		}
		if strings.Join(got, " ") != want || err != nil {
			t.Errorf("%s: %v, %v", path, got, err)
		}
	}
	for path, want := range map[string]string{
		"showmanshp": "no parameter \"showmanshp\"; did you mean `showmanship`?",
		"a..b":       `path "a..b": a part is empty`,
	} {
		if docs, err := scenarios.Lookup(path); docs != nil || err == nil || err.Error() != want {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// TestParams: each entry is documented once and in full, and the tables in
// Markdown have a row for each.
func TestParams(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	if err := scenarios.Markdown(&b); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, d := range scenarios.Params() {
		if seen[d.Path] || d.Meaning == "" || d.Default == "" || d.Kind == "" {
			t.Errorf("documented twice or in part: %+v", d)
		}
		if aside(d.Path) {
			d.Range, d.Unit, d.Source, d.Plausible = "any", "that of the figure", "none", "none"
		}
		if number := d.Kind == scenarios.KindNumber || d.Kind == scenarios.KindEach; number && (d.Range == "" || d.Unit == "" || d.Source == "" || d.Plausible == "") {
			t.Errorf("a number without a range, a unit, a source or a plausible range: %+v", d)
		}
		seen[d.Path] = true
		if !strings.Contains(b.String(), d.Meaning) {
			t.Errorf("%s is not in the tables", d.Path)
		}
	}
	if rows := strings.Count(b.String(), "\n| `"); rows != len(seen) {
		t.Errorf("%d rows for %d entries", rows, len(seen))
	}
}

// aside reports whether an entry says something beside what is played.
func aside(path string) bool {
	table, _, _ := strings.Cut(path, ".")
	return table == "expect" || table == "correlate" || table == "sweep"
}
