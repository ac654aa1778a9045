package study

import (
	"fmt"
	"slices"
	"strings"

	"backchannel/scenarios"
)

// JudgeConfig says how the points of a sweep are judged.
type JudgeConfig struct {
	// Less says, of the first metric, whether less of it is better; nil: as
	// LessIsBetter has it, as for all other metrics.
	Less *bool
	// Enough is what the first metric must reach to be good enough; nil: nobody says.
	Enough *float64
	// Format writes a value of an input for a reader; nil: as a plain number.
	Format   func(path string, x float64) string
	OnlyTalk string // as of a DiscoverConfig
}

// mostJudged is up to how many points conditions are looked for unasked: beyond
// that it takes minutes.
const mostJudged = 20_000

// Judge looks in the points of a sweep for the conditions under which each share
// comes often, if the design spreads them over two inputs or more, says how far each input
// alone moves each metric, if the design does so, and holds the settings of the levers against each other by each metric, if there are levers. It
// fills in Discovery and Robust and adds to InWords. noise reads the runs of a
// metric, by its place.
func (s *SweepSummary) Judge(x *Swept, noise func(metric int) (*Replicates, error), c JudgeConfig) error {
	s.Enough = c.Enough
	for m := range x.Metrics {
		moved := s.Design == DesignOneAtATime && !x.levered()
		search := s.Design.Spread() && len(x.Factors) > 1 && x.Metrics[m].Unit == aShare && len(x.Points) >= leastSearched && len(x.Points) <= mostJudged
		if !search && !moved && !x.levered() {
			continue
		}
		runs, err := noise(m)
		if err != nil {
			return err
		}
		if moved && runs.blocks > 1 {
			s.Moved = append(s.Moved, x.moved(m, runs, s.Level))
		}
		if x.levered() && runs.blocks > 1 {
			if err := s.choose(x, m, runs, c); err != nil {
				return err
			}
		}
		if search {
			d, err := Discover(x, DiscoverConfig{Metric: x.Metrics[m].Name, Noise: runs, Seed: s.Seed, Level: s.Level, Format: c.Format, OnlyTalk: c.OnlyTalk})
			if err != nil {
				return err
			}
			s.Discovery = append(s.Discovery, d)
			s.InWords = append(s.InWords, d.InWords...)
		}
	}
	if s.Design.Spread() && len(x.Points) > mostJudged {
		s.InWords = append(s.InWords, fmt.Sprintf("Conditions were not looked for: that takes long with more than %d points; ask with backchannel discover.", mostJudged))
	}
	s.InWords = append(s.InWords, x.Unjudged(s.Design)...)
	return nil
}

// choose holds the settings of the levers against each other by one metric.
func (s *SweepSummary) choose(x *Swept, metric int, runs *Replicates, c JudgeConfig) error {
	r := RobustConfig{Metric: x.Metrics[metric].Name, Less: LessIsBetter(x.Metrics[metric].Name), Noise: runs, Seed: s.Seed, Level: s.Level, Format: c.Format, OnlyTalk: c.OnlyTalk, Named: len(x.Metrics) > 1}
	if metric == 0 {
		r.Enough = c.Enough
		if c.Less != nil {
			r.Less = *c.Less
		}
	}
	found, err := Choose(x, r)
	if err != nil || found == nil {
		return err
	}
	s.Robust = append(s.Robust, found)
	s.InWords = append(s.InWords, found.InWords...)
	return nil
}

// levered reports whether anything that varies can be chosen, and anything cannot.
func (x *Swept) levered() bool {
	levers := 0
	for i := range x.Factors {
		if x.Factors[i].Role == scenarios.Lever {
			levers++
		}
	}
	return levers > 0 && levers < len(x.Factors)
}

// LessIsBetter reports whether less of a metric is taken to be better, unless
// somebody says otherwise: of what goes wrong, of what is waited for, and of
// optimism that nothing bears out (modelling choice).
func LessIsBetter(metric string) bool {
	key := metric[strings.LastIndexByte(metric, '.')+1:]
	return slices.Contains([]string{"leaks", "falls", "fell", "broken", "deal_wait", "understanding_wait", "excess", "gap"}, key) ||
		strings.HasPrefix(key, "lost_") || strings.HasPrefix(key, "ended_")
}
