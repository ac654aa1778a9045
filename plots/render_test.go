package plots

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/plot/cmpimg"
	"gonum.org/v1/plot/vg/vgimg"
)

// render draws a chart that has nothing wrong with it.
func render(t *testing.T, c Chart, o Options) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Render(&out, c, o); err != nil {
		t.Fatalf("%v %v: %v", o.Format, o.Size, err)
	}
	return out.Bytes()
}

// mainSamples are one of each chart.
func mainSamples() map[string]Chart {
	all := samples()
	out := map[string]Chart{}
	for _, name := range []string{
		"response", "heatmap", "heats-six", "tornado",
		"survival", "optimism", "outcomes", "multiples-12", "incidence", "standing", "reputation", "reliability",
		"dots", "convergence", "forest-two", "dumbbell", "shares", "verdicts", "worlds",
		"sobol", "morris", "tradeoff", "box", "choice",
	} {
		out[name] = all[name]
	}
	return out
}

// TestEveryKindIsSampled: each chart of the package is among the main samples,
// and so held to a golden picture and to the same bytes in every format.
func TestEveryKindIsSampled(t *testing.T) {
	kinds := map[string]bool{}
	for _, chart := range mainSamples() {
		kinds[reflect.TypeOf(chart).Name()] = true
	}
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, file := range sources {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		// What a chart has and nothing else: see the interface Chart.
		for _, method := range regexp.MustCompile(`(?m)^func \(\w* ?(\w+)\) draw\(p \*page\)`).FindAllSubmatch(text, -1) {
			found++
			if kind := string(method[1]); !kinds[kind] {
				t.Errorf("%s: the main samples have no %s", file, kind)
			}
		}
	}
	if found != len(kinds) {
		t.Errorf("%d kinds of chart in the sources, %d among the main samples", found, len(kinds))
	}
}

