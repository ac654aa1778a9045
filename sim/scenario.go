package sim

// Scenario describes who negotiates what with whom, in plain types. It is
// what a scenario file becomes once read; Compile turns it into a Model that
// an Engine can run. Per-issue values are slices in the order of Issues,
// per-side values in the order of Sides. All times are in days after the
// start of the scenario, all rates per year.
type Scenario struct {
	Clock  Clock
	Issues []Issue
	Sides  []Side
	Envoys []Envoy
	Corps  []Corps
	Talks  []Talk
	Deals  []StandingDeal
	Rules  Rules
}

// Clock says how long the talks are watched and how finely.
type Clock struct {
	Horizon float64 // days
	Tick    float64 // days
}

// Issue is one thing to agree on: a position in [0, 1].
type Issue struct {
	Name      string
	StatusQuo float64 // the position while nothing is agreed
	Irritant  float64 // how much raising it annoys the counterpart
	Sweetener bool    // offered to please; never an irritant
}

// Side is a principal and what he wants.
type Side struct {
	Name        string
	Principal   string
	Ideal       []float64 // by issue
	Weight      []float64 // by issue, rescaled to sum 1 within each talk
	Reservation float64   // reservation (walk-away) utility
	Clarity     float64   // how clearly he says what he wants
	Drift       float64   // sd of his ideal points after one year
	Patience    float64   // shortfall from the promise that he lets pass
	Caution     float64   // extra utility asked of a partner never reliable
	Reliability []float64 // prior belief about each side; NaN: the general prior
}

// Envoy is a proxy of one side's principal, with his own reading of him.
type Envoy struct {
	Name          string
	Person        string // the name to print; empty: Name
	Side          string
	Successors    []string // envoys who follow him in this order, if he falls
	Covets        []string // talks he would like to add to his portfolio
	Lean          float64  // share of the way toward the counterpart's ideal
	Bias          []float64
	Noise         float64 // sd of the error of one briefing at clarity 0
	Access        float64
	Showmanship   float64
	Ambition      float64
	Avoidance     float64 // how far he steers round irritants
	Concession    float64 // exponent e of the concession tactic
	Rounds        float64 // rounds on an issue until his limit is reached
	Standing      float64 // home level of his standing with the principal
	BriefingEvery float64 // mean days between briefings
	FallRate      float64 // per year
}

// Corps is a side's professional diplomats and security officials.
type Corps struct {
	Name     string
	Side     string
	Noise    float64 // sd of the error of their reading
	Candour  float64 // chance that they say what does not hold
	Caution  float64 // share by which they concede less than they could
	Standing float64 // home level of their standing with the principal
	LeakRate float64 // per year, at full resentment
}

// Talk is one negotiation: who sits in it, on what, and how often they meet.
type Talk struct {
	Name         string
	Sides        []string
	Issues       []string  // empty: all
	Envoys       []string  // who carries it from the start
	Corps        []string  // which professionals take part
	MeetingEvery float64   // mean days between envoy meetings; +Inf: none
	MeetingDates []float64 // dated envoy meetings, days after the start
	ContactEvery float64   // mean days between professional contacts
	ContactDates []float64
	Mood         float64   // the level to which optimism fades
	Optimism     float64   // optimism of every side at the start; NaN: Mood
	Reservation  []float64 // by side, in this talk; NaN: the side's own
}

// StandingDeal is a deal that already stands when the scenario starts.
type StandingDeal struct {
	Name      string
	Talk      string
	Terms     []float64 // by issue; NaN: not covered
	Formality float64
	Signers   []string // the envoys whose deal it is
}

// Rules are the dials of the mechanisms, one table a phase.
type Rules struct {
	Meeting    MeetingRules
	Contact    ContactRules
	Signing    SigningRules
	Collapse   CollapseRules
	Careers    CareerRules
	Reputation ReputationRules
}
