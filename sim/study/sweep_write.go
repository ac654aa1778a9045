package study

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"backchannel/scenarios"
	"backchannel/sim/record"
)

// Write stores the points in a results folder, as tables: the points, their
// figures and, from the store that the sweep had, their runs.
func (x *Swept) Write(f *record.Folder, store CellStore) error { return x.WriteIn(f, "", store) }

// WriteIn is Write in a folder within the results folder.
func (x *Swept) WriteIn(f *record.Folder, dir string, store CellStore) error {
	return errors.Join(x.writePoints(f, dir), x.writeFigures(f, dir), x.writeRuns(f, dir, store))
}

func (x *Swept) writePoints(f *record.Folder, dir string) error {
	var more []record.Column
	for i := range x.Factors {
		about := x.Factors[i].Meaning
		if unit := x.Factors[i].Unit; unit != "" {
			about = unit + "; " + about
		}
		more = append(more, record.Column{Name: x.Factors[i].Path, About: about})
	}
	w, err := record.NewWide[record.PointRow](f, dir, more)
	if err != nil {
		return err
	}
	worlds, choices := x.numbered(scenarios.Uncertainty), x.numbered(scenarios.Lever)
	for i := range x.Points {
		p := &x.Points[i]
		row := record.PointRow{
			Point: int64(i), SHA256: p.SHA256, Error: p.Error, Runs: int64(p.Runs), World: worlds[i], Choice: choices[i],
		}
		if err := w.Append(row, p.Values); err != nil {
			return errors.Join(err, w.Close())
		}
	}
	return w.Close()
}

// numbered numbers the combinations of values that the factors of a role have, in
// the order in which the points come to them.
func (x *Swept) numbered(role scenarios.Role) []int64 {
	seen, out := map[[sha256.Size]byte]int64{}, make([]int64, len(x.Points))
	var values []byte
	for i := range x.Points {
		values = values[:0]
		for f := range x.Factors {
			if (x.Factors[f].Role == scenarios.Lever) == (role == scenarios.Lever) {
				values = binary.LittleEndian.AppendUint64(values, math.Float64bits(x.Points[i].Values[f]))
			}
		}
		key := sha256.Sum256(values) // as long for many factors as for one
		n, ok := seen[key]
		if !ok {
			n = int64(len(seen))
			seen[key] = n
		}
		out[i] = n
	}
	return out
}

func (x *Swept) writeFigures(f *record.Folder, dir string) error {
	return record.Write(f, dir, func(yield func(record.FigureRow) bool) {
		for i := range x.Points {
			for m, e := range x.Points[i].Figures {
				row := record.FigureRow{
					Point: int64(i), Metric: x.Metrics[m].Name, N: int64(e.N),
					Value: orNull(e.Value), Low: orNull(e.Low), High: orNull(e.High), StdErr: orNull(e.StdErr),
				}
				if !yield(row) {
					return
				}
			}
		}
	})
}

// orNull is nil for NaN.
func orNull(x float64) *float64 {
	if math.IsNaN(x) {
		return nil
	}
	return &x
}

// atATime is how many runs of a point are read from the store at a time.
const atATime = 1000

func (x *Swept) writeRuns(f *record.Folder, dir string, store CellStore) error {
	var more []record.Column
	for _, m := range x.Metrics {
		more = append(more, record.Column{Name: m.Name, About: m.Unit + "; " + m.Meaning + "; NULL: the run is not among the " + m.Sample})
	}
	w, err := record.NewWide[record.PlayedRow](f, dir, more)
	if err != nil {
		return err
	}
	for i := range x.Points {
		if err := x.writeRunsOf(w, i, store); err != nil {
			return errors.Join(err, w.Close())
		}
	}
	return w.Close()
}

func (x *Swept) writeRunsOf(w *record.Wide[record.PlayedRow], point int, store CellStore) error {
	p, first := &x.Points[point], firstRun(x.OwnLuck, x.LuckNumbers, point)
	row := make([]float64, len(x.Metrics))
	for from := 0; from < p.Runs; from += atATime {
		n := min(atATime, p.Runs-from)
		values, err := store.Read(p.SHA256, first+uint64(from), n)
		if err != nil {
			return err
		}
		for run := range n {
			for m := range row {
				if run >= len(values[m]) {
					return fmt.Errorf("run %d of point %d is no longer where it was kept", from+run, point)
				}
				row[m] = values[m][run]
			}
			if err := w.Append(record.PlayedRow{Point: int64(point), Run: int64(first) + int64(from+run)}, row); err != nil {
				return err
			}
		}
	}
	return nil
}
