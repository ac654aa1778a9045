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
	Quantiles []float64 `parquet:"quantiles,list" about:"0 to 1, by level; announced optimism, to within 0.005"`
}

// TraceRow is one side's view of one talk at the start of one run, or at the end
// of one of its ticks.
type TraceRow struct {
	Run      int64   `parquet:"run" about:"number of the run"`
	Day      float64 `parquet:"day" about:"days; 0 is the start, every other the end of a tick"`
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

// ForecastRow is one bin of a reliability diagram: announcements of optimism of
// about the same size on one kind of occasion, and what came of them.
type ForecastRow struct {
	Talk      string   `parquet:"talk,dict" about:"name of the talk"`
	Channel   string   `parquet:"channel,dict" about:"the occasion: after envoy meetings, after professional contacts, at signature"`
	Target    string   `parquet:"target,dict" about:"what the announcement is held against"`
	From      float64  `parquet:"from" about:"0 to 1; least optimism of the bin"`
	To        float64  `parquet:"to" about:"0 to 1; optimism from which the next bin starts"`
	N         int64    `parquet:"n" about:"count of announcements, one a side"`
	Runs      int64    `parquet:"runs" about:"count of runs they come from"`
	Announced float64  `parquet:"announced" about:"0 to 1; mean optimism of the bin"`
	Happened  float64  `parquet:"happened" about:"share of them that came true"`
	Low       *float64 `parquet:"low,optional" about:"share; lower limit of the 95 % interval, by run; NULL: one run only"`
	High      *float64 `parquet:"high,optional" about:"share; upper limit"`
	// Where a reliable forecaster's share would lie (Bröcker & Smith 2007).
	ReliableLow  *float64 `parquet:"reliable_low,optional" about:"share; lower limit of where it would lie were the announcements reliable; NULL: not known"`
	ReliableHigh *float64 `parquet:"reliable_high,optional" about:"share; upper limit of the same"`
}

// CalibrationRow is one step of the isotonic fit of what came true to what was
// announced, of one talk, occasion and target.
type CalibrationRow struct {
	Talk     string  `parquet:"talk,dict" about:"name of the talk"`
	Channel  string  `parquet:"channel,dict" about:"the occasion: after envoy meetings, after professional contacts, at signature"`
	Target   string  `parquet:"target,dict" about:"what the announcement is held against"`
	From     float64 `parquet:"from" about:"0 to 1; least optimism of the step"`
	To       float64 `parquet:"to" about:"0 to 1; greatest optimism of the step"`
	N        int64   `parquet:"n" about:"count of announcements, one a side"`
	Happened float64 `parquet:"happened" about:"share of them that came true; never falls from one step to the next"`
}

// StandingRow is one day of the standing of an envoy who held a seat at the
// start, taken over runs. After his fall it is 0.
type StandingRow struct {
	Person    string    `parquet:"person,dict" about:"who held the seat at the start"`
	Side      string    `parquet:"side,dict" about:"name of his side"`
	Day       float64   `parquet:"day" about:"days"`
	N         int64     `parquet:"n" about:"count of runs"`
	Mean      float64   `parquet:"mean_standing" about:"0 to 1; mean over runs"`
	Levels    []float64 `parquet:"levels,list" about:"0 to 1, ascending; probabilities of the quantiles"`
	Quantiles []float64 `parquet:"quantiles,list" about:"0 to 1, by level; standing, to within 0.005"`
	Traced    float64   `parquet:"traced_standing" about:"0 to 1; of the run that is traced"`
}

// ReputationRow is one day of what the other sides believe of a side's
// reliability, taken over runs. A side that no other knows has no rows.
type ReputationRow struct {
	Side      string    `parquet:"side,dict" about:"name of the side"`
	Day       float64   `parquet:"day" about:"days"`
	N         int64     `parquet:"n" about:"count of runs"`
	Mean      float64   `parquet:"mean_reliability" about:"0 to 1; mean belief of the other sides about it, mean over runs"`
	Levels    []float64 `parquet:"levels,list" about:"0 to 1, ascending; probabilities of the quantiles"`
	Quantiles []float64 `parquet:"quantiles,list" about:"0 to 1, by level; mean belief of the other sides, to within 0.005"`
	Traced    float64   `parquet:"traced_reliability" about:"0 to 1; of the run that is traced"`
}

// LookRow is one look at a measure while its batch went on.
type LookRow struct {
	Measure string   `parquet:"measure,dict" about:"what was looked at, as in summary.json: TALK.KEY or all.KEY"`
	Runs    int64    `parquet:"runs" about:"count of runs played by then"`
	Value   *float64 `parquet:"value,optional" about:"in the unit of the measure; NULL: not known yet"`
	Low     *float64 `parquet:"low,optional" about:"lower limit of the repeated confidence interval; NULL: none"`
	High    *float64 `parquet:"high,optional" about:"upper limit; NULL: none"`
	N       int64    `parquet:"n" about:"size of the measure's sample by then"`
}

// Table returns "calibration".
func (CalibrationRow) Table() string { return "calibration" }

// Table returns "standing".
func (StandingRow) Table() string { return "standing" }

// Table returns "reputation".
func (ReputationRow) Table() string { return "reputation" }

// Table returns "looks".
func (LookRow) Table() string { return "looks" }

// Table returns "forecasts".
func (ForecastRow) Table() string { return "forecasts" }

// Table returns "optimism".
func (OptimismRow) Table() string { return "optimism" }

// Table returns "trace".
func (TraceRow) Table() string { return "trace" }

// Table returns "diary".
func (DiaryRow) Table() string { return "diary" }
