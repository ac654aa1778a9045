package plots

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/basicfont"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/vg/vgimg"
)

var sheets = flag.String("sheets", "", "write contact sheets of every sample into this folder, for a look")

// TestSheet draws every sample of a kind, with easy and hard data, in every size
// and theme, and on request leaves them on contact sheets at one pixel to the
// point, with the alt texts and the first rows of the data beside them.
func TestSheet(t *testing.T) {
	if *sheets == "" {
		t.Skip("ask for contact sheets with -sheets FOLDER, or make sheet")
	}
	if err := os.MkdirAll(*sheets, 0o755); err != nil {
		t.Fatal(err)
	}
	write := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(*sheets, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	all := samples()
	for kind, names := range kinds(all) {
		t.Run(kind, func(t *testing.T) {
			for _, size := range allSizes {
				for _, theme := range themes {
					var out bytes.Buffer
					if err := png.Encode(&out, sheet(t, all, names, size, theme)); err != nil {
						t.Fatal(err)
					}
					write(fmt.Sprintf("%s-%v-%v.png", kind, size, theme), out.Bytes())
				}
			}
			write(kind+".txt", texts(all, names))
		})
	}
}

// texts returns the alt text of each named sample and the first rows of its data.
func texts(all map[string]Chart, names []string) []byte {
	var out bytes.Buffer
	for _, name := range names {
		header, rows := all[name].Data()
		fmt.Fprintf(&out, "%s\n\n%s\n\n", strings.ToUpper(name), all[name].Alt())
		for _, row := range append([][]string{header}, rows[:min(len(rows), 4)]...) {
			fmt.Fprintln(&out, "    "+strings.Join(row, ","))
		}
		fmt.Fprintf(&out, "    (%s)\n\n", plural(len(rows), "row"))
	}
	return out.Bytes()
}

// kinds sorts the names of the samples by kind of chart: the word before the
// first hyphen.
func kinds(all map[string]Chart) map[string][]string {
	out := map[string][]string{}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		kind, _, _ := strings.Cut(name, "-")
		out[kind] = append(out[kind], name)
	}
	return out
}

// sheet draws the named samples beside and beneath one another, each under its
// name.
func sheet(t *testing.T, all map[string]Chart, names []string, size Size, theme Theme) image.Image {
	t.Helper()
	const gap, label = 16, 20
	m, _ := size.metrics()
	colours, _ := theme.palette()
	w, h := int(m.width)+gap, int(m.height)+gap+label
	columns := int(math.Ceil(math.Sqrt(float64(len(names)*h) / float64(w))))
	rows := (len(names) + columns - 1) / columns
	out := image.NewRGBA(image.Rect(0, 0, columns*w+gap, rows*h+gap))
	draw.Draw(out, out.Bounds(), image.NewUniform(color.Gray{Y: 0xB0}), image.Point{}, draw.Src)
	for i, name := range names {
		under := vgimg.NewWith(vgimg.UseWH(m.width, m.height), vgimg.UseDPI(72))
		if _, err := drawOn(under, m, colours, all[name]); err != nil {
			t.Fatalf("%s, %v, %v: %v", name, size, theme, err)
		}
		at := image.Pt(gap+i%columns*w, gap+i/columns*h)
		words := font.Drawer{
			Dst: out, Src: image.Black, Face: basicfont.Face7x13,
			Dot: fixed.P(at.X, at.Y+label-7),
		}
		words.DrawString(name)
		at.Y += label
		draw.Draw(out, under.Image().Bounds().Add(at), under.Image(), image.Point{}, draw.Src)
	}
	return out
}
