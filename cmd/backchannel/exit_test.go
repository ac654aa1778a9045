package main

import (
	"errors"
	"os/exec"
	"strconv"
)

// asExit returns the exit code of a program that failed.
func asExit(err error) (string, bool) {
	e, ok := errors.AsType[*exec.ExitError](err)
	if !ok {
		return "", false
	}
	return strconv.Itoa(e.ExitCode()), true
}
