package plots

import (
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/recorder"
	"pgregory.net/rapid"
)

// TestWrap: no line is wider than asked, and no character is lost or changed,
// for any text and any width that holds one character.
func TestWrap(t *testing.T) {
	c, err := newCanvas(&recorder.Canvas{})
	if err != nil {
		t.Fatal(err)
	}
	st := textStyle{size: 10}
	letters := []rune("aWiЖщé –ў…1,. ")
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.SampledFrom(letters)).Draw(t, "s")
		width := vg.Length(rapid.Float64Range(12, 120).Draw(t, "width"))
		squeeze := func(s string) string { return strings.NewReplacer(" ", "", nbsp, "").Replace(s) }
		for name, lines := range map[string][]string{"wrap": c.wrap(st, s, width, 0), "balance": c.balance(st, s, width, 0)} {
			if got, want := squeeze(strings.Join(lines, "")), squeeze(clean(s)); got != want {
				t.Fatalf("%s of %q gives %q", name, want, got)
			}
			if got := c.widest(st, lines); got > width {
				t.Fatalf("%s of %q is %v wide, want at most %v", name, s, got, width)
			}
		}
		if n := len(c.wrap(st, s, vg.Length(rapid.Float64Range(-5, 12).Draw(t, "too narrow")), 0)); n > len(s) {
			t.Fatalf("%q makes %d lines", s, n)
		}
		most := rapid.IntRange(1, 3).Draw(t, "most")
		cut := c.wrap(st, s, width, most)
		if len(cut) > most || c.widest(st, cut) > width {
			t.Fatalf("%q cut to %d lines of %v is %q", s, most, width, cut)
		}
	})
}

// TestNumbersKeepTheirUnits: no line ends between a number and its unit, unless
// the two are wider than a line.
func TestNumbersKeepTheirUnits(t *testing.T) {
	c, err := newCanvas(&recorder.Canvas{})
	if err != nil {
		t.Fatal(err)
	}
	st := textStyle{size: 10}
	const text = "All of 4,000 runs of the US talks in 2025 Moscow, 95% intervals and 9 of 10 runs"
	for width := vg.Length(80); width < 400; width++ {
		for _, line := range c.wrap(st, text, width, 0) {
			for _, number := range []string{"4,000", "95%", "9", "10"} {
				if strings.HasSuffix(" "+line, " "+number) || strings.HasSuffix(line, nbsp+number) {
					t.Fatalf("at width %v a line ends in %q: %q", width, number, line)
				}
			}
		}
	}
	if got := c.wrap(st, "4,000 runs", c.width(st, "4,000 run"), 0); len(got) != 2 || got[1] != "runs" {
		t.Errorf("a number too long for its unit gives %q", got)
	}
}

// TestSentencesBreakAfterTheFirst: where a text of two sentences needs two
// lines, each gets one if it fits.
func TestSentencesBreakAfterTheFirst(t *testing.T) {
	c, err := newCanvas(&recorder.Canvas{})
	if err != nil {
		t.Fatal(err)
	}
	st := textStyle{size: 10}
	const first, second = "What became of first deals.", "United States and Russia"
	whole := c.width(st, first+" "+second)
	for width, want := range map[vg.Length][]string{
		whole:                    {first + " " + second},
		whole - 1:                {first, second},
		c.width(st, first):       {first, second},
		c.width(st, first) - 0.1: c.balance(st, first+" "+second, c.width(st, first)-0.1, 0),
	} {
		if got := c.sentences(st, first+" "+second, width, 0); !slices.Equal(got, want) {
			t.Errorf("at width %v the lines are %q, want %q", width, got, want)
		}
	}
}

// TestClean: letters are composed, spaces are single, and nothing invisible or
// broken remains.
func TestClean(t *testing.T) {
	for s, want := range map[string]string{
		"  a \t b\nc ":    "a b c",
		"Андрии\u0306":    "Андрий",
		"a\u200b\u202eb":  "ab",
		"a\x00b\xff":      "ab\uFFFD",
		"n" + nbsp + "=1": "n" + nbsp + "=1",
	} {
		if got := clean(s); got != want {
			t.Errorf("clean(%q) = %q, want %q", s, got, want)
		}
	}
}

// TestWidth: a line is as wide as the advances in the font say. Liberation Sans
// has the metrics of Arial: digits are 1139 and the em is 2048 units wide.
func TestWidth(t *testing.T) {
	c, err := newCanvas(&recorder.Canvas{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := c.width(textStyle{size: 2048}, "2020"), vg.Length(4*1139); got != want {
		t.Errorf("four digits are %v units wide, want %v", got, want)
	}
}
