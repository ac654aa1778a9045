package record

import (
	"errors"
	"fmt"
)

// Tables streams the four tables of a study's runs into a results folder.
// One goroutine uses it.
type Tables struct {
	runs   stream[RunRow]
	deals  stream[DealRow]
	envoys stream[EnvoyRow]
	sides  stream[SideRow]
	last   int64
	any    bool
}

// NewTables starts runs, deals, envoys and sides in the folder dir within f
// ("": at the top), which is made if need be.
func NewTables(f *Folder, dir string) (*Tables, error) {
	t := &Tables{}
	err := errors.Join(t.runs.open(f, dir), t.deals.open(f, dir), t.envoys.open(f, dir), t.sides.open(f, dir))
	if err != nil {
		return nil, err
	}
	return t, nil
}

// Append writes the rows of a batch and keeps nothing of it. Batches come in
// the order of their runs; one that does not is an error.
func (t *Tables) Append(b *Batch) error {
	for i := range b.Runs {
		run := b.Runs[i].Run
		if t.any && run < t.last || t.any && i == 0 && run == t.last {
			return fmt.Errorf("run %d follows run %d: append batches in the order of their runs", run, t.last)
		}
		t.last, t.any = run, true
	}
	return errors.Join(t.runs.append(b.Runs), t.deals.append(b.Deals), t.envoys.append(b.Envoys), t.sides.append(b.Sides))
}

// Close completes the tables.
func (t *Tables) Close() error {
	return errors.Join(t.runs.close(), t.deals.close(), t.envoys.close(), t.sides.close())
}

// stream cuts rows into whole chunks, whatever batches they come in.
type stream[R cloner[R]] struct {
	sink *sink[R]
	rest []R // fewer than a chunk, carried to the next batch
}

func (s *stream[R]) open(f *Folder, dir string) (err error) {
	s.sink, err = newSink[R](f, dir)
	return err
}

func (s *stream[R]) append(rows []R) error {
	if len(s.rest) > 0 {
		n := min(chunk-len(s.rest), len(rows))
		s.carry(rows[:n])
		rows = rows[n:]
		if len(s.rest) < chunk {
			return nil
		}
		if err := s.sink.write(s.rest); err != nil {
			return err
		}
		s.rest = s.rest[:0]
	}
	whole := len(rows) / chunk * chunk
	s.carry(rows[whole:])
	return s.sink.write(rows[:whole])
}

func (s *stream[R]) carry(rows []R) {
	for _, row := range rows {
		s.rest = append(s.rest, row.clone())
	}
}

func (s *stream[R]) close() error {
	return errors.Join(s.sink.write(s.rest), s.sink.close())
}
