package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/agext/levenshtein"

	"backchannel/sim/study"
)

// Exit codes. They are documented in the help and stable.
const (
	exitFine        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitInvalid     = 3 // a scenario cannot be read or is not valid
	exitUnmet       = 4 // an expectation was not met, and --check was given
	exitInterrupted = 130
)

// coded is an error with an exit code of its own. Its text may be empty: all
// has been said already.
type coded struct {
	code int
	text string
}

func (e *coded) Error() string { return e.text }

// usage is an error in how the program was called.
func usage(format string, args ...any) error {
	return &coded{code: exitUsage, text: fmt.Sprintf(format, args...)}
}

// silent ends the program with a code when all has been said.
func silent(code int) error { return &coded{code: code} }

func exitCode(err error) int {
	if err == nil {
		return exitFine
	}
	if c, ok := errors.AsType[*coded](err); ok {
		return c.code
	}
	if errors.Is(err, study.ErrAborted) || errors.Is(err, context.Canceled) {
		return exitInterrupted
	}
	return exitFailed
}

// message is how an error is told: after the program's name, without a final
// period.
func message(err error) string {
	if err == nil || err.Error() == "" {
		return ""
	}
	return "backchannel: " + strings.TrimRight(err.Error(), ".\n")
}

// suggest returns "; did you mean X?" for the closest of the known words, or
// nothing where none is close.
func suggest(word string, known []string) string {
	best, least := "", len([]rune(word))/3+1
	for _, k := range slices.Sorted(slices.Values(known)) {
		if d := levenshtein.Distance(word, k, nil); d <= least && d < len([]rune(k)) {
			if best == "" || d < levenshtein.Distance(word, best, nil) {
				best = k
			}
		}
	}
	if best == "" {
		return ""
	}
	return "; did you mean " + best + "?"
}
