package plots

import (
	"errors"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

var pictures = flag.String("pictures", "", "also write every sample picture into this folder, for a look")

// TestPictures draws one of each chart in every size and format without an
// error. On request it draws every sample and leaves the pictures to be looked
// at.
func TestPictures(t *testing.T) {
	all := mainSamples()
	if *pictures != "" {
		all = samples()
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		for _, size := range []Size{Slide, Page, Square} {
			for _, format := range []Format{PNG, SVG, PDF} {
				data := render(t, all[name], Options{Format: format, Size: size})
				if *pictures == "" {
					continue
				}
				file := filepath.Join(*pictures, name+"-"+size.String()+"."+format.String())
				if err := errors.Join(os.MkdirAll(*pictures, 0o755), os.WriteFile(file, data, 0o644)); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}
