package record

import "slices"

// Row is a row of a table. Its exported fields are the columns, in order: the
// tag `parquet` gives the name and layout, the tag `about` unit and meaning.
type Row interface {
	// Table is the name of the table, and of its file without the ending.
	Table() string
}

// RunRow is one talk in one run: sim.TalkOutcome with names.
type RunRow struct {
	Run                   int64    `parquet:"run" about:"number of the run; with the seed of the manifest it can be run again alone"`
	Talk                  string   `parquet:"talk,dict" about:"name of the talk"`
	Meetings              int32    `parquet:"meetings" about:"count of envoy meetings"`
	Contacts              int32    `parquet:"contacts" about:"count of contacts between professionals"`
	Leaks                 int32    `parquet:"leaks" about:"count of leaks"`
	Falls                 int32    `parquet:"falls" about:"count of envoys who fell from grace while they carried the talk"`
	Deals                 int32    `parquet:"deals" about:"count of deals"`
	FirstUnderstandingDay *float64 `parquet:"first_understanding_day,optional" about:"days; first issue understood; NULL: never"`
	FirstDealDay          *float64 `parquet:"first_deal_day,optional" about:"days; first deal signed; NULL: never"`
	PeakOptimism          float64  `parquet:"peak_optimism" about:"0 to 1; highest announced optimism of any side"`
	MeanOptimism          float64  `parquet:"mean_optimism" about:"0 to 1; announced optimism, mean over time and sides"`
	MeanExcess            float64  `parquet:"mean_excess_optimism" about:"-1 to 1; optimism minus realism, mean over time and sides"`
	Rise                  *float64 `parquet:"rise,optional" about:"0 to 1; mean rise of optimism at an envoy meeting; NULL: no meeting"`
	Sawtooth              *float64 `parquet:"sawtooth,optional" about:"-1 to 1; mean fall of optimism at a contact; NULL: no contact"`
	PromisedDays          float64  `parquet:"promised_days" about:"days from each signature to the horizon, summed over deals"`
	HonouredDays          float64  `parquet:"honoured_days" about:"of the promised days, those on which the deal stood"`
}

// DealRow is the life of one deal: sim.DealOutcome with names. The lists run
// in parallel: Optimism, Promised and Utility in the order of Sides, Terms in
// the order of Issues.
type DealRow struct {
	Run       int64      `parquet:"run" about:"number of the run"`
	Talk      string     `parquet:"talk,dict" about:"name of the talk"`
	Deal      int32      `parquet:"deal" about:"number of the deal in its talk and run; 1 is the first"`
	Day       float64    `parquet:"signed_day" about:"days; signature"`
	End       float64    `parquet:"end_day" about:"days; its end, or the horizon if it still stood"`
	Life      float64    `parquet:"life_days" about:"days from signature to end_day"`
	Ended     bool       `parquet:"ended" about:"false: it stood at the horizon, life_days is censored"`
	Cause     string     `parquet:"cause,dict" about:"how it ended: misread, drift, fall, spoiler, leak; or standing"`
	Breaker   string     `parquet:"breaker,optional,dict" about:"side on whose account it ended; NULL: none"`
	Route     string     `parquet:"route,dict" about:"on whose word it was signed: envoys, professionals; or start: it stood from the start"`
	Formality float64    `parquet:"formality" about:"0 to 1; at signature"`
	Coverage  float64    `parquet:"coverage" about:"0 to 1; weight of the issues covered"`
	Core      float64    `parquet:"core_coverage" about:"0 to 1; weight of the issues covered that are no sweeteners"`
	Realism   float64    `parquet:"realism" about:"0 to 1; what a fully informed assessor would have said at signature"`
	Sides     []string   `parquet:"sides,list" parquet-element:",dict" about:"names of the talk's sides"`
	Optimism  []float64  `parquet:"optimism,list" about:"0 to 1, by side; announced at signature"`
	Promised  []float64  `parquet:"promised_utility,list" about:"0 to 1, by side; what each principal thought he got"`
	Utility   []float64  `parquet:"true_utility,list" about:"0 to 1, by side; what he did get, at signature"`
	Issues    []string   `parquet:"issues,list" parquet-element:",dict" about:"names of the talk's issues"`
	Terms     []*float64 `parquet:"terms,list" about:"position in 0 to 1, by issue; NULL: left open"`
	Signers   []string   `parquet:"signers,list" parquet-element:",dict" about:"persons whose deal it is"`
}

