package plots

import (
	"slices"
	"time"

	"gonum.org/v1/plot/vg"
)

// timeAxis is a time axis of days, or of dates where the date of day 0 is known.
type timeAxis struct {
	start   time.Time // zero: days
	horizon float64   // the last day
}

// dayZero is the label of the first tick where there are no dates.
const dayZero = "Day" + nbsp + "0"

// tickWidth returns the width of the widest label.
func (t timeAxis) tickWidth(p *page) vg.Length {
	if t.start.IsZero() {
		return max(p.width(p.axisStyle(), count(int(t.horizon))), p.width(p.axisStyle(), dayZero))
	}
	return p.width(p.axisStyle(), "30 Sep")
}

// height returns the room beneath a panel for the marks and the labels.
func (t timeAxis) height(p *page) vg.Length {
	st := p.axisStyle()
	return p.m.gap*0.8 + st.height(2)
}

// ticks returns the dates, or the days, that fit under the panel.
func (t timeAxis) ticks(a *panel) []tick {
	n := tickCount(a.area, t.tickWidth(a.p)*1.4)
	if !t.start.IsZero() {
		// Years alone take less room than months.
		years := tickCount(a.area, a.p.width(a.p.axisStyle(), "2025")*1.5)
		if ticks := dateTicks(t.start, t.horizon, years); len(ticks) > 1 && onlyYears(ticks) {
			return ticks
		}
		if ticks := dateTicks(t.start, t.horizon, n); len(ticks) > 1 {
			return ticks
		}
		return dateTicks(t.start, t.horizon, n+1) // one date alone gives no scale
	}
	ticks := dayTicks(t.horizon, n)
	ticks[0].label = []string{dayZero}
	return ticks
}

// onlyYears says whether the labels are years and no months or days.
func onlyYears(ticks []tick) bool {
	return !slices.ContainsFunc(ticks, func(t tick) bool { return len(t.label) > 1 })
}
