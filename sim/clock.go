package sim

import "math"

// clock yields the candidate events of one process as points of a Poisson
// random measure on time x rate: each candidate has a time and a mark, and a
// process with rate r(t) has an event where the mark lies below r (thinning:
// Lewis & Shedler 1979). The candidates do not depend on r. Two scenarios
// that differ in a rate therefore share all events but those whose marks lie
// between the two rates, and a difference in one event moves no later one.
//
// The measure is laid in layers that double in height, each with a stream of
// its own, so that a scenario that needs a higher rate only adds layers.
type clock struct {
	layers []layer
	next   float64 // the earliest next candidate over the layers
}

// layer holds the candidates with marks in [floor, floor+height).
type layer struct {
	stream        *stream
	floor, height float64 // per day
	at            float64 // the next candidate's time, days
}

// candidate is one point of the measure.
type candidate struct {
	at    float64 // days
	mark  float64 // per day; 0 if dated
	key   uint64  // seeds the event's own sequence of variates
	dated bool    // from a calendar
}

const firstLayer = 4 / DaysPerYear // per day; four a year

// newClock makes the clock of a process whose rate never exceeds bound, per
// day. A bound of 0 gives a clock that never rings.
func newClock(entity, purpose string, bound float64) clock {
	var c clock
	for floor, height := 0.0, firstLayer; floor < bound; {
		name := purpose + "/" + string(rune('a'+len(c.layers)))
		c.layers = append(c.layers, layer{stream: newStream(entity, name), floor: floor, height: height})
		floor += height
		height = floor
	}
	return c
}

func (c *clock) reset(seed, run uint64) {
	for i := range c.layers {
		l := &c.layers[i]
		l.stream.reset(seed, run)
		l.at = l.stream.exponential() / l.height
	}
	c.rewind()
}

func (c *clock) rewind() {
	c.next = math.Inf(1)
	for i := range c.layers {
		c.next = min(c.next, c.layers[i].at)
	}
}

// before takes the earliest candidate before the time until, if there is one.
func (c *clock) before(until float64) (candidate, bool) {
	if c.next >= until {
		return candidate{}, false
	}
	for i := range c.layers {
		l := &c.layers[i]
		if l.at != c.next {
			continue
		}
		got := candidate{
			at:   l.at,
			mark: l.floor + float64(l.height*l.stream.uniform()),
			key:  l.stream.src.Uint64(),
		}
		l.at += l.stream.exponential() / l.height
		c.rewind()
		return got, true
	}
	panic("sim: a clock's next candidate is in none of its layers")
}

// calendar yields dated events in order of their dates.
type calendar struct {
	stream *stream
	days   []float64 // ascending
	done   int
	luck   uint64
}

func newCalendar(entity, purpose string, days []float64) calendar {
	return calendar{stream: newStream(entity, purpose), days: days}
}

func (c *calendar) reset(seed, run uint64) {
	c.stream.reset(seed, run)
	c.luck = c.stream.src.Uint64()
	c.done = 0
}

// before takes the next dated event before until. Its key depends on its date
// and not on its place in the list, so that a date may be added without
// changing the luck of the others.
func (c *calendar) before(until float64) (candidate, bool) {
	if c.done == len(c.days) || c.days[c.done] >= until {
		return candidate{}, false
	}
	at := c.days[c.done]
	c.done++
	return candidate{at: at, key: mix64(c.luck ^ math.Float64bits(at)), dated: true}, true
}

// agenda is a clock and a calendar taken together, in order of time.
type agenda struct {
	clock    clock
	calendar calendar
}

func (a *agenda) reset(seed, run uint64) {
	a.clock.reset(seed, run)
	a.calendar.reset(seed, run)
}

// before takes the earliest event of either kind before until.
func (a *agenda) before(until float64) (got candidate, ok bool) {
	dated := math.Inf(1)
	if a.calendar.done < len(a.calendar.days) {
		dated = a.calendar.days[a.calendar.done]
	}
	if dated <= a.clock.next {
		return a.calendar.before(until)
	}
	return a.clock.before(until)
}
