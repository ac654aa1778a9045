package plots

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"strconv"
)

// WriteCSV writes the numbers behind a chart, with a header line, as RFC 4180
// asks but with lines ended by a line feed alone.
func WriteCSV(w io.Writer, c Chart) error {
	if err := c.check(); err != nil {
		return fmt.Errorf("writing the data of a chart: %w", err)
	}
	header, rows := c.Data()
	out := csv.NewWriter(w)
	if err := out.WriteAll(append([][]string{header}, rows...)); err != nil {
		return fmt.Errorf("writing the data of a chart: %w", err)
	}
	return nil
}

// number writes x for a table: shortest exact form, empty when missing.
func number(x float64) string {
	if !finite(x) {
		return ""
	}
	return strconv.FormatFloat(x, 'g', -1, 64)
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
