package main

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/mattn/go-runewidth"

	"backchannel/plots"
	"backchannel/sim/stats"
	"backchannel/sim/study"
)

func TestShown(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		unit             string
		value, low, high float64
		n                int
		want, between    string
	}{
		{"share", 0.7123, 0.61, 0.79, 100, "71%", "61 to 79"},
		{"share", 0.7123, 0.6981, 0.7262, 4000, "71.2%", "69.8 to 72.6"},
		{"share", 1, 0.9991, 1, 4000, "100%", "99.9 to 100"},
		{"share", 0.9999, 0.9986, 0.99999, 10000, ">99.9%", "99.9 to >99.9"},
		{"share", 0.0002, 0, 0.001, 4000, "<0.1%", "0 to 0.1"},
		{"share", 0, 0, 0.04, 87, "0%", "0 to 4"},
		{"share", nan, nan, nan, 0, "–", ""},
		{"days", 212, 205, 220, 4000, "212", "205 to 220"},
		{"days", nan, 412, nan, 300, "not reached", "from 412"},
		{"days", nan, nan, nan, 0, "–", ""},
		{"number", 32.774, 32.58, 32.95, 4000, "32.8", "32.6 to 33.0"},
		{"0 to 1", 0.0221, 0.0204, 0.0239, 4000, "0.022", "0.020 to 0.024"},
		{"-1 to 1", -0.0001, -0.1, 0.1, 9, "0.00", "-0.10 to 0.10"},
	} {
		m := study.Measure{Unit: c.unit, Estimate: stats.Estimate{Value: c.value, Low: c.low, High: c.high, N: c.n}}
		if value, between := shown(m); value != c.want || between != c.between {
			t.Errorf("%+v: %q, %q, want %q, %q", m.Estimate, value, between, c.want, c.between)
		}
	}
}

// TestTablesFit80Columns gives talks, envoys and sides the longest of names.
func TestTablesFit80Columns(t *testing.T) {
	long := []string{"Сергей Владиленович Кириенко, первый заместитель", strings.Repeat("Unbroken", 12), "x"}
	share := stats.Wilson(1777, 4000, 0.95)
	measures := func(keys ...string) study.Measures {
		var list study.Measures
		for _, k := range keys {
			list = append(list, study.Measure{Key: k, Unit: "share", Sample: "runs", Estimate: share})
		}
		return list
	}
	for talks := 1; talks <= 3; talks++ {
		s := &study.Summary{Runs: 4000, All: measures("signed", "reached", "standing_365")}
		for i := range talks {
			s.Talks = append(s.Talks, study.Section{Name: long[i], Measures: measures("signed", "standing_365", "ended_spoiler_365")})
		}
		for _, name := range long {
			s.Envoys = append(s.Envoys, study.Section{Name: name, Measures: measures("fell", "standing", "signed")})
			s.Sides = append(s.Sides, study.Section{Name: name, Measures: measures("reliability", "broken", "honoured")})
		}
		var b bytes.Buffer
		tables(&b, s)
		for l := range strings.Lines(b.String()) {
			if l = strings.TrimSuffix(l, "\n"); runewidth.StringWidth(l) > width || strings.TrimRight(l, " ") != l {
				t.Errorf("%d columns: %q", runewidth.StringWidth(l), l)
			}
		}
	}
}

// TestTitlesAreShort: the finding in ten words, whatever it is.
func TestTitlesAreShort(t *testing.T) {
	for _, stood := range []int{0, 10, 1234, 2600, 3999, 4000} {
		for cause, key := range endKeys() {
			list := study.Measures{
				{Key: "standing_365", Estimate: stats.Wilson(stood, 4000, 0.95)},
				{Key: key, Estimate: stats.Wilson(4000-stood, 4000, 0.95)},
				{Key: "announced", Estimate: stats.Estimate{N: 4000}},
			}
			title, accent := outcomesTitle(list)
			for _, title := range []string{title, stoodTitle(stats.Wilson(stood, 4000, 0.95))} {
				if n := len(strings.Fields(title)); n < 4 || n > plots.MaxTitleWords {
					t.Errorf("%d words: %s", n, title)
				}
			}
			if want := map[bool]string{true: "standing_365", false: key}[stood > 2000]; accent != want {
				t.Errorf("cause %d, %d stood: accent on %s", cause, stood, accent)
			}
		}
	}
	title, accent := outcomesTitle(nil)
	if title != "No deal was ever signed" || accent != "" {
		t.Errorf("%q, %q", title, accent)
	}
	for _, key := range endKeys() {
		if subject(key) == "" || endName(key) == "" {
			t.Errorf("%s has no words", key)
		}
	}
}

