package plots

import (
	"errors"
	"fmt"
	"math"
)

func (in SweepInput) check(what string, most int) error {
	if n := len(in.Levels); n < 1 || n > most {
		return fmt.Errorf("%s %q has %d levels: give 1 to %d", what, in.Name, n, most)
	}
	for i, v := range in.Levels {
		if !finite(v) || math.Abs(v) > maxMetric {
			return fmt.Errorf("%s %q, level %d is %g: give numbers within %g of 0", what, in.Name, i+1, v, maxMetric)
		}
		if i > 0 && v <= in.Levels[i-1] {
			return fmt.Errorf("%s %q, level %d: %g comes after %g: sort the levels, each once", what, in.Name, i+1, v, in.Levels[i-1])
		}
	}
	if math.Abs(in.Own) > maxMetric {
		return fmt.Errorf("%s %q: Own is %g: give the scenario's own value, or NaN", what, in.Name, in.Own)
	}
	return nil
}

func (m SweepMetric) check(v SweepValue) error {
	if v.Failed && finite(v.Value) {
		return fmt.Errorf("failed and has the value %g: give NaN", v.Value)
	}
	if v.N < 0 {
		return fmt.Errorf("sample is %d: give 0 or more", v.N)
	}
	if v.Low > v.High {
		return fmt.Errorf("field Low is %g and High is %g: give Low no greater than High", v.Low, v.High)
	}
	for _, x := range []float64{v.Value, v.Low, v.High} {
		if finite(x) && math.Abs(x) > maxMetric {
			return fmt.Errorf("%g: give numbers within %g of 0", x, maxMetric)
		}
		if m.Share {
			if err := checkShare("share or bound", x); err != nil {
				return err
			}
		}
	}
	return nil
}

func (m SweepMetric) checkThreshold(t Threshold) error {
	if !t.given() {
		return nil
	}
	if !finite(t.Value) || math.Abs(t.Value) > maxMetric {
		return fmt.Errorf("threshold %q is %g: give a number within %g of 0", t.Name, t.Value, maxMetric)
	}
	if m.Share {
		return checkShare(fmt.Sprintf("threshold %q", t.Name), t.Value)
	}
	return nil
}

// checkSwept says whether a table has a sound value for each row and column.
func (m SweepMetric) checkSwept(table [][]SweepValue, rows, columns int, ofRows string) error {
	if len(table) != rows {
		return fmt.Errorf("%d rows of values for %s: give as many", len(table), plural(rows, ofRows))
	}
	var problems []error
	for i, row := range table {
		if len(row) != columns {
			return fmt.Errorf("row %d has %d values for %s: give as many", i+1, len(row), plural(columns, "level"))
		}
		for j, v := range row {
			if err := m.check(v); err != nil {
				problems = append(problems, fmt.Errorf("row %d, column %d: %w", i+1, j+1, err))
			}
		}
	}
	return errors.Join(problems...)
}
