package main

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"backchannel/sim/record"
)

// pageOf plays a small batch and returns its report.
func pageOf(t *testing.T, args ...string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "r")
	var errs strings.Builder
	args = append([]string{"run"}, append(args, "--out", out, "--quiet")...)
	if code := run(t.Context(), args, strings.NewReader(""), io.Discard, &errs); code != exitFine {
		t.Fatalf("exit code %d: %s", code, errs.String())
	}
	page, err := os.ReadFile(filepath.Join(out, reportFile))
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

// TestReportStandsAlone: nothing is loaded from outside the page, no script,
// ids are unique and whatever refers to one finds it, every chart has a text
// alternative, headings go down one step at a time.
func TestReportStandsAlone(t *testing.T) {
	for _, scenario := range []string{showcase, "near-abroad"} { // one talk, several
		page := pageOf(t, scenario, "--runs", "40", "--set", "clock.horizon=500d")
		if size := len(page); size < 20_000 || size > 16<<20 {
			t.Errorf("%s: %d bytes", scenario, size)
		}
		ids := map[string]bool{}
		for _, m := range regexp.MustCompile(`\sid="([^"]*)"`).FindAllStringSubmatch(page, -1) {
			if ids[m[1]] {
				t.Errorf("%s: id %s twice", scenario, m[1])
			}
			ids[m[1]] = true
		}
		for _, m := range regexp.MustCompile(`\s(?:src|srcset|action|data|(?:xlink:)?href)="([^"]*)"|url\(([^)]*)\)|@import (\S+)`).FindAllStringSubmatch(page, -1) {
			to := m[1] + m[2] + m[3]
			if !strings.HasPrefix(to, "#") || !ids[to[1:]] {
				t.Errorf("%s: refers to %q", scenario, to)
			}
		}
		for _, m := range regexp.MustCompile(`aria-labelledby="([^"]*)"`).FindAllStringSubmatch(page, -1) {
			for id := range strings.FieldsSeq(m[1]) {
				if !ids[id] {
					t.Errorf("%s: labelled by %q, which is not there", scenario, id)
				}
			}
		}
		for _, never := range []string{"<script", "<link", "<iframe", "<img", "ZgotmplZ", "<no value>", "NaN"} {
			if strings.Contains(page, never) {
				t.Errorf("%s: holds %s", scenario, never)
			}
		}
		charts := strings.Count(page, "<svg ")
		described := regexp.MustCompile(`<svg role="img"[^>]*>\s*<title id="[^"]+">[^<]+</title>\s*<desc id="[^"]+">[^<]{40,}</desc>`)
		captioned := regexp.MustCompile(`<figcaption><details><summary>[^<]+</summary><p>[^<]{40,}</p></details></figcaption>`)
		if charts < 3 || len(described.FindAllString(page, -1)) != charts || len(captioned.FindAllString(page, -1)) != charts {
			t.Errorf("%s: %d charts, not all with text alternatives", scenario, charts)
		}
		last := "0"
		for _, m := range regexp.MustCompile(`<h([1-6])`).FindAllStringSubmatch(page, -1) {
			if m[1][0] > last[0]+1 {
				t.Errorf("%s: heading %s follows %s", scenario, m[1], last)
			}
			last = m[1]
		}
	}
}

// TestReportTellsEachTalkUnderItsHeading: its sentence, its charts and its
// tables, before those of the next.
func TestReportTellsEachTalkUnderItsHeading(t *testing.T) {
	page := pageOf(t, "near-abroad", "--runs", "40")
	talks := []string{"abkhazia", "africa", "south-ossetia", "transnistria"}
	for i, talk := range talks {
		_, rest, found := strings.Cut(page, `">`+talk+"</h3>")
		if !found {
			t.Fatalf("%s has no heading", talk)
		}
		end := `<h2 id="people">`
		if i+1 < len(talks) {
			end = `">` + talks[i+1] + "</h3>"
		}
		part, _, _ := strings.Cut(rest, end)
		if charts := strings.Count(part, "<figure>"); charts < 4 {
			t.Errorf("%s: %d charts", talk, charts)
		}
		for _, want := range []string{`<p class="finding">In `, "Every figure of talk " + talk + "</caption>", "<summary>Announced optimism against what came of it</summary>"} {
			if n := strings.Count(part, want); n != 1 {
				t.Errorf("%s: %q stands there %d times", talk, want, n)
			}
		}
		if !strings.Contains(page, `<a href="#talk-`+string(rune('1'+i))+`">`+talk+"</a>") {
			t.Errorf("%s is not in the contents", talk)
		}
	}
}

// TestReportTakesNoHostileChart: a drawing that acts or loads is refused.
func TestReportTakesNoHostileChart(t *testing.T) {
	for _, bad := range []string{
		`<svg><script>1</script></svg>`, `<svg onload="x"></svg>`, `<svg><use href="http://x/#a"/></svg>`,
		`<svg><g style="fill:url(http://x)"/></svg>`, `<svg><image/></svg>`, `<p/>`,
	} {
		if _, err := inspect([]byte(bad)); err == nil {
			t.Errorf("accepted: %s", bad)
		}
	}
	if _, err := inspect([]byte(`<svg><g>`)); err == nil {
		t.Error("accepted a drawing cut short")
	} else if _, ok := errors.AsType[*xml.SyntaxError](err); !ok && !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("cut short: %v", err)
	}
	got, title, err := inline([]byte(`<?xml version="1.0"?><svg width="9pt" height="9pt" aria-labelledby="a b" viewBox="0 0 9 9"><title id="a">T</title><desc id="b">D</desc><g width="3" style="fill:url(#c)"/></svg>`), "x-")
	want := `<svg aria-labelledby="x-a x-b" viewBox="0 0 9 9"><title id="x-a">T</title><desc id="x-b">D</desc><g width="3" style="fill:url(#x-c)"/></svg>`
	if err != nil || title != "T" || string(got) != want {
		t.Errorf("%s, %q, %v", got, title, err)
	}
}

// TestReportOfDamagedResults: what is missing or changed is named.
func TestReportOfDamagedResults(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "summary.json"), []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	m := &record.Manifest{Files: []record.File{{Name: "summary.json", SHA256: strings.Repeat("0", 64)}}}
	if _, err := storedFiles(dir, m); err == nil || !strings.Contains(err.Error(), "changed after it was written") {
		t.Errorf("changed: %v", err)
	}
	m.Files[0].Name = "scenario.toml"
	if _, err := storedFiles(dir, m); err == nil || !strings.Contains(err.Error(), "not whole") {
		t.Errorf("missing: %v", err)
	}
	if _, err := reportOf(map[string][]byte{}, *m, ""); err == nil || !strings.Contains(err.Error(), "summary.json") {
		t.Errorf("no summary: %v", err)
	}
}
