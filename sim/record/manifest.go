package record

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

const (
	// ManifestFile is the name of the manifest in a results folder.
	ManifestFile = "manifest.json"

	tool     = "backchannel"
	maxBytes = 64 << 20 // of a manifest: more is none of ours
)

// Manifest says where results come from, so that they can be made again. All
// but Workers, Started and Finished is the same for the same study; no other
// file of the folder holds these.
type Manifest struct {
	Tool        string     `json:"tool"` // filled in by Commit
	Version     string     `json:"version"`
	Commit      string     `json:"commit,omitempty"`
	Build       string     `json:"build,omitempty"` // SHA-256 of the program, where version and commit leave open which it is
	Go          string     `json:"go"`              // version of Go, as runtime.Version
	Arch        string     `json:"arch"`            // as runtime.GOARCH: results hold to the bit on the same one
	Command     []string   `json:"command"`
	Study       string     `json:"study"` // run, compare, sweep, ...
	Scenarios   []Scenario `json:"scenarios"`
	Seed        uint64     `json:"seed,string"` // text: many JSON readers round numbers above 2^53
	FirstRun    uint64     `json:"first_run"`
	RunsAsked   uint64     `json:"runs_asked"`
	RunsDone    uint64     `json:"runs_done"`
	Interrupted bool       `json:"interrupted"`
	Workers     int        `json:"workers,omitempty"`
	Started     time.Time  `json:"started"`
	Finished    time.Time  `json:"finished"`
	Files       []File     `json:"files"` // by name; filled in by Commit
}

// Scenario identifies a scenario that was run.
type Scenario struct {
	Name   string `json:"name"`
	Title  string `json:"title,omitempty"`
	Start  string `json:"start,omitempty"` // date of day 0, as 2006-01-02
	SHA256 string `json:"sha256"`          // of the resolved scenario, hexadecimal
}

// File is a file of a results folder other than the manifest.
type File struct {
	Name   string `json:"name"` // path within the folder, with slashes
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
	Rows   *int64 `json:"rows,omitempty"` // of a table
}

// ReadManifest reads the manifest of a results folder. If there is none, or
// none of ours, the error is a *NoResultsError.
func ReadManifest(folder string) (*Manifest, error) {
	if info, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		return nil, &NoResultsError{Path: folder, Reason: "there is no such folder"}
	} else if err != nil {
		return nil, err
	} else if !info.IsDir() {
		return nil, &NoResultsError{Path: folder, Reason: "it is no folder"}
	}
	path := filepath.Join(folder, ManifestFile)
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &NoResultsError{Path: folder, Reason: "it has no " + ManifestFile}
	} else if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxBytes {
		return nil, &NoResultsError{Path: folder, Reason: "its " + ManifestFile + " is not one of ours"}
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	m := &Manifest{}
	if err := json.Unmarshal(text, m); err != nil {
		return nil, &NoResultsError{Path: folder, Reason: fmt.Sprintf("its %s cannot be read: %v", ManifestFile, err)}
	}
	if m.Tool != tool {
		return nil, &NoResultsError{Path: folder, Reason: "its " + ManifestFile + " is not one of ours"}
	}
	return m, nil
}

// Verify checks that every file that the manifest lists is in the folder as
// it was written. The error joins all that are not.
func (m *Manifest) Verify(folder string) error {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer root.Close()
	var errs []error
	for _, want := range m.Files {
		if err := want.verify(root); err != nil {
			errs = append(errs, fmt.Errorf("%s in %q: %w", want.Name, folder, err))
		}
	}
	return errors.Join(errs...)
}

func (want *File) verify(root *os.Root) error {
	in, err := root.Open(filepath.FromSlash(want.Name))
	if err != nil {
		return err
	}
	defer in.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, in); err != nil {
		return err
	}
	if hex.EncodeToString(sum.Sum(nil)) != want.SHA256 {
		return errors.New("it was changed after it was written")
	}
	return nil
}
