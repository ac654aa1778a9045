package study

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"

	"backchannel/sim/stats"
)

// Measure is a named figure of a batch, with its interval and the sample it
// rests on.
type Measure struct {
	Key     string // stable, for programs: "standing_365"
	Meaning string // in plain words
	Unit    string // "share", "days", "number", "0 to 1", "-1 to 1", "at most 1"
	Sample  string // what N counts: "first deals signed at least 365 days before the horizon"
	stats.Estimate
}

// Measures is a list of measures in a fixed order. As JSON it is an object of
// estimates by key, in that order.
type Measures []Measure

// Get returns the measure of that key.
func (list Measures) Get(key string) (Measure, bool) {
	for _, m := range list {
		if m.Key == key {
			return m, true
		}
	}
	return Measure{}, false
}

// measureJSON is a measure as JSON, under its key.
type measureJSON struct {
	Value   json.RawMessage `json:"value"`
	Low     json.RawMessage `json:"low"`
	High    json.RawMessage `json:"high"`
	N       int             `json:"n"`
	Unit    string          `json:"unit"`
	Sample  string          `json:"sample"`
	Meaning string          `json:"meaning"`
}

// MarshalJSON writes {"KEY": {"value":..,"low":..,"high":..,"n":..,"unit":..,
// "sample":..,"meaning":..}, ...} in the order of the list.
func (list Measures) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	out.WriteByte('{')
	for i, m := range list {
		if i > 0 {
			out.WriteByte(',')
		}
		key, err := json.Marshal(m.Key)
		if err != nil {
			return nil, err
		}
		body, err := m.body()
		if err != nil {
			return nil, fmt.Errorf("measure %s: %w", m.Key, err)
		}
		out.Write(key)
		out.WriteByte(':')
		out.Write(body)
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

func (m *Measure) body() ([]byte, error) {
	estimate, err := json.Marshal(m.Estimate)
	if err != nil {
		return nil, err
	}
	var j measureJSON
	if err := json.Unmarshal(estimate, &j); err != nil {
		return nil, err
	}
	j.Unit, j.Sample, j.Meaning = m.Unit, m.Sample, m.Meaning
	return json.Marshal(j)
}

// UnmarshalJSON reads what MarshalJSON writes, keeping the order.
func (list *Measures) UnmarshalJSON(data []byte) error {
	*list = nil
	in := json.NewDecoder(bytes.NewReader(data))
	open, err := in.Token()
	if err != nil {
		return err
	}
	if open != json.Delim('{') {
		return fmt.Errorf("measures: found %v, want an object", open)
	}
	for in.More() {
		key, err := in.Token()
		if err != nil {
			return err
		}
		var raw json.RawMessage
		var words measureJSON
		m := Measure{Key: fmt.Sprint(key)}
		if err := in.Decode(&raw); err != nil {
			return err
		}
		if err := json.Unmarshal(raw, &words); err != nil {
			return fmt.Errorf("measure %s: %w", m.Key, err)
		}
		if err := json.Unmarshal(raw, &m.Estimate); err != nil {
			return fmt.Errorf("measure %s: %w", m.Key, err)
		}
		m.Unit, m.Sample, m.Meaning = words.Unit, words.Sample, words.Meaning
		*list = append(*list, m)
	}
	return nil
}

// definition says how a measure is called and worked out from a tally.
type definition[T any] struct {
	key, meaning, unit, sample string
	of                         func(t *T, level float64) stats.Estimate
}

func measured[T any](definitions []definition[T], t *T, level float64) Measures {
	out := make(Measures, len(definitions))
	for i, d := range definitions {
		out[i] = Measure{Key: d.key, Meaning: d.meaning, Unit: d.unit, Sample: d.sample, Estimate: possible(d.of(t, level), d.unit)}
	}
	return out
}

// possible cuts an interval to what the unit allows. A t interval of a small
// sample may reach beyond; as the true value cannot, cutting it there costs no
// coverage.
func possible(e stats.Estimate, unit string) stats.Estimate {
	least, most := 0.0, math.Inf(1)
	switch unit {
	case aShare, zeroToOne:
		most = 1
	case "-1 to 1":
		least, most = -1, 1
	case upToOne:
		least, most = math.Inf(-1), 1
	}
	// max and min give NaN for NaN.
	e.Low, e.High = max(e.Low, least), min(e.High, most)
	return e
}
