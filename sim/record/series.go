package record

// OptimismRow is one point of a talk's optimism over time, taken over runs.
type OptimismRow struct {
	Talk      string    `parquet:"talk,dict" about:"name of the talk"`
	Side      string    `parquet:"side,optional,dict" about:"name of the side; NULL: mean of the talk's sides"`
	Day       float64   `parquet:"day" about:"days"`
	N         int64     `parquet:"n" about:"count of runs"`
	Mean      float64   `parquet:"mean_optimism" about:"0 to 1; announced optimism, mean over runs"`
	Realism   *float64  `parquet:"mean_realism,optional" about:"0 to 1; realism, mean over runs; NULL: not measured"`
	Levels    []float64 `parquet:"levels,list" about:"0 to 1, ascending; probabilities of the quantiles"`
	Quantiles []float64 `parquet:"quantiles,list" about:"0 to 1, by level; announced optimism"`
}

// TraceRow is one side's view of one talk at the end of one tick of one run.
type TraceRow struct {
	Run      int64   `parquet:"run" about:"number of the run"`
	Day      float64 `parquet:"day" about:"days; end of the tick"`
	Talk     string  `parquet:"talk,dict" about:"name of the talk"`
	Side     string  `parquet:"side,dict" about:"name of the side"`
	Optimism float64 `parquet:"optimism" about:"0 to 1; announced"`
	Realism  float64 `parquet:"realism" about:"0 to 1; what a fully informed assessor would say; the same for every side"`
}

// DiaryRow is one event of one run: sim.Event with names. A field that does
// not apply is empty or nil in Go and NULL in the file.
type DiaryRow struct {
	Run   int64    `parquet:"run" about:"number of the run"`
	Day   float64  `parquet:"day" about:"days"`
	Kind  string   `parquet:"kind,dict" about:"what happened, in one word"`
	Talk  string   `parquet:"talk,optional,dict" about:"name of the talk"`
	Side  string   `parquet:"side,optional,dict" about:"name of the side"`
	Envoy string   `parquet:"person,optional,dict" about:"the envoy as a person"`
	Issue string   `parquet:"issue,optional,dict" about:"name of the issue"`
	Deal  int32    `parquet:"deal,optional" about:"number of the deal in its talk; 1 is the first"`
	Cause string   `parquet:"cause,optional,dict" about:"how a deal ended"`
	Value *float64 `parquet:"value,optional" about:"0 to 1; the position understood"`
}

// Table returns "optimism".
func (OptimismRow) Table() string { return "optimism" }

// Table returns "trace".
func (TraceRow) Table() string { return "trace" }

// Table returns "diary".
func (DiaryRow) Table() string { return "diary" }
