package plots

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

// TestSVGGlyphs: each glyph is defined once and before use, all that is defined
// is used, and every letter of the picture has its use.
func TestSVGGlyphs(t *testing.T) {
	for name, chart := range mainSamples() {
		data := render(t, chart, Options{Format: SVG})
		want := 0
		for _, box := range drawIn(chart, Slide, Light).boxes {
			want += box.glyphs
		}
		defined, used, uses := map[string]string{}, map[string]bool{}, 0
		shapes := map[string]bool{}
		dec := xml.NewDecoder(bytes.NewReader(data))
		for {
			token, err := dec.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			x, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			attr := map[string]string{}
			for _, a := range x.Attr {
				attr[a.Name.Local] = a.Value
			}
			switch id := attr["id"]; {
			case x.Name.Local == "path" && id != "":
				if defined[id] != "" || shapes[attr["d"]] {
					t.Errorf("%s: glyph %s is defined twice", name, id)
				}
				defined[id], shapes[attr["d"]] = attr["d"], true
			case x.Name.Local == "use":
				uses++
				id := strings.TrimPrefix(attr["href"], "#")
				if used[id] = true; defined[id] == "" {
					t.Errorf("%s: glyph %s is used and not defined", name, id)
				}
			}
		}
		if uses != want || len(used) != len(defined) {
			t.Errorf("%s: %d uses of %d glyphs, of %d defined; want %d uses", name, uses, len(used), len(defined), want)
		}
	}
}
