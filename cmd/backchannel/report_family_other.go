//go:build !unix

package main

import "os/exec"

// asFamily does nothing where there are no process groups: the command is
// killed when its context ends, and a browser's helpers end with it.
func asFamily(*exec.Cmd) (end func()) { return func() {} }
