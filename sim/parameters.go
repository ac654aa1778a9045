package sim

import "math"

// This file declares what a scenario says of the clock and of the actors.
// What belongs to one mechanism is declared in the file of its phase.

const (
	assumption = "modelling choice"
	inf        = math.MaxFloat64
)

var nan = math.NaN()

// Half-widths of plausible ranges. The ends of an issue are labels, so that
// the general rule, by which a share near an end is known better, does not
// hold for positions. A reservation utility is a threshold: by the general
// rule it would reach levels at which any package, or none, can be signed.
// Modelling choices.
const (
	nearPosition    = 0.1
	nearReservation = 0.05
)

// ClockParams declares table [clock]; its start date is the reader's affair.
func ClockParams() []Param[Clock] {
	return []Param[Clock]{
		{
			Key: "horizon", Meaning: "how long the talks are watched", Unit: Days,
			Min: 1, Max: 36525, Default: 730, Source: assumption,
			Fixed:  "how long one watches is a question, not a belief",
			Number: func(c *Clock) *float64 { return &c.Horizon },
		},
		{
			Key: "tick", Meaning: "length of one step; results do not depend on it beyond Monte Carlo error", Unit: Days,
			Min: 1.0 / 24, Max: 31, Default: 1, Source: assumption,
			Fixed:  "a setting of the calculation",
			Number: func(c *Clock) *float64 { return &c.Tick },
		},
	}
}

// IssueParams declares the tables [issues.NAME].
func IssueParams() []Param[Issue] {
	return []Param[Issue]{
		{
			Key: "status_quo", Meaning: "position of the issue while nothing is agreed on it", Unit: Share,
			Min: 0, Max: 1, Default: 0, Source: assumption,
			Within: nearPosition,
			Number: func(i *Issue) *float64 { return &i.StatusQuo },
		},
		{
			Key: "irritant", Meaning: "how much raising the issue annoys the counterpart: envoys steer round it, professionals do not", Unit: Share,
			Min: 0, Max: 1, Default: 0, Source: assumption,
			Number: func(i *Issue) *float64 { return &i.Irritant },
		},
		{
			Key: "sweetener", Meaning: "the issue is offered to please; it never irritates and is not part of the core of a deal",
			Absent: "false", Source: assumption,
			Flag: func(i *Issue) *bool { return &i.Sweetener },
		},
	}
}

// SideParams declares the tables [sides.NAME].
func SideParams() []Param[Side] {
	return []Param[Side]{
		{
			Key: "principal", Meaning: "who decides for the side; for print only", Absent: "the side's name",
			Text: func(s *Side) *string { return &s.Principal },
		},
		{
			Key: "ideal", Meaning: "ideal point on each issue", Unit: Share, Over: "issues",
			Min: 0, Max: 1, Default: 0.5, Source: assumption,
			Within: nearPosition,
			Each:   func(s *Side) *[]float64 { return &s.Ideal },
		},
		{
			Key: "weight", Meaning: "how much each issue matters to the side; within a talk the weights are rescaled to sum to 1", Unit: Share, Over: "issues",
			Min: 0, Max: 1, Default: 0, Source: assumption,
			Each: func(s *Side) *[]float64 { return &s.Weight },
		},
		{
			Key: "reservation", Meaning: "reservation utility: below it the side walks away", Unit: Share,
			Min: 0, Max: 1, Default: 0.5, Source: assumption,
			Within: nearReservation,
			Number: func(s *Side) *float64 { return &s.Reservation },
		},
		{
			Key: "clarity", Meaning: "how clearly the principal says what he wants: the share of an envoy's misreading that one briefing removes", Unit: Share,
			Min: 0, Max: 1, Default: 0.5, Source: assumption,
			Number: func(s *Side) *float64 { return &s.Clarity },
		},
		{
			Key: "drift", Meaning: "standard deviation of the principal's ideal points after one year, before reflection at 0 and 1", Unit: PerRootYear,
			Min: 0, Max: 2, Default: 0.08, Source: assumption,
			Number: func(s *Side) *float64 { return &s.Drift },
		},
		{
			Key: "patience", Meaning: "how far below the promised utility a deal may turn out before the principal breaks it", Unit: Share,
			Min: 0, Max: 1, Default: 0.06, Source: assumption,
			Number: func(s *Side) *float64 { return &s.Patience },
		},
		{
			Key: "caution", Meaning: "extra utility asked, over the reservation utility, of a partner thought wholly unreliable", Unit: Share,
			Min: 0, Max: 1, Default: 0.2, Source: assumption,
			Number: func(s *Side) *float64 { return &s.Caution },
		},
		{
			Key: "reliability", Meaning: "how reliable the side holds each other side to be at the start (mean of a Beta belief)", Unit: Share, Over: "sides",
			Min: 0, Max: 1, Default: nan, Absent: "reputation.prior", Source: assumption,
			Each: func(s *Side) *[]float64 { return &s.Reliability },
		},
	}
}

