package record

// DrawRow is a draw of what a scenario does not know. After its columns the table
// has one for each uncertain input, under its path, in days and per year.
type DrawRow struct {
	Point    int64 `parquet:"point" about:"number of the draw; runs first_run to first_run + runs - 1 are on it"`
	FirstRun int64 `parquet:"first_run" about:"number of the first run on the draw"`
	Runs     int64 `parquet:"runs" about:"count of runs on the draw"`
}

// Table returns "points".
func (DrawRow) Table() string { return "points" }