// EnvoyRow is one person's tenure of a seat in one run: sim.EnvoyOutcome with
// names.
type EnvoyRow struct {
	Run        int64   `parquet:"run" about:"number of the run"`
	Envoy      string  `parquet:"envoy,dict" about:"the seat, by the scenario's name for its first holder"`
	Person     string  `parquet:"person,dict" about:"who held it; 'successor N of X' is one whom the scenario does not name"`
	Side       string  `parquet:"side,dict" about:"name of the side"`
	Generation int32   `parquet:"generation" about:"0 holds the seat from the start, 1 is his successor, and so on"`
	From       float64 `parquet:"from_day" about:"days; start of the tenure"`
	Until      float64 `parquet:"until_day" about:"days; the fall, or the horizon"`
	Tenure     float64 `parquet:"tenure_days" about:"days from from_day to until_day"`
	Fell       bool    `parquet:"fell" about:"false: he held the seat at the horizon, tenure_days is censored"`
	Standing   float64 `parquet:"standing" about:"0 to 1; at the end of the tenure, 0 after a fall"`
	Peak       float64 `parquet:"peak_standing" about:"0 to 1; highest standing"`
	Portfolio  int32   `parquet:"portfolio" about:"count of talks carried at the end of the tenure"`
	Signed     int32   `parquet:"deals_signed" about:"count of deals signed"`
	Lost       int32   `parquet:"deals_lost" about:"of these, ended before the horizon"`
	Leaks      int32   `parquet:"leaks" about:"count of leaks against him"`
}

// SideRow is one side in one run: sim.SideOutcome with names.
type SideRow struct {
	Run         int64    `parquet:"run" about:"number of the run"`
	Side        string   `parquet:"side,dict" about:"name of the side"`
	Reliability *float64 `parquet:"reliability,optional" about:"0 to 1; mean belief of the other sides about it at the end; NULL: no other side"`
	Signed      int32    `parquet:"deals_signed" about:"count of deals it was party to"`
	Broken      int32    `parquet:"deals_broken" about:"of these, ended on its account"`
	Honoured    *float64 `parquet:"honoured_share,optional" about:"0 to 1; share of promised deal-time honoured; NULL: no deal"`
}

// Table returns "runs".
func (RunRow) Table() string { return "runs" }

// Table returns "deals".
func (DealRow) Table() string { return "deals" }

// Table returns "envoys".
func (EnvoyRow) Table() string { return "envoys" }

// Table returns "sides".
func (SideRow) Table() string { return "sides" }

// cloner is a row that can outlive the batch it came from.
type cloner[R any] interface {
	Row
	clone() R
}

func (r RunRow) clone() RunRow {
	r.FirstUnderstandingDay = cloned(r.FirstUnderstandingDay)
	r.FirstDealDay = cloned(r.FirstDealDay)
	r.Rise = cloned(r.Rise)
	r.Sawtooth = cloned(r.Sawtooth)
	return r
}

func (r DealRow) clone() DealRow {
	r.Optimism = slices.Clone(r.Optimism)
	r.Promised = slices.Clone(r.Promised)
	r.Utility = slices.Clone(r.Utility)
	r.Signers = slices.Clone(r.Signers)
	r.Terms = slices.Clone(r.Terms)
	for i := range r.Terms {
		r.Terms[i] = cloned(r.Terms[i])
	}
	return r // Sides and Issues are the model's and never change
}

func (r EnvoyRow) clone() EnvoyRow { return r }

func (r SideRow) clone() SideRow {
	r.Reliability = cloned(r.Reliability)
	r.Honoured = cloned(r.Honoured)
	return r
}

func cloned(p *float64) *float64 {
	if p == nil {
		return nil
	}
	return new(*p)
}
