package study

import (
	"fmt"
	"slices"

	"backchannel/scenarios"
)

// mostMapped is up to how many inputs a grid has a table or a chart that shows what
// they do together.
const mostMapped = 3

// Unjudged says, in a sentence each, why a sweep of this design is not judged in a
// way that its points might lead one to expect: without conditions, or without a
// choice between the settings of its levers.
func (x *Swept) Unjudged(design Design) []string {
	var list []string
	for _, why := range []string{x.noChoice(), x.noConditions(design)} {
		if why != "" {
			list = append(list, why)
		}
	}
	return list
}

func (x *Swept) noChoice() string {
	lever := func(f scenarios.Factor) bool { return f.Role == scenarios.Lever }
	switch {
	case !slices.ContainsFunc(x.Factors, lever):
		return ""
	case !x.levered():
		return "Nothing is uncertain, so settings cannot be held against each other: vary something with --vary or --assumptions."
	case x.Runs < 2:
		return "Settings were not held against each other: that takes 2 or more runs of each point."
	}
	return ""
}

func (x *Swept) noConditions(design Design) string {
	n := len(x.Points)
	share := slices.ContainsFunc(x.Metrics, func(m SweptMetric) bool { return m.Unit == aShare })
	ask := "backchannel discover"
	if !share {
		ask += " --above X, or --below X,"
	}
	switch {
	case len(x.Factors) < 2 || design == DesignOneAtATime || n > mostJudged:
		return ""
	case !design.Spread() && design != DesignList && len(x.Factors) <= mostMapped:
		return "" // the grid shows it
	case n < leastSearched:
		return fmt.Sprintf("Conditions were not looked for: %s.", tooFew(n))
	case !design.Spread():
		return fmt.Sprintf("Conditions were not looked for unasked, as no design spread the points: %s looks for them in these.", ask)
	case !share:
		return fmt.Sprintf("Conditions were not looked for, as no metric is a share: %s looks for them in these points.", ask)
	}
	return ""
}

// tooFew says that there are too few points to search.
func tooFew(points int) string {
	return fmt.Sprintf("%d points are too few to search; %d or more are needed", points, leastSearched)
}