// TestGolden compares each chart with the picture kept in testdata, at one
// pixel to the point. The tolerance of two hundredths lets pass the last bit
// of an edge's shade, which differs between processors, and no more.
func TestGolden(t *testing.T) {
	type golden struct {
		name  string
		chart Chart
		theme Theme
	}
	main := mainSamples()
	pictures := []golden{
		{"optimism-dark", main["optimism"], Dark},
		{"survival-print", main["survival"], Print},
		{"heatmap-dark", main["heatmap"], Dark},
		{"heatmap-print", main["heatmap"], Print},
	}
	for name, chart := range main {
		pictures = append(pictures, golden{name, chart, Light})
	}
	for _, g := range pictures {
		t.Run(g.name, func(t *testing.T) {
			m, _ := Page.metrics()
			colours, _ := g.theme.palette()
			under := vgimg.NewWith(vgimg.UseWH(m.width, m.height), vgimg.UseDPI(72))
			if _, err := drawOn(under, m, colours, g.chart); err != nil {
				t.Fatal(err)
			}
			var got bytes.Buffer
			if err := png.Encode(&got, under.Image()); err != nil {
				t.Fatal(err)
			}
			file := filepath.Join("testdata", g.name+"_golden.png")
			if *cmpimg.GenerateTestData { // the flag -regen
				if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			const tolerance = 0.02
			same, err := cmpimg.EqualApprox("png", got.Bytes(), want, tolerance)
			if err != nil {
				t.Fatal(err)
			}
			if !same {
				t.Errorf("the picture is not that of %s: look at it, then run go test ./plots -regen", file)
			}
		})
	}
}

// TestSameBytes: two renderings of a chart agree to the byte in every format.
func TestSameBytes(t *testing.T) {
	for name, chart := range mainSamples() {
		for _, format := range []Format{PNG, SVG, PDF} {
			o := Options{Format: format, Size: Page}
			if !bytes.Equal(render(t, chart, o), render(t, chart, o)) {
				t.Errorf("%s as %v differs between two renderings", name, format)
			}
		}
	}
}

// TestPNGSize: a PNG has two pixels to the point and says so.
func TestPNGSize(t *testing.T) {
	for size, want := range map[Size][2]int{Slide: {1920, 1080}, Page: {908, 1000}, Square: {1280, 1280}} {
		data := render(t, sampleOutcomes(outcomeNames...), Options{Size: size})
		img, err := png.DecodeConfig(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if img.Width != want[0] || img.Height != want[1] {
			t.Errorf("%v is %d by %d pixels, want %v", size, img.Width, img.Height, want)
		}
		if _, err := png.Decode(bytes.NewReader(data)); err != nil { // checks the checksum of every chunk
			t.Errorf("%v: %v", size, err)
		}
		i := bytes.Index(data, []byte("pHYs"))
		// 144 dots per inch are 5669 per metre.
		if i < 0 || binary.BigEndian.Uint32(data[i+4:]) != 5669 || data[i+12] != 1 {
			t.Errorf("%v does not state its resolution", size)
		}
	}
}

// TestSVGIsAccessible: an SVG is well formed, names no font, holds no text
// element, and has a title and a description.
func TestSVGIsAccessible(t *testing.T) {
	chart := sampleSurvival("Dmitriev & <Witkoff>", kiriyenko)
	data := render(t, chart, Options{Format: SVG})
	texts := map[string]string{}
	dec := xml.NewDecoder(bytes.NewReader(data))
	element := ""
	for {
		token, err := dec.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch x := token.(type) {
		case xml.StartElement:
			element = x.Name.Local
			if element == "text" {
				t.Error("SVG has a text element")
			}
			for _, a := range x.Attr {
				if strings.Contains(a.Name.Local+a.Value, "font") {
					t.Errorf("SVG names a font: %v", a)
				}
			}
		case xml.CharData:
			texts[element] += string(x)
		}
	}
	if got := strings.TrimSpace(texts["title"]); got != chart.Title {
		t.Errorf("title is %q, want %q", got, chart.Title)
	}
	if got := strings.TrimSpace(texts["desc"]); got != chart.Alt() {
		t.Errorf("description is %q, want the alt text %q", got, chart.Alt())
	}
}

// TestPDFHasNoClock: the dates in a PDF are the fixed ones, and it needs no
// font.
func TestPDFHasNoClock(t *testing.T) {
	for name, chart := range mainSamples() {
		data := render(t, chart, Options{Format: PDF})
		for _, want := range []string{"/CreationDate (D:20000101000000)", "/ModDate (D:20000101000000)", "/Lang (en)", "/Title"} {
			if !bytes.Contains(data, []byte(want)) {
				t.Errorf("%s: PDF lacks %q", name, want)
			}
		}
		// Fourteen figures, since compressed drawings may hold any three bytes.
		if n := len(regexp.MustCompile(`\(D:\d{14}`).FindAll(data, -1)); n != 2 {
			t.Errorf("%s: PDF holds %d dates, want the two fixed ones", name, n)
		}
		if bytes.Contains(data, []byte("/Type /Font")) {
			t.Errorf("%s: PDF holds a font", name)
		}
	}
}

// TestMissingGlyphs: what no font can draw is drawn as a box and reported,
// once each and in order, after a complete picture.
func TestMissingGlyphs(t *testing.T) {
	chart := sampleOutcomes("习近平", "Иран ایران", "平 ישראל", "Donald Trump")
	for _, format := range []Format{PNG, SVG, PDF} {
		var out bytes.Buffer
		err := Render(&out, chart, Options{Format: format})
		missing, ok := errors.AsType[*MissingGlyphsError](err)
		if !ok {
			t.Fatalf("%v: error is %v, want a MissingGlyphsError", format, err)
		}
		want := []rune{0x5D0, 0x5D9, 0x5DC, 0x5E8, 0x5E9, 0x627, 0x631, 0x646, 0x6CC, 0x4E60, 0x5E73, 0x8FD1}
		if !slices.Equal(missing.Runes, want) {
			t.Errorf("%v: missing %U, want %U", format, missing.Runes, want)
		}
		if out.Len() < 1000 {
			t.Errorf("%v: %d bytes were written, want a picture", format, out.Len())
		}
	}
	cv, _ := drawSample(t, chart, Slide)
	for _, box := range cv.boxes {
		if box.text == "习近平" && box.glyphs != 3 {
			t.Errorf("%q has %d outlines, want a box for each character", box.text, box.glyphs)
		}
	}
}
