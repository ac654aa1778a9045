package sim

// Outcome is what one run came to. Indices are those of the Model's
// canonical scenario. An Engine reuses it: it is valid until the next run.
type Outcome struct {
	Run    uint64
	Talks  []TalkOutcome
	Deals  []DealOutcome // in order of signature within a talk; across talks, of the tick
	Envoys []EnvoyOutcome
	Sides  []SideOutcome

	Readouts []Readout // in order of time within a talk
}

// TalkOutcome sums up one talk over one run.
type TalkOutcome struct {
	Talk               int
	Meetings           int
	Contacts           int
	Leaks              int
	Falls              int     // falls of envoys who carried the talk
	Deals              int     // deals signed
	FirstUnderstanding float64 // day; NaN: never
	FirstDeal          float64 // day of signature; NaN: never
	PeakOptimism       float64 // highest of any side
	MeanOptimism       float64 // over time and sides
	MeanExcess         float64 // optimism minus realism, over time and sides
	Rise               float64 // mean rise of optimism at an envoy meeting; NaN: no meeting
	Sawtooth           float64 // mean fall of optimism at a contact; NaN: no contact
	PromisedTime       float64 // days from each signature to the horizon
	HonouredTime       float64 // of these, days on which a deal stood
}

// Cause says how a deal ended.
type Cause uint8

// The causes. They compete: the first to come ends the deal.
const (
	Standing Cause = iota // it stood at the horizon: censored
	Misread               // a principal found that it never was what he meant
	Drift                 // a principal's intent moved away from it
	Fall                  // an envoy whose deal it was fell from grace
	Spoiler               // a rival envoy spoiled it
	Leak                  // a leak spoiled it
	NumCauses
)

// String returns the cause in one word.
func (c Cause) String() string {
	return [...]string{"standing", "misread", "drift", "fall", "spoiler", "leak"}[c]
}

// Route says on whose word a deal was signed.
type Route uint8

// The routes to a signature.
const (
	ByEnvoys        Route = iota // on the envoys' readings
	ByProfessionals              // on the true utilities and a drafted text
	AtStart                      // it stood when the scenario began
)

// String returns the route in one word.
func (r Route) String() string {
	return [...]string{"envoys", "professionals", "start"}[r]
}

// DealOutcome is the life of one deal. Per-side values are in the order of
// the talk's sides, terms in the order of its issues.
type DealOutcome struct {
	Talk      int
	Number    int     // 1 is the talk's first
	Day       float64 // of signature
	End       float64 // day of the end, or the horizon
	Cause     Cause
	Breaker   int // the side on whose account it ended; -1: none
	Route     Route
	Formality float64 // at signature
	Coverage  float64 // weight of the issues covered
	Core      float64 // weight covered of the issues that are no sweeteners
	Realism   float64 // at signature
	Optimism  []float64
	Promised  []float64 // utility that each principal was told he got
	Utility   []float64 // utility that he did get, at signature
	Terms     []float64 // NaN: left open
	Signers   []int     // indices into Outcome.Envoys
}

// Life returns the days from signature to the end or the horizon.
func (d *DealOutcome) Life() float64 { return d.End - d.Day }

// EnvoyOutcome is one person's tenure in one run.
type EnvoyOutcome struct {
	Office     int     // index of the envoy whose seat it is
	Person     int     // index of the envoy described; -1: a newcomer
	Generation int     // 0 holds the seat from the start
	From       float64 // day
	Until      float64 // day of the fall, or the horizon
	Fell       bool
	Standing   float64 // at the end of the tenure; 0 after a fall
	Peak       float64 // highest standing
	Portfolio  int     // talks carried at the end of the tenure
	Signed     int     // deals signed
	Lost       int     // of these, ended before the horizon
	Leaks      int     // leaks against him
}

// SideOutcome sums up one side over one run.
type SideOutcome struct {
	Side        int
	Reliability float64 // mean belief about it, at the end, of the other sides that are party to a talk
	Signed      int     // deals it was party to
	Broken      int     // of these, ended on its account
	Honoured    float64 // share of promised deal-time honoured; NaN: no deal
}

// Readout is what one side announced of a talk after a meeting or a contact:
// its optimism, a forecast that can be scored against what came of the talk.
type Readout struct {
	Talk     int
	Side     int     // of the talk, in its order of sides
	Day      float64 // of the meeting or contact
	After    Kind    // Meeting or Contact
	Speaker  int     // index into Envoys of who spoke for the side; -1: no envoy
	Optimism float64
	Realism  float64 // what a fully informed assessor would have said
}
