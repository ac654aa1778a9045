package main

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"backchannel/scenarios"
)

// change of one dial in plain words, up and down.
type turnedDial struct{ path, up, down string }

// turnedDials are the dials whose turning has a name of its own. In a path, *
// stands for the name of an actor.
func turnedDials() []turnedDial {
	return []turnedDial{
		{"sides.*.clarity", "clearer instructions from the principal", "vaguer instructions from the principal"},
		{"sides.*.drift", "principals who change their minds more", "principals who change their minds less"},
		{"sides.*.patience", "more patient principals", "less patient principals"},
		{"sides.*.caution", "more caution toward unreliable partners", "less caution toward unreliable partners"},
		{"envoys.*.lean", "envoys who lean further toward the counterpart", "envoys who lean less toward the counterpart"},
		{"envoys.*.access", "envoys with more access to the principal", "envoys with less access to the principal"},
		{"envoys.*.showmanship", "envoys who paint meetings brighter", "envoys who paint meetings less bright"},
		{"envoys.*.ambition", "more ambitious envoys", "less ambitious envoys"},
		{"envoys.*.avoidance", "envoys who avoid what irritates more", "envoys who avoid what irritates less"},
		{"envoys.*.fall_rate", "envoys who fall from grace sooner", "envoys who fall from grace later"},
		{"corps.*.candour", "more candid professionals", "less candid professionals"},
		{"corps.*.leak_rate", "professionals who leak more", "professionals who leak less"},
		{"talks.*.meeting.every", "rarer meetings of envoys", "more frequent meetings of envoys"},
		{"talks.*.contact.every", "rarer contacts of professionals", "more frequent contacts of professionals"},
	}
}

// turnedInWords says what is different between two files, if it is one dial, of
// one actor or of several, turned the same way: "clearer instructions from the
// principal". Else it is empty.
func turnedInWords(changes []scenarios.Change) string {
	said := ""
	for i := range changes {
		text := oneTurned(&changes[i])
		if text == "" || i > 0 && text != said {
			return ""
		}
		said = text
	}
	return said
}

func oneTurned(c *scenarios.Change) string {
	old, okOld := magnitude(c.Old)
	now, okNow := magnitude(c.New)
	if c.Kind != scenarios.Changed || !okOld || !okNow || old == now {
		return ""
	}
	table, _, _ := strings.Cut(c.Of, ".")
	path := table + ".*" + strings.TrimPrefix(c.Path, c.Of)
	for _, d := range turnedDials() {
		switch {
		case d.path != path:
		case now > old:
			return d.up
		default:
			return d.down
		}
	}
	return ""
}

// magnitude reads a number or, in days, a length of time as Diff writes them.
func magnitude(text string) (float64, bool) {
	x, err := strconv.ParseFloat(strings.TrimSuffix(text, "d"), 64)
	return x, err == nil
}

// capitalized begins a sentence.
func capitalized(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}