// EnvoyParams declares the tables [envoys.NAME].
func EnvoyParams() []Param[Envoy] {
	return []Param[Envoy]{
		{
			Key: "person", Meaning: "the name to print", Absent: "the table's name",
			Text: func(e *Envoy) *string { return &e.Person },
		},
		{
			Key: "side", Meaning: "whose envoy he is", Required: true, Refers: "sides",
			Text: func(e *Envoy) *string { return &e.Side },
		},
		{
			Key: "successors", Meaning: "who follows him, in this order, should he fall; they sit in no talk before", Absent: "a newcomer with traits drawn around his", Refers: "envoys", Ordered: true,
			Names: func(e *Envoy) *[]string { return &e.Successors },
		},
		{
			Key: "covets", Meaning: "talks he would like to add to his portfolio", Absent: "none", Refers: "talks",
			Names: func(e *Envoy) *[]string { return &e.Covets },
		},
		{
			Key: "lean", Meaning: "sympathy: share of the way from his principal's ideal point to the counterpart's at which he would put it where he is told nothing", Unit: Share,
			Min: 0, Max: 1, Default: 0.1, Source: assumption,
			Number: func(e *Envoy) *float64 { return &e.Lean },
		},
		{
			Key: "bias", Meaning: "by how much he misplaces his principal's ideal point on each issue where he is told nothing", Unit: Share, Over: "issues",
			Min: -1, Max: 1, Default: 0, Source: assumption,
			Each: func(e *Envoy) *[]float64 { return &e.Bias },
		},
		{
			Key: "noise", Meaning: "standard deviation of the error that one briefing adds to his reading when clarity is 0", Unit: Share,
			Min: 0, Max: 1, Default: 0.15, Source: assumption,
			Number: func(e *Envoy) *float64 { return &e.Noise },
		},
		{
			Key: "access", Meaning: "access to the principal: the share of the unclarity that he can ask away", Unit: Share,
			Min: 0, Max: 1, Default: 0.4, Source: assumption,
			Number: func(e *Envoy) *float64 { return &e.Access },
		},
		{
			Key: "showmanship", Meaning: "how brightly he paints a meeting, whatever came of it", Unit: Share,
			Min: 0, Max: 1, Default: 0.5, Source: assumption,
			Number: func(e *Envoy) *float64 { return &e.Showmanship },
		},
		{
			Key: "ambition", Meaning: "how much he claims the credit, exceeds his mandate and undermines his rivals", Unit: Share,
			Min: 0, Max: 1, Default: 0.5, Source: assumption,
			Number: func(e *Envoy) *float64 { return &e.Ambition },
		},
		{
			Key: "avoidance", Meaning: "how far he steers round what irritates the counterpart: the chance of raising an issue falls by avoidance x irritant", Unit: Share,
			Min: 0, Max: 1, Default: 0.5, Source: assumption,
			Number: func(e *Envoy) *float64 { return &e.Avoidance },
		},
		{
			Key: "concession", Meaning: "exponent of his time-dependent concession tactic: below 1 Boulware, 1 linear, above 1 conceder", Unit: Number,
			Min: 0.05, Max: 20, Default: 1, Source: "Faratin, Sierra & Jennings (1998)",
			Number: func(e *Envoy) *float64 { return &e.Concession },
		},
		{
			Key: "rounds", Meaning: "rounds on one issue after which he has conceded all he will", Unit: Number,
			Min: 1, Max: 1000, Default: 7, Source: assumption,
			Number: func(e *Envoy) *float64 { return &e.Rounds },
		},
		{
			Key: "standing", Meaning: "standing with the principal at the start, and the level to which it relaxes", Unit: Share,
			Min: 0, Max: 1, Default: 0.5, Source: assumption,
			Number: func(e *Envoy) *float64 { return &e.Standing },
		},
		{
			Key: "briefing_every", Meaning: "mean interval between his briefings by the principal", Unit: Days,
			Min: 0.25, Max: 36525, Default: 30, Source: assumption,
			Number: func(e *Envoy) *float64 { return &e.BriefingEvery },
		},
		{
			Key: "fall_rate", Meaning: "rate at which he falls from grace at full standing and without rivals", Unit: PerYear,
			Min: 0, Max: 50, Default: 0.3, Source: "0.25 to 0.56 a year: published turnover of senior White House staff, 0.021 to 0.047 a month",
			From:   Range{Low: 0.25, High: 0.56},
			Number: func(e *Envoy) *float64 { return &e.FallRate },
		},
	}
}

