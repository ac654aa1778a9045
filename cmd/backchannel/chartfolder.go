package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"backchannel/plots"
	"backchannel/sim/record"
)

// chartStudy is what the manifest of a folder of charts calls its study.
const chartStudy = "chart"

// folder is where the charts go: beside the results, whatever they are called
// by, unless --out says where.
func (o *chartOptions) folder(results string) (string, error) {
	if o.out != "" {
		return o.out, nil
	}
	path := filepath.Clean(results)
	if base := filepath.Base(path); base == "." || base == ".." {
		whole, err := filepath.Abs(path)
		if err != nil {
			return "", err
		}
		path = whole
	}
	path += "-charts-" + o.size
	if o.theme != plots.Light.String() {
		path += "-" + o.theme
	}
	return path, nil
}

// createCharts starts a folder of charts. What is there already gives way only
// if force says so and chart made all of it.
func createCharts(path string, force bool) (*record.Folder, error) {
	err := replaceable(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, fmt.Errorf("never replaced: %s: %w; choose another folder with --out", path, err)
	case !force:
		return nil, fmt.Errorf("charts exist: %s; choose another folder with --out, or replace them with --force", path)
	}
	return record.Create(path, record.Options{Replace: err == nil})
}

// replaceable returns nil if a folder holds charts that chart made, as it made
// them, and nothing else. If it is empty, that is as if it were not there.
func replaceable(path string) error {
	if info, err := os.Lstat(path); err != nil {
		return err
	} else if !info.IsDir() {
		return errors.New("it is no folder")
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return err
	}
	if len(entries) == 0 {
		return fs.ErrNotExist
	}
	m, err := record.ReadManifest(path)
	if err != nil || m.Study != chartStudy {
		return errors.New("it is no folder of charts") // whatever else it is
	}
	known := []string{record.ManifestFile}
	for _, f := range m.Files {
		known = append(known, f.Name)
	}
	for _, e := range entries {
		if !slices.Contains(known, e.Name()) {
			return fmt.Errorf("it holds %s, which is no chart", e.Name())
		}
	}
	return m.Verify(path)
}
