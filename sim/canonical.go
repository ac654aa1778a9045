package sim

import (
	"slices"
	"strings"
)

// canonical returns a copy of s with every table sorted by name and the
// per-name values moved along, so that sums run in the same order however
// the scenario was written down.
func canonical(s *Scenario) Scenario {
	out := *s
	issues := order(s.Issues, func(x *Issue) string { return x.Name })
	sides := order(s.Sides, func(x *Side) string { return x.Name })
	out.Issues = permute(s.Issues, issues)
	out.Sides = permute(s.Sides, sides)
	out.Envoys = permute(s.Envoys, order(s.Envoys, func(x *Envoy) string { return x.Name }))
	out.Corps = permute(s.Corps, order(s.Corps, func(x *Corps) string { return x.Name }))
	out.Talks = permute(s.Talks, order(s.Talks, func(x *Talk) string { return x.Name }))
	out.Deals = permute(s.Deals, order(s.Deals, func(x *StandingDeal) string { return x.Name }))
	for i := range out.Sides {
		x := &out.Sides[i]
		x.Ideal, x.Weight = permute(x.Ideal, issues), permute(x.Weight, issues)
		x.Reliability = permute(x.Reliability, sides)
	}
	for i := range out.Envoys {
		out.Envoys[i].Bias = permute(out.Envoys[i].Bias, issues)
	}
	for i := range out.Talks {
		x := &out.Talks[i]
		x.Reservation = permute(x.Reservation, sides)
		x.MeetingDates = slices.Sorted(slices.Values(x.MeetingDates))
		x.ContactDates = slices.Sorted(slices.Values(x.ContactDates))
	}
	for i := range out.Deals {
		out.Deals[i].Terms = permute(out.Deals[i].Terms, issues)
	}
	return out
}

// order returns the indices of list in ascending order of name.
func order[T any](list []T, name func(*T) string) []int {
	index := make([]int, len(list))
	for i := range index {
		index[i] = i
	}
	slices.SortStableFunc(index, func(a, b int) int {
		return strings.Compare(name(&list[a]), name(&list[b]))
	})
	return index
}

// permute returns list in the order of index; a list of another length (not
// given) is returned as it is.
func permute[T any](list []T, index []int) []T {
	if len(list) != len(index) {
		return slices.Clone(list)
	}
	out := make([]T, len(list))
	for i, from := range index {
		out[i] = list[from]
	}
	return out
}
