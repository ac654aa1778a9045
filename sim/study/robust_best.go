package study

// best finds the setting that each measure puts first, and whether its lead over
// each other is told from chance at the level of all of them together.
func (x *crossing) best(out *Robust, value *robustSums, draws []robustSums, c *RobustConfig) []RobustBest {
	by := []struct {
		name string
		of   func(r *robustSums, l int) float64 // the more the better
	}{
		{ByExpected, func(r *robustSums, l int) float64 { return r.expected[l] }},
		{ByWorst, func(r *robustSums, l int) float64 { return r.worst[0][l] + r.worst[1][l] }},
		{ByEnough, func(r *robustSums, l int) float64 { return r.enough[l] }},
	}
	var list []RobustBest
	for _, m := range by {
		if m.name == ByEnough && c.Enough == nil {
			continue
		}
		b := RobustBest{By: m.name, Behind: make([]bool, len(x.settings))}
		for l := range x.settings {
			if m.of(value, l) > m.of(value, b.Setting) {
				b.Setting = l
			}
		}
		for l := range x.settings {
			if l == b.Setting {
				continue
			}
			behind := 0
			for i := range draws {
				if !(m.of(&draws[i], b.Setting) > m.of(&draws[i], l)) {
					behind++
				}
			}
			b.Behind[l] = float64(behind)/float64(len(draws)) < (1-c.Level)/2/float64(len(x.settings)-1)
		}
		list = append(list, b.cleared())
	}
	b := RobustBest{By: ByMaxRegret, Behind: make([]bool, len(x.settings))}
	for l := range out.Settings {
		if out.Settings[l].MaxRegret.Value < out.Settings[b.Setting].MaxRegret.Value {
			b.Setting = l
		}
	}
	for l := range out.Settings {
		b.Behind[l] = out.Settings[b.Setting].MaxRegret.High < out.Settings[l].MaxRegret.Low
	}
	return append(list, b.cleared())
}

// cleared says whether all other settings are behind.
func (b RobustBest) cleared() RobustBest {
	b.Clear = true
	for l, behind := range b.Behind {
		b.Clear = b.Clear && (behind || l == b.Setting)
	}
	return b
}