// CorpsParams declares the tables [corps.NAME].
func CorpsParams() []Param[Corps] {
	return []Param[Corps]{
		{
			Key: "side", Meaning: "whose professionals they are", Required: true, Refers: "sides",
			Text: func(c *Corps) *string { return &c.Side },
		},
		{
			Key: "noise", Meaning: "standard deviation of the error of their reading of the principal", Unit: Share,
			Min: 0, Max: 1, Default: 0.03, Source: assumption,
			Number: func(c *Corps) *float64 { return &c.Noise },
		},
		{
			Key: "candour", Meaning: "chance, at one contact, that they say what does not hold: reopen an understanding, or tell the principal what he signed", Unit: Share,
			Min: 0, Max: 1, Default: 0.5, Source: assumption,
			Number: func(c *Corps) *float64 { return &c.Candour },
		},
		{
			Key: "caution", Meaning: "share by which they concede less than their instructions allow", Unit: Share,
			Min: 0, Max: 1, Default: 0.1, Source: assumption,
			Number: func(c *Corps) *float64 { return &c.Caution },
		},
		{
			Key: "standing", Meaning: "standing with the principal at the start, and the level to which it relaxes", Unit: Share,
			Min: 0, Max: 1, Default: 0.5, Source: assumption,
			Number: func(c *Corps) *float64 { return &c.Standing },
		},
		{
			Key: "leak_rate", Meaning: "rate of leaks against an envoy whose standing is all and theirs is nothing", Unit: PerYear,
			Min: 0, Max: 50, Default: 1, Source: assumption,
			Number: func(c *Corps) *float64 { return &c.LeakRate },
		},
	}
}

// TalkParams declares the tables [talks.NAME].
func TalkParams() []Param[Talk] {
	return []Param[Talk]{
		{
			Key: "sides", Meaning: "who negotiates: two sides or more", Required: true, Refers: "sides",
			Names: func(t *Talk) *[]string { return &t.Sides },
		},
		{
			Key: "issues", Meaning: "what is negotiated", Absent: "all issues", Refers: "issues",
			Names: func(t *Talk) *[]string { return &t.Issues },
		},
		{
			Key: "envoys", Meaning: "the envoys who carry the talk from the start; a side without any sits in person", Absent: "none", Refers: "envoys",
			Names: func(t *Talk) *[]string { return &t.Envoys },
		},
		{
			Key: "corps", Meaning: "the professionals who take part", Absent: "none", Refers: "corps",
			Names: func(t *Talk) *[]string { return &t.Corps },
		},
		{
			Key: "meeting.every", Meaning: "mean interval of envoy meetings at random times (Poisson)", Unit: Days,
			Min: 0.25, Max: inf, Default: math.Inf(1), Absent: "none at random times", Source: assumption,
			Number: func(t *Talk) *float64 { return &t.MeetingEvery },
		},
		{
			Key: "meeting.dates", Meaning: "dated envoy meetings", Absent: "none",
			Days: func(t *Talk) *[]float64 { return &t.MeetingDates },
		},
		{
			Key: "contact.every", Meaning: "mean interval of professional contacts at random times (Poisson)", Unit: Days,
			Min: 0.25, Max: inf, Default: math.Inf(1), Absent: "none at random times", Source: assumption,
			Number: func(t *Talk) *float64 { return &t.ContactEvery },
		},
		{
			Key: "contact.dates", Meaning: "dated professional contacts", Absent: "none",
			Days: func(t *Talk) *[]float64 { return &t.ContactDates },
		},
		{
			Key: "mood", Meaning: "level to which the announced optimism fades between events", Unit: Share,
			Min: 0, Max: 1, Default: 0.2, Source: assumption,
			Number: func(t *Talk) *float64 { return &t.Mood },
		},
		{
			Key: "optimism", Meaning: "announced optimism of every side at the start", Unit: Share,
			Min: 0, Max: 1, Default: nan, Absent: "the talk's mood", Source: assumption,
			Number: func(t *Talk) *float64 { return &t.Optimism },
		},
		{
			Key: "reservation", Meaning: "reservation utility in this talk, by side", Unit: Share, Over: "sides",
			Min: 0, Max: 1, Default: nan, Absent: "the side's own", Source: assumption,
			Within: nearReservation,
			Each:   func(t *Talk) *[]float64 { return &t.Reservation },
		},
	}
}

// DealParams declares the tables [deals.NAME]: deals that stand at the start.
func DealParams() []Param[StandingDeal] {
	return []Param[StandingDeal]{
		{
			Key: "talk", Meaning: "the talk that the deal belongs to", Required: true, Refers: "talks",
			Text: func(d *StandingDeal) *string { return &d.Talk },
		},
		{
			Key: "terms", Meaning: "the agreed position on each issue that the deal covers", Unit: Share, Over: "issues",
			Min: 0, Max: 1, Default: nan, Absent: "not covered", Source: assumption,
			Within: nearPosition,
			Each:   func(d *StandingDeal) *[]float64 { return &d.Terms },
		},
		{
			Key: "formality", Meaning: "share of the text that professionals have drafted", Unit: Share,
			Min: 0, Max: 1, Default: 0.5, Source: assumption,
			Number: func(d *StandingDeal) *float64 { return &d.Formality },
		},
		{
			Key: "signers", Meaning: "the envoys whose deal it is", Absent: "none: an institution's deal", Refers: "envoys",
			Names: func(d *StandingDeal) *[]string { return &d.Signers },
		},
	}
}
