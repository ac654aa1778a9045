package record

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// mine makes sure that the folder is one of ours.
func (c *Cells) mine() error {
	list, err := os.ReadDir(c.path)
	if err != nil {
		return err
	}
	for _, f := range list {
		if _, ok := partNumber(f.Name()); !ok && f.Name() != lockFile && !leftover(f.Name()) {
			return fmt.Errorf("%q is in the way: it has %q, which no sweep has put there; move it, or choose another folder", c.path, f.Name())
		}
	}
	return nil
}

// leftover reports whether a name is one under which parts and results are written
// before they have their own.
func leftover(name string) bool {
	return strings.HasPrefix(name, ".part-") || strings.Contains(name, ".partial-") || strings.Contains(name, ".replaced-")
}

// partNumber reads the name of a part.
func partNumber(name string) (n uint32, ok bool) {
	_, err := fmt.Sscanf(name, partName, &n)
	return n, err == nil && name == fmt.Sprintf(partName, n)
}

// find takes in the parts that are there, and removes what was left half-written.
func (c *Cells) find(o CellOptions) error {
	list, err := os.ReadDir(c.path)
	if err != nil {
		return err
	}
	for _, f := range list {
		n, part := partNumber(f.Name())
		switch {
		case f.Name() == lockFile:
		case !part, o.Restart && !o.Resume:
			if err := os.RemoveAll(filepath.Join(c.path, f.Name())); err != nil {
				return err
			}
		case !o.Resume:
			return &UnfinishedError{Path: c.path}
		default:
			if err := c.read(n); err != nil {
				return err
			}
			c.next = max(c.next, n)
		}
	}
	for _, spans := range c.index {
		slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.first, b.first) })
	}
	c.next++
	return nil
}

// read takes in a part, or notes why it does not.
func (c *Cells) read(n uint32) error {
	data, err := os.ReadFile(c.partPath(n))
	if err != nil {
		return err
	}
	type found struct {
		key scenarioKey
		span
	}
	var cells []found
	key, err := readPart(data, func(k scenarioKey, s span) {
		s.part = n
		cells = append(cells, found{k, s})
	})
	if err != nil {
		c.Damaged++
		return nil
	}
	if other := c.key.Differs(&key); other != "" {
		c.Other[other]++
		return nil
	}
	for _, f := range cells {
		c.index[f.key] = append(c.index[f.key], f.span)
	}
	return nil
}

func (c *Cells) partPath(n uint32) string { return filepath.Join(c.path, fmt.Sprintf(partName, n)) }
