package plots

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

var pictures = flag.String("pictures", "", "also write every sample picture into this folder, for a look")

// everyOption returns each size in each format, and each theme as PNG.
func everyOption() []Options {
	var out []Options
	for _, size := range allSizes {
		for _, theme := range themes {
			out = append(out, Options{Format: PNG, Size: size, Theme: theme})
		}
		out = append(out, Options{Format: SVG, Size: size}, Options{Format: PDF, Size: size})
	}
	return out
}

// TestPictures draws one of each chart in every size and format without an
// error. On request it draws every sample and leaves the pictures to be looked
// at.
func TestPictures(t *testing.T) {
	if testing.Short() && *pictures == "" {
		t.Skip("draws more than a hundred pictures")
	}
	all := mainSamples()
	if *pictures != "" {
		all = samples()
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		for _, o := range everyOption() {
			if o.Theme != Light && *pictures == "" {
				continue // themes differ in colours alone, and are tested apart
			}
			data := render(t, all[name], o)
			if *pictures == "" {
				continue
			}
			file := filepath.Join(*pictures, fmt.Sprintf("%s-%v-%v.%v", name, o.Size, o.Theme, o.Format))
			if err := errors.Join(os.MkdirAll(*pictures, 0o755), os.WriteFile(file, data, 0o644)); err != nil {
				t.Fatal(err)
			}
		}
	}
}
