//go:build unix

package main

import (
	"os/exec"
	"syscall"
)

// asFamily puts a command and all that it starts into a process group of
// their own. When its context ends the group is asked to end; end, called once
// the command is over, kills what is left of it.
func asFamily(c *exec.Cmd) (end func()) {
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGTERM) }
	return func() {
		if c.Process != nil {
			_ = syscall.Kill(-c.Process.Pid, syscall.SIGKILL) // it fails if no one is left
		}
	}
}
