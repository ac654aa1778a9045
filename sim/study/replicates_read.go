package study

import (
	"fmt"
	"slices"

	"backchannel/sim/record"
)

// Replicates reads the runs of every point, in one metric, from the store that the
// sweep had.
func (x *Swept) Replicates(metric int, store CellStore) (*Replicates, error) {
	r := NewReplicates(len(x.Points), x.Runs)
	for i := range x.Points {
		p, first := &x.Points[i], firstRun(x.OwnLuck, nil, i)
		for from := 0; from < p.Runs; from += atATime {
			values, err := store.Read(p.SHA256, first+uint64(from), min(atATime, p.Runs-from))
			if err != nil {
				return nil, err
			}
			for run, v := range values[metric] {
				r.Add(i, from+run, v)
			}
		}
	}
	return r, nil
}

// ReadReplicates reads the same from the results folder that the sweep was read
// from, for the metrics asked for, by their places.
func (x *Swept) ReadReplicates(folder string, metrics ...int) ([]*Replicates, error) {
	columns, err := record.WideColumns[record.PlayedRow](folder)
	if err != nil {
		return nil, err
	}
	named := func(c record.Column, m SweptMetric) bool { return c.Name == m.Name }
	if !slices.EqualFunc(columns, x.Metrics, named) {
		return nil, fmt.Errorf("results in %s: the metrics of the table runs are not those of %s", folder, SweepFile)
	}
	out := make([]*Replicates, len(metrics))
	for i := range out {
		out[i] = NewReplicates(len(x.Points), x.Runs)
	}
	for row, err := range record.ReadWide[record.PlayedRow](folder) {
		if err != nil {
			return nil, err
		}
		point := int(row.Row.Point)
		if point < 0 || point >= len(x.Points) {
			return nil, fmt.Errorf("results in %s: runs of point %d, which there is not", folder, row.Row.Point)
		}
		run := row.Row.Run - int64(firstRun(x.OwnLuck, nil, point))
		if run < 0 || run >= int64(x.Points[point].Runs) {
			return nil, fmt.Errorf("results in %s: run %d is none of point %d", folder, row.Row.Run, point)
		}
		for i, m := range metrics {
			out[i].Add(point, int(run), row.More[m])
		}
	}
	return out, nil
}
