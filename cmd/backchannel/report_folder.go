package main

import (
	"sync"

	"backchannel/sim/record"
)

// keeper writes to a results folder and keeps what its report is made of, so
// that no chart is drawn twice.
type keeper struct {
	folder *record.Folder
	mu     sync.Mutex
	files  map[string][]byte
}

func newKeeper(f *record.Folder) *keeper {
	return &keeper{folder: f, files: map[string][]byte{}}
}

// WriteFile writes the file and keeps it if the report needs it. It may be
// called from several goroutines at once.
func (k *keeper) WriteFile(name string, data []byte) error {
	if forReport(name) {
		k.mu.Lock()
		k.files[name] = data
		k.mu.Unlock()
	}
	return k.folder.WriteFile(name, data)
}

// chart writes a file of a chart.
func (k *keeper) chart(name string, data []byte) error { return k.WriteFile("charts/"+name, data) }

// report writes the report of all that was kept.
func (k *keeper) report(m record.Manifest) error {
	page, err := reportOf(k.files, m, "")
	if err != nil {
		return err
	}
	return k.folder.WriteFile(reportFile, page)
}
