package stats_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"backchannel/sim/stats"

	"pgregory.net/rapid"
)

// near fails the test unless got is within tolerance of want. Two NaNs agree.
func near(t rapid.TB, what string, got, want, tolerance float64) {
	t.Helper()
	if math.IsNaN(got) && math.IsNaN(want) {
		return
	}
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s = %v, want %v within %v", what, got, want, tolerance)
	}
}

// ordered fails the test unless low <= value <= high, as far as known.
func ordered(t rapid.TB, what string, e stats.Estimate) {
	t.Helper()
	if e.Low > e.Value || e.Value > e.High || e.Low > e.High {
		t.Errorf("%s: %v is not within its limits %v and %v", what, e.Value, e.Low, e.High)
	}
}

// same reports whether two estimates agree to the bit, NaN with NaN.
func same(a, b stats.Estimate) bool {
	eq := func(x, y float64) bool { return x == y || math.IsNaN(x) && math.IsNaN(y) }
	return eq(a.Value, b.Value) && eq(a.Low, b.Low) && eq(a.High, b.High) && a.N == b.N
}

func panics(t *testing.T, what, message string, f func()) {
	t.Helper()
	defer func() {
		t.Helper()
		got, _ := recover().(string)
		if !strings.HasPrefix(got, "stats: ") || !strings.Contains(got, message) {
			t.Errorf("%s: panic %q, want one that begins with \"stats: \" and says %q", what, got, message)
		}
	}()
	f()
}

func TestEstimateJSON(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		e    stats.Estimate
		text string
	}{
		{stats.Estimate{Value: 0.5, Low: 0.25, High: 0.75, N: 8}, `{"value":0.5,"low":0.25,"high":0.75,"n":8}`},
		{stats.Estimate{Value: nan, Low: nan, High: nan}, `{"value":null,"low":null,"high":null,"n":0}`},
		{stats.Estimate{Value: 9, Low: 3, High: nan, N: 4}, `{"value":9,"low":3,"high":null,"n":4}`},
	} {
		text, err := json.Marshal(c.e)
		if err != nil || string(text) != c.text {
			t.Errorf("Marshal(%v) = %s, %v, want %s", c.e, text, err, c.text)
		}
		var back stats.Estimate
		if err := json.Unmarshal([]byte(c.text), &back); err != nil || !same(back, c.e) {
			t.Errorf("Unmarshal(%s) = %v, %v, want %v", c.text, back, err, c.e)
		}
	}
	if _, err := json.Marshal(stats.Estimate{High: math.Inf(1)}); err == nil {
		t.Error("an infinite limit was written to JSON without an error")
	}
	e := stats.Estimate{N: 1}
	if err := json.Unmarshal([]byte(`{"value":"x"}`), &e); err == nil || e.N != 1 {
		t.Errorf("a text for a number was read as %v, error %v", e, err)
	}
}

func TestEstimateJSONReturns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.OneOf(rapid.Float64Range(-1e300, 1e300), rapid.Just(math.NaN()))
		want := stats.Estimate{
			Value: number.Draw(t, "value"), Low: number.Draw(t, "low"),
			High: number.Draw(t, "high"), N: rapid.Int().Draw(t, "n"),
		}
		text, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got stats.Estimate
		if err := json.Unmarshal(text, &got); err != nil || !same(got, want) {
			t.Fatalf("%v came back from %s as %v, %v", want, text, got, err)
		}
	})
}
