package scenarios

import (
	"strings"
	"testing"
	"testing/fstest"
)

// TestClaimsOfTheLibrary holds that every claim of the story and every finding
// against it is there, and that each arm is a scenario.
func TestClaimsOfTheLibrary(t *testing.T) {
	list, err := Claims()
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, c := range list {
		ids = append(ids, c.ID)
		if c.Source == "" {
			t.Errorf("%s has no source", c.ID)
		}
		for _, x := range c.Tests {
			arms := []ClaimArm{x.Arm}
			if x.Than != nil {
				arms = append(arms, *x.Than)
			}
			for _, a := range arms {
				if _, err := a.Load(); err != nil {
					t.Errorf("%s, %s: %v", c.ID, a.Name, err)
				}
			}
		}
	}
	if got := strings.Join(ids, " "); got != "C1 C2 C3 C4 C5 C6 C7 C8 C9 C10 C11 F1 F2 F3 F4 F5" {
		t.Errorf("claims %s", got)
	}
}

const goodClaim = `
id = "X1"
title = "Clear principals are read better"
[[test]]
says = "less is lost to misreading"
metric = "lost_misread"
expect = "less"
arm = { name = "clear", scenario = "us-russia-2025", set = ["sides.Russia.clarity=0.8"], remove = ["envoys.Witkoff"] }
than = { name = "as it is", scenario = "us-russia-2025" }
least = 0.01
`

// TestReadClaims reads claims of a user's own, and says what is wrong with
// them.
func TestReadClaims(t *testing.T) {
	read := func(text string) ([]Claim, error) {
		return ReadClaims(fstest.MapFS{"mine/a.toml": {Data: []byte(text)}}, "mine")
	}
	list, err := read(goodClaim)
	if err != nil || len(list) != 1 || list[0].Tests[0].Than == nil {
		t.Fatalf("%+v, %v", list, err)
	}
	s, err := list[0].Tests[0].Arm.Load()
	if err != nil || len(s.Sim.Envoys) != 1 {
		t.Errorf("the arm: %v", err)
	}
	for change, want := range map[string]string{
		`id = "X1"=>`:                                     "id and a title",
		`"less"=>"fewer"`:                                 "more, less, alike",
		`least = 0.01=>least = -1`:                        "0 or more",
		`least = 0.01=>value = 0.2`:                       "either than",
		`least = 0.01=>portion = -4`:                      "portion is -4",
		`least = 0.01=>portion = 11`:                      "at most 10",
		`metric = "lost_misread"=>`:                       "says and metric",
		`name = "clear", =>`:                              "arm needs a name",
		`name = "as it is", =>`:                           "than needs a name",
		`title = "Clear=>titel = "X"` + "\n" + `title="C`: "unknown entry titel",
		`[[test]]=>[other]`:                               "unknown entry",
		`least = 0.01=>least = "much"`:                    "mine/a.toml",
		`least = 0.01=>least = inf`:                       "0 or more",
		`id = "X1"=>id = `:                                "mine/a.toml",
	} {
		old, new, _ := strings.Cut(change, "=>")
		if _, err := read(strings.Replace(goodClaim, old, new, 1)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", change, err)
		}
	}
	if _, err := ReadClaims(fstest.MapFS{"a/x.toml": {Data: []byte(goodClaim)}, "a/y.toml": {Data: []byte(goodClaim)}}, "a"); err == nil || !strings.Contains(err.Error(), "taken") {
		t.Errorf("two of one id: %v", err)
	}
	if _, err := ReadClaims(fstest.MapFS{}, "none"); err == nil {
		t.Error("an empty folder has claims")
	}
}
