package record

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"os"
	"slices"
)

// Read gives the runs of a scenario from first to first+runs-1, as far as they are
// there without a gap, by metric and run.
func (c *Cells) Read(sha256 string, first uint64, runs int) ([][]float64, error) {
	if err := c.Flush(); err != nil {
		return nil, err
	}
	key, err := scenarioKeyOf(sha256)
	if err != nil {
		return nil, err
	}
	values := make([][]float64, len(c.key.Metrics))
	next, end := first, first+uint64(runs)
	for _, s := range c.index[key] {
		if s.first > next || next == end {
			break
		}
		if s.end() <= next {
			continue
		}
		to := min(s.end(), end)
		if err := c.values(&s, next, to, values); err != nil {
			return nil, err
		}
		next = to
	}
	return values, nil
}

// values appends the values of the runs from next to end of a span.
func (c *Cells) values(s *span, next, end uint64, values [][]float64) error {
	in, err := c.file(s.part)
	if err != nil {
		return err
	}
	data := make([]byte, int(s.runs)*len(values)*8)
	if _, err := in.ReadAt(data, s.offset); err != nil {
		return fmt.Errorf("%s: %w", in.Name(), err)
	}
	for m := range values {
		for run := next - s.first; run < end-s.first; run++ {
			bits := binary.LittleEndian.Uint64(data[(uint64(m)*uint64(s.runs)+run)*8:])
			values[m] = append(values[m], math.Float64frombits(bits))
		}
	}
	return nil
}

// file opens a part, or finds it open.
func (c *Cells) file(n uint32) (*os.File, error) {
	if in := c.open[n]; in != nil {
		return in, nil
	}
	if len(c.open) == mostOpen {
		c.closeFiles()
	}
	in, err := os.Open(c.partPath(n))
	if err == nil {
		c.open[n] = in
	}
	return in, err
}

func (c *Cells) closeFiles() {
	for _, in := range c.open {
		in.Close()
	}
	clear(c.open)
}

// Append keeps some more runs; those of them that are there already may be kept
// twice. They are on disk when it has been given some thousands, or after Flush.
func (c *Cells) Append(cell *Cell) error {
	if cell.Runs() == 0 {
		return nil
	}
	key, err := scenarioKeyOf(cell.SHA256)
	switch {
	case err != nil:
		return err
	case len(cell.Values) != len(c.key.Metrics):
		return fmt.Errorf("a cell with %d metrics among those with %d", len(cell.Values), len(c.key.Metrics))
	case c.has(key, cell):
		return nil
	}
	if c.part == nil {
		if c.part, err = partHead(&c.key); err != nil {
			return err
		}
	}
	s := span{first: cell.First, runs: uint32(cell.Runs()), part: c.next}
	c.part, s.offset = appendCell(c.part, key, cell)
	spans := c.index[key]
	at, _ := slices.BinarySearchFunc(spans, s, func(a, b span) int { return cmp.Compare(a.first, b.first) })
	c.index[key] = slices.Insert(spans, at, s)
	if c.runs += cell.Runs(); c.runs >= c.least {
		return c.Flush()
	}
	return nil
}

// has reports whether one cell that is kept has all runs of this one.
func (c *Cells) has(key scenarioKey, cell *Cell) bool {
	return slices.ContainsFunc(c.index[key], func(s span) bool {
		return s.first <= cell.First && cell.First+uint64(cell.Runs()) <= s.end()
	})
}

// Flush puts on disk what was given so far.
func (c *Cells) Flush() error {
	if c.runs == 0 {
		return nil
	}
	sum := sha256.Sum256(c.part)
	if err := writeDurably(c.partPath(c.next), append(c.part, sum[:]...)); err != nil {
		return fmt.Errorf("keep what was played: %w", err)
	}
	c.part, c.runs = nil, 0
	c.next++
	return nil
}
