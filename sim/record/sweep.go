package record

// PointRow is a point of a sweep. After its columns the table has one for each
// input that varies, under its path.
type PointRow struct {
	Point  int64  `parquet:"point" about:"number of the point; 0 is the first"`
	SHA256 string `parquet:"sha256,optional" about:"of the resolved scenario at the point, hexadecimal; NULL: there is none"`
	Error  string `parquet:"error,optional" about:"why there are no figures of the point; NULL: there are"`
	Runs   int64  `parquet:"runs" about:"count of runs; 0 where there is an error"`
	World  int64  `parquet:"world" about:"number of the combination of values of what is uncertain; 0 is the first"`
	Choice int64  `parquet:"choice" about:"number of the combination of values of the levers; 0 is the first, and the only one where there are none"`
}

// FigureRow is a metric at a point of a sweep.
type FigureRow struct {
	Point  int64    `parquet:"point" about:"number of the point"`
	Metric string   `parquet:"metric,dict" about:"name of the metric, a column of the table runs"`
	Value  *float64 `parquet:"value,optional" about:"in the unit of the metric; mean over the runs that have something to say; NULL: none has, or the point has an error"`
	Low    *float64 `parquet:"low,optional" about:"lower limit of the 95 % interval; NULL: none"`
	High   *float64 `parquet:"high,optional" about:"upper limit; NULL: none"`
	StdErr *float64 `parquet:"std_err,optional" about:"standard error of value, over runs; NULL: fewer than two have something to say"`
	N      int64    `parquet:"n" about:"count of runs that have something to say"`
}

// PlayedRow is a run of a point of a sweep. After its columns the table has one
// for each metric, under its name.
type PlayedRow struct {
	Point int64 `parquet:"point" about:"number of the point"`
	Run   int64 `parquet:"run" about:"number of the run; with the seed of the manifest and the values of the point it can be run again alone"`
}

// Table returns "points".
func (PointRow) Table() string { return "points" }

// Table returns "figures".
func (FigureRow) Table() string { return "figures" }

// Table returns "runs".
func (PlayedRow) Table() string { return "runs" }
