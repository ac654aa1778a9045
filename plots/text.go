package plots

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"gonum.org/v1/plot/vg"
)

// nbsp is the no-break space: lines are never broken at it.
const nbsp = "\u00a0"

// Proportions of the text face, as shares of the font size.
const (
	capHeight = 0.73 // above the baseline: capitals and figures
	descent   = 0.21 // below the baseline
	leading   = 1.26 // baseline to baseline
)

// textStyle is how a piece of text looks.
type textStyle struct {
	size   vg.Length
	bold   bool
	colour rgb
}

// height returns the height of n lines, from the top of the capitals of the
// first to the descent of the last.
func (s textStyle) height(n int) vg.Length {
	if n <= 0 {
		return 0
	}
	return s.size * (capHeight + descent + leading*vg.Length(n-1))
}

// clean makes a text fit to be drawn on one line: composed characters, single
// spaces, no control or invisible formatting characters.
func clean(s string) string {
	s = norm.NFC.String(strings.ToValidUTF8(s, "\uFFFD"))
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\u00a0':
			return r
		case unicode.IsSpace(r):
			return ' '
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs):
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' }), " ")
}

// words splits a text where lines may be broken: at spaces, but not between a
// number and its unit ("4,000 runs"), unless the two are wider than a line. Words
// tied by a no-break space are parted then, too.
func (c *canvas) words(st textStyle, s string, width vg.Length) []string {
	var out []string
	number := false
	for word := range strings.SplitSeq(clean(s), " ") {
		first, _ := utf8.DecodeRuneInString(word)
		if number && unicode.IsLower(first) {
			last := len(out) - 1
			if joined := out[last] + nbsp + word; c.width(st, joined) <= width {
				out[last], number = joined, false
				continue
			}
		}
		if c.width(st, word) > width {
			out = append(out, strings.Split(word, nbsp)...)
		} else {
			out = append(out, word)
		}
		end, _ := utf8.DecodeLastRuneInString(strings.TrimSuffix(word, "%"))
		number = unicode.IsDigit(end)
	}
	return out
}

// wrap breaks a text into lines no wider than width. A word wider than a line
// is cut, after a hyphen where it has one. Of more than most lines (0: any number) the last kept ends in an ellipsis.
func (c *canvas) wrap(st textStyle, s string, width vg.Length, most int) []string {
	var lines []string
	line := ""
	for _, word := range c.words(st, s, width) {
		joined := strings.TrimLeft(line+" "+word, " ")
		if line == "" || c.width(st, joined) <= width {
			line = joined
		} else {
			lines = append(lines, line)
			line = word
		}
		for line != "" && c.width(st, line) > width {
			head := c.fit(st, line, width)
			if i := strings.LastIndexAny(head, "-_/"); i > 0 {
				head = head[:i+1]
			}
			lines = append(lines, head)
			line = line[len(head):]
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	if most > 0 && len(lines) > most {
		lines = lines[:most]
		lines[most-1] = c.ellipsis(st, lines[most-1], width)
	}
	return lines
}

// balance wraps as wrap does, but makes the lines about equally long, so that
// no word is left alone on the last.
func (c *canvas) balance(st textStyle, s string, width vg.Length, most int) []string {
	lines := c.wrap(st, s, width, most)
	if full := c.wrap(st, s, width, 0); len(full) != len(lines) {
		return lines
	}
	for width > st.size && len(lines) > 1 {
		width -= st.size / 4
		narrower := c.wrap(st, s, width, 0)
		if len(narrower) > len(lines) {
			break
		}
		lines = narrower
	}
	return lines
}

// sentences wraps as balance does, but breaks a text that needs two lines after
// its first sentence where both parts fit.
func (c *canvas) sentences(st textStyle, s string, width vg.Length, most int) []string {
	lines := c.balance(st, s, width, most)
	first, rest, ok := strings.Cut(clean(s), ". ")
	if parts := []string{first + ".", rest}; ok && len(lines) == 2 && c.widest(st, parts) <= width {
		return parts
	}
	return lines
}

// fit returns the longest beginning of s that is no wider than width: at least
// one character, so that wrapping always ends.
func (c *canvas) fit(st textStyle, s string, width vg.Length) string {
	last := len(s)
	for i, r := range s {
		end := i + len(string(r))
		if c.width(st, s[:end]) > width {
			last = max(i, len(string([]rune(s)[0])))
			break
		}
	}
	return s[:last]
}

// ellipsis shortens s until it and a final ellipsis are no wider than width.
func (c *canvas) ellipsis(st textStyle, s string, width vg.Length) string {
	for runes := []rune(s); len(runes) > 0; runes = runes[:len(runes)-1] {
		cut := strings.TrimRight(string(runes), " .,;:"+nbsp) + "…"
		if c.width(st, cut) <= width {
			return cut
		}
	}
	return "…"
}

// oneLine returns s cut to one line no wider than width.
func (c *canvas) oneLine(st textStyle, s string, width vg.Length) string {
	lines := c.wrap(st, s, width, 1)
	if len(lines) == 0 {
		return ""
	}
	return lines[0]
}

// middleTop returns the top of n lines whose capitals, first to last, have
// their middle at y.
func (s textStyle) middleTop(y vg.Length, n int) vg.Length {
	return y + s.size*(capHeight+leading*vg.Length(n-1))/2
}

// widest returns the width of the widest of the lines.
func (c *canvas) widest(st textStyle, lines []string) vg.Length {
	var w vg.Length
	for _, line := range lines {
		w = max(w, c.width(st, line))
	}
	return w
}

// text draws one line with its baseline at y. align is 0 when x is its left
// edge, 0.5 its middle and 1 its right edge.
func (c *canvas) text(st textStyle, x, y vg.Length, align float64, s string) {
	s = clean(s)
	if strings.TrimSpace(s) == "" {
		return
	}
	x -= c.width(st, s) * vg.Length(align)
	c.SetColor(st.colour)
	c.fillText(st.bold, st.size, vg.Point{X: x, Y: y}, s)
	c.boxes[len(c.boxes)-1].colour = st.colour
}

// block draws lines downwards from top and returns where the block ends.
func (c *canvas) block(st textStyle, x, top vg.Length, align float64, lines []string) vg.Length {
	for i, line := range lines {
		c.text(st, x, top-st.size*(capHeight+leading*vg.Length(i)), align, line)
	}
	return top - st.height(len(lines))
}
