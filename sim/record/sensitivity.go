package record

// SensitivityRow is one figure of a study of sensitivity. Which measures a method
// has, and what they mean, the README says.
type SensitivityRow struct {
	Method  string   `parquet:"method,dict" about:"quick, morris, sobol or tornado"`
	Metric  string   `parquet:"metric,dict" about:"name of the metric"`
	Input   string   `parquet:"input,dict" about:"path of the input, or name of the group of inputs; empty: of the whole"`
	Measure string   `parquet:"measure,dict" about:"what is measured"`
	Value   *float64 `parquet:"value,optional" about:"NULL: not known, or not converged"`
	Low     *float64 `parquet:"low,optional" about:"lower limit of the interval; NULL: none"`
	High    *float64 `parquet:"high,optional" about:"upper limit; NULL: none"`
	N       int64    `parquet:"n" about:"count of points, effects, rows or runs that it rests on"`
	More    *int64   `parquet:"more,optional" about:"rows that it takes more, at least; 0: it has converged; NULL: of measures that do not converge so"`
}

// Table returns "sensitivity".
func (SensitivityRow) Table() string { return "sensitivity" }
