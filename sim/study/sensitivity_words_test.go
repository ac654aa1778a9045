package study

import (
	"math"
	"slices"
	"strings"
	"testing"

	"backchannel/sim/stats"
)

const combination = "together; the rest comes of what they do in combination"

// What groups do in combination is told of shares that have converged alone, and
// only where their sum is surely below all: of the function of Ishigami, whose
// first-order indices are 0.3139, 0.4424 and 0 (Ishigami & Homma 1990) and sum to
// 0.7563, and never of a function that is a sum, where they sum to 1.
func TestSobolTogether(t *testing.T) {
	x := cube(3)
	said := func(rows int, f func([]float64) float64) (SobolResult, string) {
		r := found(t, x, x.each(), Sobol, MethodSize{rows, 2}, f, chance{}).Sobol[0]
		return r, strings.Join(r.inWords(x.each(), "f", "", false), " ")
	}
	r, words := said(8192, ishigami)
	if e := r.Together; !(e.Low < 0.7563 && e.High > 0.7563 && e.High-e.Low < 0.2) {
		t.Errorf("together %+v, and it is 0.7563", e)
	}
	if want := "account for " + shareWords(r.Together) + " " + combination; !strings.Contains(words, want) {
		t.Errorf("%q lacks %q", words, want)
	}
	if r, words = said(32, ishigami); strings.Contains(words, combination) {
		t.Errorf("of shares that have not converged, %+v: %s", r.Groups, words)
	}
	sum := func(u []float64) float64 { return u[0] + 2*u[1] + 3*u[2] }
	if r, words = said(8192, sum); strings.Contains(words, combination) || !(r.Together.Low < 1 && r.Together.High > 1) {
		t.Errorf("of a sum, together %+v: %s", r.Together, words)
	}
	// Estimates below 0 are moved to the edge one by one, and not in the sum.
	one := SobolGroup{First: SobolShare{Share: stats.Estimate{Value: 0.3, Low: 0.2, High: 0.4}}}
	unsure := SobolResult{StdDev: 1, Groups: []SobolGroup{one, one}, Together: stats.Estimate{Value: 0.6, Low: 0.4, High: 1.01}}
	if unsure.combined() {
		t.Error("combination is told of a sum that may be all")
	}
}

// Variance that is no more than chance is a want of rows or runs, not a finding
// that nothing matters.
func TestSobolWithoutPower(t *testing.T) {
	for _, sd := range []float64{0, math.NaN()} {
		r := SobolResult{StdDev: Number(sd)}
		words := strings.Join(r.inWords(nil, "leaks", "share", false), " ")
		if !strings.Contains(words, "cannot tell whether leaks changes with the inputs") || strings.Contains(words, "hardly") {
			t.Errorf("%v: %s", sd, words)
		}
	}
}

// Of elementary effects only an input that is told from chance is named.
func TestMorrisInWords(t *testing.T) {
	nan := math.NaN()
	input := func(path string, value, low, high, floor float64) MorrisInput {
		return MorrisInput{Path: path, MuStar: stats.Estimate{Value: value, Low: low, High: high}, Floor: Number(floor)}
	}
	lucky, sure, small := input("lucky", 0.3, 0.04, 0.6, 0.05), input("sure", 0.2, 0.15, 0.25, 0.05), input("small", 0.1, 0.08, 0.12, 0.05)
	const screened = "Screened over all that the others may be, "
	for want, list := range map[string][]MorrisInput{
		screened + "no input has an effect that can be told from chance on so many trajectories and runs.":                                                                           {lucky},
		screened + "1 of 2 has an effect told from chance on so many trajectories and runs: sure, 20.0 points on average (15.0 points to 25.0 points).":                              {lucky, sure},
		screened + "2 of 3 have effects told from chance on so many trajectories and runs: the greatest found is that of sure, 20.0 points on average (15.0 points to 25.0 points).": {small, lucky, sure},
		"Along the trajectories nothing moves it.":                              {input("idle", 0, 0, 0, 0), input("gone", nan, nan, nan, nan)},
		"Along the trajectories no effect is known: too few points have cases.": {input("gone", nan, nan, nan, nan)},
	} {
		r := MorrisResult{Inputs: slices.Clone(list)}
		if got := r.inWords(aShare); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}
