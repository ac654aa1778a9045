package record

import (
	"math"

	"backchannel/sim"
)

// Batch holds the rows of some consecutive runs. A worker fills it, Append
// writes it, Reset makes it ready for the next. Its rows share memory that
// Reset takes back, so once warm it allocates next to nothing. It is not safe
// for concurrent use.
type Batch struct {
	Runs   []RunRow
	Deals  []DealRow
	Envoys []EnvoyRow
	Sides  []SideRow

	names   *names
	floats  []float64 // what the rows' numbers point into
	terms   []*float64
	signers []string
}

// NewBatch returns an empty batch for outcomes of the model.
func NewBatch(m *sim.Model) *Batch { return &Batch{names: newNames(m)} }

// Reset empties the batch. Rows taken from it before are no longer valid.
func (b *Batch) Reset() {
	b.Runs, b.Deals, b.Envoys, b.Sides = b.Runs[:0], b.Deals[:0], b.Envoys[:0], b.Sides[:0]
	b.floats, b.terms, b.signers = b.floats[:0], b.terms[:0], b.signers[:0]
}

// Add appends the rows of one run. It keeps nothing of o. Run numbers are
// stored as signed 64-bit integers.
func (b *Batch) Add(o *sim.Outcome) {
	b.names.seat(o)
	run := int64(o.Run)
	for i := range o.Talks {
		b.Runs = append(b.Runs, b.run(run, &o.Talks[i]))
	}
	for i := range o.Deals {
		b.Deals = append(b.Deals, b.deal(run, &o.Deals[i], o))
	}
	for i := range o.Envoys {
		b.Envoys = append(b.Envoys, b.envoy(run, &o.Envoys[i]))
	}
	for i := range o.Sides {
		s := &o.Sides[i]
		b.Sides = append(b.Sides, SideRow{
			Run: run, Side: b.names.side(s.Side),
			Reliability: b.maybe(s.Reliability), Honoured: b.maybe(s.Honoured),
			Signed: int32(s.Signed), Broken: int32(s.Broken),
		})
	}
}

func (b *Batch) run(run int64, t *sim.TalkOutcome) RunRow {
	return RunRow{
		Run: run, Talk: b.names.talk(t.Talk),
		Meetings: int32(t.Meetings), Contacts: int32(t.Contacts),
		Leaks: int32(t.Leaks), Falls: int32(t.Falls), Deals: int32(t.Deals),
		FirstUnderstandingDay: b.maybe(t.FirstUnderstanding),
		FirstDealDay:          b.maybe(t.FirstDeal),
		PeakOptimism:          t.PeakOptimism,
		MeanOptimism:          t.MeanOptimism,
		MeanExcess:            t.MeanExcess,
		Rise:                  b.maybe(t.Rise),
		Sawtooth:              b.maybe(t.Sawtooth),
		PromisedDays:          t.PromisedTime,
		HonouredDays:          t.HonouredTime,
	}
}

func (b *Batch) deal(run int64, d *sim.DealOutcome, o *sim.Outcome) DealRow {
	row := DealRow{
		Run: run, Talk: b.names.talk(d.Talk), Deal: int32(d.Number),
		Day: d.Day, End: d.End, Life: d.Life(),
		Ended: d.Cause != sim.Standing, Cause: d.Cause.String(),
		Breaker: at(d.Breaker, b.names.side), Route: d.Route.String(),
		Formality: d.Formality, Coverage: d.Coverage, Core: d.Core, Realism: d.Realism,
		Sides: b.names.sides[d.Talk], Issues: b.names.issues[d.Talk],
		Optimism: b.list(d.Optimism), Promised: b.list(d.Promised), Utility: b.list(d.Utility),
	}
	from := len(b.terms)
	for _, x := range d.Terms {
		b.terms = append(b.terms, b.maybe(x))
	}
	row.Terms = b.terms[from:len(b.terms):len(b.terms)]
	from = len(b.signers)
	for _, i := range d.Signers {
		b.signers = append(b.signers, b.names.person(&o.Envoys[i]))
	}
	row.Signers = b.signers[from:len(b.signers):len(b.signers)]
	return row
}

func (b *Batch) envoy(run int64, e *sim.EnvoyOutcome) EnvoyRow {
	holder := b.names.holder(e.Office)
	return EnvoyRow{
		Run: run, Envoy: holder.Name, Person: b.names.person(e), Side: holder.Side,
		Generation: int32(e.Generation), From: e.From, Until: e.Until, Tenure: e.Until - e.From,
		Fell: e.Fell, Standing: e.Standing, Peak: e.Peak, Portfolio: int32(e.Portfolio),
		Signed: int32(e.Signed), Lost: int32(e.Lost), Leaks: int32(e.Leaks),
	}
}

// maybe is nil for NaN. When the arena grows, what was handed out before keeps
// pointing at the old one, whose numbers stay as they are.
func (b *Batch) maybe(x float64) *float64 {
	if math.IsNaN(x) {
		return nil
	}
	b.floats = append(b.floats, x)
	return &b.floats[len(b.floats)-1]
}

func (b *Batch) list(xs []float64) []float64 {
	from := len(b.floats)
	b.floats = append(b.floats, xs...)
	return b.floats[from:len(b.floats):len(b.floats)]
}
