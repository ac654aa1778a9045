package sim

import "slices"

// leaks lets the professionals of each talk leak against the envoy of their
// own side who stands highest in it, at a rate that grows with his share of
// the principal's ear. A leak costs him standing and the talk optimism, and
// may end a deal that no text protects.
func (e *Engine) leaks() {
	for i := range e.corps {
		corps := &e.corps[i]
		for j := range corps.leak {
			for {
				c, ok := corps.leak[j].before(e.now)
				if !ok {
					break
				}
				if against := e.clout(&e.talks[j], corps); against >= 0 && c.mark < e.leakRate(corps, against)/DaysPerYear {
					e.leak(&e.talks[j], corps, against, c)
				}
			}
		}
	}
}

// clout is the seat of the envoy of the corps' side who stands highest in a
// talk; -1 if none sits.
func (e *Engine) clout(t *talkState, corps *corpsState) int {
	best := -1
	for s, list := range t.spec.corps {
		for _, o := range t.offices[s] {
			if len(list) == 0 || e.corps[list[0]].spec.Side != corps.spec.Side || !e.offices[o].seated {
				continue
			}
			if best < 0 || e.offices[o].standing > e.offices[best].standing {
				best = o
			}
		}
	}
	return best
}

// leakRate is per year: the corps' rate times the envoy's share of standing.
func (e *Engine) leakRate(corps *corpsState, office int) float64 {
	z := e.offices[office].standing
	if z == 0 {
		return 0
	}
	return corps.spec.LeakRate * z / (z + corps.standing)
}

func (e *Engine) leak(t *talkState, corps *corpsState, office int, c candidate) {
	o := &e.offices[office]
	e.out.Talks[t.index].Leaks++
	e.out.Envoys[o.person].Leaks++
	ev := happened(c.at, Leaked, t.index)
	ev.Envoy, ev.Side = o.person, o.spec.side
	e.tell(ev)
	o.standing -= float64(e.rules.Careers.LeakCost * o.standing)
	e.fade(t, c.at)
	for s := range t.optimism {
		t.optimism[s] -= float64(e.rules.Careers.LeakChill * t.optimism[s])
	}
	e.event.seed(c.key)
	luck := e.event.uniform()
	if t.deal < 0 || c.at < e.out.Deals[t.deal].Day || !slices.Contains(e.out.Deals[t.deal].Signers, o.person) {
		return
	}
	if luck < e.rules.Collapse.LeakBreak*(1-e.formality(t)) {
		e.end(t, c.at, Leak, o.spec.side)
	}
}