// TestTitlesClaimNoMoreThanIsSeen: the survival chart tells a median or that
// there is none, and what contacts take off optimism is not told as what they do
// to it.
func TestTitlesClaimNoMoreThanIsSeen(t *testing.T) {
	for _, c := range []struct {
		median float64
		n      int
		want   string
	}{
		{math.NaN(), 0, "No deal was ever signed"},
		{math.NaN(), 40, "Too few first deals ended to tell their median life"},
		{1, 40, "Half of first deals had ended after 1 day"},
		{1191, 4000, "Half of first deals had ended after 1,191 days"},
		{30, 1, "How long first deals stood"},
	} {
		e := stats.Estimate{Value: c.median, Low: c.median, High: c.median, N: c.n}
		if c.n == 1 { // no interval
			e.Low, e.High = math.NaN(), math.NaN()
		}
		got := medianTitle(e)
		if got != c.want || len(strings.Fields(got)) > plots.MaxTitleWords {
			t.Errorf("median %v of %d: %q, want %q", c.median, c.n, got, c.want)
		}
	}
	d := &drawing{summary: &study.Summary{Talks: []study.Section{{Measures: study.Measures{
		{Key: "excess", Estimate: stats.Estimate{Value: 0.01, Low: -0.02, High: 0.04, N: 200}},
		{Key: "sawtooth", Estimate: stats.Estimate{Value: 0.04, Low: 0.03, High: 0.05, N: 200}},
	}}}}}
	if got, want := d.optimismTitle(nil), "Announced optimism over time"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestSuggest(t *testing.T) {
	known := []string{"run", "list", "check", "params", "version"}
	for word, want := range map[string]string{
		"rnu": "run", "lsit": "list", "chekc": "check", "param": "params", "verison": "version", "elephant": "", "": "",
	} {
		got := suggest(word, known)
		if want == "" && got != "" || want != "" && got != "; did you mean "+want+"?" {
			t.Errorf("%s: %q", word, got)
		}
	}
}

func TestQuote(t *testing.T) {
	for word, want := range map[string]string{
		"mine.toml": "mine.toml", "my file": "'my file'", "it's": `'it'\''s'`, "": "''", "$HOME": "'$HOME'", "*": "'*'",
		`sides."United States".clarity=0.8`: `'sides."United States".clarity=0.8'`,
	} {
		if got := quote(word); got != want {
			t.Errorf("%s: %s, want %s", word, got, want)
		}
	}
}

// TestMessages: lower case, the program's name before, no final period.
func TestMessages(t *testing.T) {
	for _, c := range []struct {
		err  error
		text string
		code int
	}{
		{nil, "", 0},
		{errors.New("disk full."), "backchannel: disk full", 1},
		{usage("no"), "backchannel: no", 2},
		{silent(130), "", 130},
		{fmt.Errorf("x: %w", &coded{3, "bad"}), "backchannel: x: bad", 3},
		{study.ErrAborted, "backchannel: stopped at once; nothing was kept", 130},
	} {
		if got := message(c.err); got != c.text || exitCode(c.err) != c.code {
			t.Errorf("%v: %q, code %d", c.err, got, exitCode(c.err))
		}
	}
}

// TestPlainProgress: off a terminal nothing is animated; a line comes now and
// then, and none for a batch that is soon over.
func TestPlainProgress(t *testing.T) {
	var b bytes.Buffer
	a := &app{stderr: &b}
	p := a.newProgress(4000)
	p.done(64)
	p.done(128)
	if b.Len() > 0 {
		t.Errorf("at once: %q", b.String())
	}
	p.started, p.next = p.started.Add(-time.Minute), p.next.Add(-time.Minute)
	p.done(2000)
	p.done(2064)
	p.done(4000)
	p.clear()
	if got := b.String(); !strings.HasPrefix(got, "2,000 of 4,000 runs, 3") || strings.Count(got, "\n") != 1 || strings.ContainsAny(got, "\r\x1b") {
		t.Errorf("after a minute: %q", got)
	}
	a.quiet = true
	if a.newProgress(10) != nil {
		t.Error("quiet has a progress")
	}
	(*progress)(nil).done(1)
	(*progress)(nil).clear()
}

func TestSlugs(t *testing.T) {
	for name, want := range map[string]string{"South Ossetia": "south-ossetia", "../x": "---x", "Иран": "иран", "a.b": "a-b"} {
		if got := slug(name); got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// full is a device that is full.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

// TestWhatCannotBePrintedFails: a command whose output is lost does not exit 0.
func TestWhatCannotBePrintedFails(t *testing.T) {
	for _, args := range [][]string{
		{"version"},
		{"check", showcase},
		{"list"},
		{"params", "clarity"},
		{},
		{"--help"},
		{"--version"},
		{"help", "run"},
		{"run", "--help"},
		{"completion", "bash"},
		{"completion", "zsh"},
		{"__complete", "run", "us"},
	} {
		var errs strings.Builder
		if code := run(t.Context(), args, strings.NewReader(""), full{}, &errs); code != exitFailed || !strings.Contains(errs.String(), "backchannel: no space left") {
			t.Errorf("%v: exit code %d with output that cannot be written; %s", args, code, errs.String())
		}
	}
}
