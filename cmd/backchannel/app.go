package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
)

// app is one invocation: where it reads and writes, and how it is told to stop.
type app struct {
	stdin  io.Reader
	stdout io.Writer // data
	stderr io.Writer // messages and progress
	// abort is closed by the second interrupt: stop at once, keep nothing.
	abort <-chan struct{}

	quiet   bool // say nothing but errors on stderr
	noColor bool
}

// run is the whole program but for the exit: it returns the exit code. The
// first interrupt cancels the context of the command, the second closes
// app.abort.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, abort, release := interruptible(ctx)
	defer release()
	a := &app{stdin: stdin, stdout: stdout, stderr: stderr, abort: abort}
	root := a.root()
	root.SetArgs(args)
	root.SetIn(stdin)
	told := &listener{w: stdout} // help, version and completions come this way
	root.SetOut(told)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	if err == nil {
		err = told.err
	}
	if text := message(err); text != "" {
		fmt.Fprintln(stderr, text)
	}
	return exitCode(err)
}

// listener passes on what is written and remembers the first error, for those who
// print without asking whether it came through.
type listener struct {
	w   io.Writer
	err error
}

func (l *listener) Write(p []byte) (int, error) {
	n, err := l.w.Write(p)
	if l.err == nil {
		l.err = err
	}
	return n, err
}

// interruptible returns a context that the first interrupt cancels and a
// channel that the second one closes.
func interruptible(parent context.Context) (ctx context.Context, abort <-chan struct{}, release func()) {
	ctx, cancel := context.WithCancel(parent)
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	second, done := make(chan struct{}), make(chan struct{})
	go func() {
		for _, act := range []func(){cancel, func() { close(second) }} {
			select {
			case <-signals:
				act()
			case <-done:
				return
			}
		}
	}()
	return ctx, second, func() {
		signal.Stop(signals)
		close(done)
		cancel()
	}
}

// say writes a message for the user, unless asked to be quiet.
func (a *app) say(format string, args ...any) {
	if !a.quiet {
		fmt.Fprintf(a.stderr, format+"\n", args...)
	}
}

// bold makes text stand out on a terminal.
func (a *app) bold(text string) string {
	if !a.colours(a.stdout) || text == "" {
		return text
	}
	return "\x1b[1m" + text + "\x1b[0m"
}

// colours says whether w may be sent escape sequences: only a terminal that
// is not dumb, and only where neither --no-color nor NO_COLOR forbids it.
func (a *app) colours(w io.Writer) bool {
	return isTerminal(w) && !a.noColor && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// lines joins its arguments with line feeds.
func lines(list ...string) string { return strings.Join(list, "\n") }
