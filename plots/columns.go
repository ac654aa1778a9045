package plots

import "fmt"

// column is a named column of shares.
type column struct {
	name     string
	rows     []float64
	optional bool // may be empty
}

// checkColumns says whether the days ascend and each column has a share, or
// nothing, for each of them.
func checkColumns(days []float64, columns ...column) error {
	if err := checkDays("Day", days); err != nil {
		return err
	}
	for _, c := range columns {
		if len(c.rows) != len(days) && (!c.optional || len(c.rows) != 0) {
			return fmt.Errorf("column Day has %d rows and %s has %d: give as many", len(days), c.name, len(c.rows))
		}
		for _, x := range c.rows {
			if err := checkShare(c.name, x); err != nil {
				return err
			}
		}
	}
	return nil
}
