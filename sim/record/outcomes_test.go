package record

import (
	"math"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"backchannel/sim"
)

// TestOutcomesGivesBackWhatWasPlayed plays runs, writes the tables, and holds
// what is rebuilt from them to the outcomes of the same runs played again.
func TestOutcomesGivesBackWhatWasPlayed(t *testing.T) {
	m := model(t)
	const first, runs = 11, 1500
	dir := save(t, Options{}, outcomes(m, first, runs))
	e := newEngine(m)
	n, deals, signers := uint64(0), 0, 0
	fallen := 0 // signers who fell earlier in the tick in which they signed
	for got, err := range Outcomes(dir, m) {
		if err != nil {
			t.Fatal(err)
		}
		want := e.Run(7, first+n)
		n++
		deals += len(want.Deals)
		for i := range want.Deals {
			signers += len(want.Deals[i].Signers)
			for _, at := range want.Deals[i].Signers {
				if want.Envoys[at].Until < want.Deals[i].Day {
					fallen++
				}
			}
		}
		if a, b := withoutNaN(got), withoutNaN(want); !reflect.DeepEqual(a, b) {
			t.Fatalf("run %d:\n%+v\nplayed:\n%+v", want.Run, a, b)
		}
	}
	if n != runs || deals < 20 || signers < 20 || fallen == 0 {
		t.Errorf("%d runs with %d deals of %d signers, of whom %d had fallen", n, deals, signers, fallen)
	}
}

// withoutNaN is an outcome that can be compared: NaN is a number no run has, empty
// lists are nil, readouts are left out.
func withoutNaN(o *sim.Outcome) sim.Outcome {
	out := *o
	out.Readouts = nil
	var mark func(v reflect.Value)
	mark = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Float64:
			if math.IsNaN(v.Float()) {
				v.SetFloat(-12345)
			}
		case reflect.Slice:
			c := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
			reflect.Copy(c, v)
			for i := range c.Len() {
				mark(c.Index(i))
			}
			v.Set(c)
		case reflect.Struct:
			for _, field := range v.Fields() {
				mark(field)
			}
		}
	}
	mark(reflect.ValueOf(&out).Elem())
	return out
}

// TestOutcomesOfAnotherModel holds that tables are not taken for those of a
// scenario that they are not of.
func TestOutcomesOfAnotherModel(t *testing.T) {
	m := model(t)
	dir := save(t, Options{}, outcomes(m, 0, 3))
	change := map[string]func(s *sim.Scenario){
		"talk":  func(s *sim.Scenario) { s.Talks = s.Talks[:2] },
		"side":  func(s *sim.Scenario) { s.Sides[0].Name = "Aest"; rename(s, "East", "Aest") },
		"envoy": func(s *sim.Scenario) { renameEnvoy(s, "south-envoy", "other") },
	}
	for what, f := range change {
		s := copied(m.Scenario())
		f(s)
		other, err := sim.Compile(s)
		if err != nil {
			t.Fatal(what, err)
		}
		var last error
		for _, err := range Outcomes(dir, other) {
			last = err
		}
		if last == nil || !strings.Contains(last.Error(), what) {
			t.Errorf("another %s: %v", what, last)
		}
	}
	for _, err := range Outcomes(filepath.Join(dir, "nowhere"), m) {
		if err == nil {
			t.Error("a folder that is not there gave an outcome")
		}
	}
}

// copied is a copy of a scenario that can be changed.
func copied(s *sim.Scenario) *sim.Scenario {
	c := *s
	c.Talks = append([]sim.Talk{}, s.Talks...)
	c.Sides = append([]sim.Side{}, s.Sides...)
	c.Envoys = append([]sim.Envoy{}, s.Envoys...)
	c.Corps = append([]sim.Corps{}, s.Corps...)
	for i := range c.Talks {
		c.Talks[i].Sides = append([]string{}, c.Talks[i].Sides...)
		c.Talks[i].Envoys = append([]string{}, c.Talks[i].Envoys...)
	}
	return &c
}

func swap(list []string, old, name string) {
	for i := range list {
		if list[i] == old {
			list[i] = name
		}
	}
}

func rename(s *sim.Scenario, old, name string) {
	for i := range s.Talks {
		swap(s.Talks[i].Sides, old, name)
	}
	for i := range s.Envoys {
		if s.Envoys[i].Side == old {
			s.Envoys[i].Side = name
		}
	}
	for i := range s.Corps {
		if s.Corps[i].Side == old {
			s.Corps[i].Side = name
		}
	}
}

func renameEnvoy(s *sim.Scenario, old, name string) {
	for i := range s.Envoys {
		if s.Envoys[i].Name == old {
			s.Envoys[i].Name = name
		}
	}
	for i := range s.Talks {
		swap(s.Talks[i].Envoys, old, name)
	}
}
