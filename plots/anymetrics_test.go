package plots

import (
	"math"

	"pgregory.net/rapid"
)

// anyComparison draws a chart of several arms, sound or not.
func anyComparison(t *rapid.T, words Words, name *rapid.Generator[string]) Chart {
	number := rapid.OneOf(rapid.Float64Range(-1, 1), rapid.SampledFrom([]float64{0, 1, math.NaN(), math.Inf(1), math.Inf(-1), 1e-300, 1e-9, 1e12, -1e12}))
	arms := rapid.SliceOfN(name, 1, maxArms+1).Draw(t, "arms")
	row := rapid.Custom(func(t *rapid.T) MetricRow {
		row := MetricRow{Name: name.Draw(t, "name")}
		for range arms {
			x := number.Draw(t, "value")
			half := math.Abs(number.Draw(t, "half"))
			row.Values = append(row.Values, Interval{Value: x, Low: x - half, High: x + half, Unclear: rapid.Bool().Draw(t, "unclear")})
		}
		return row
	})
	group := rapid.Custom(func(t *rapid.T) MetricGroup {
		return MetricGroup{
			Axis: name.Draw(t, "axis"), Share: rapid.IntRange(0, 3).Draw(t, "share") == 0,
			Rows: rapid.SliceOfN(row, 0, 4).Draw(t, "rows"),
		}
	})
	groups := rapid.SliceOfN(group, 1, maxMetricGroups).Draw(t, "groups")
	switch rapid.IntRange(0, 2).Draw(t, "comparison") {
	case 0:
		return Forest{Words: words, Baseline: name.Draw(t, "baseline"), Arms: arms, Groups: groups}
	case 1:
		return Dumbbell{Words: words, Arms: arms, Groups: groups}
	default:
		return CauseShares{Words: words, Arms: arms, XLabel: name.Draw(t, "x"), Causes: rapid.SliceOfN(row, 0, maxCompared).Draw(t, "causes")}
	}
}
