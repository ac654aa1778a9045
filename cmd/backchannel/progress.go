package main

import (
	"fmt"
	"io"
	"math"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
	"golang.org/x/text/language"
	xmessage "golang.org/x/text/message"
)

// Plain progress lines come after this long, and then this far apart.
const (
	firstLine = 2 * time.Second
	nextLine  = 10 * time.Second
)

// progress shows how far a batch has come: a bar on a terminal, elsewhere a
// plain line now and then.
type progress struct {
	out     io.Writer
	unit    string // what is counted, in the plural
	total   int
	bar     *progressbar.ProgressBar
	started time.Time
	next    time.Time // no plain line before
	said    string    // what note was told last
}

// newProgress shows how many runs are played.
func (a *app) newProgress(total int) *progress { return a.progressOf("playing", "runs", total) }

// progressOf returns nil if there is nothing to show; a nil progress may be
// used.
func (a *app) progressOf(doing, unit string, total int) *progress {
	if a.quiet {
		return nil
	}
	now := time.Now()
	p := &progress{out: a.stderr, unit: unit, total: total, started: now, next: now.Add(firstLine)}
	if isTerminal(a.stderr) && os.Getenv("TERM") != "dumb" {
		p.bar = progressbar.NewOptions(total,
			progressbar.OptionSetWriter(a.stderr),
			progressbar.OptionSetDescription(doing),
			progressbar.OptionShowCount(),
			progressbar.OptionShowIts(),
			progressbar.OptionSetItsString(unit),
			progressbar.OptionSetPredictTime(true),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionSetWidth(12),
			progressbar.OptionClearOnFinish(),
			progressbar.OptionSetRenderBlankState(true),
			progressbar.OptionSetTheme(progressbar.Theme{
				Saucer: "━", SaucerHead: "╸", SaucerPadding: " ", BarStart: "", BarEnd: "",
			}),
		)
	}
	return p
}

// done says how many are done.
func (p *progress) done(n int) {
	if p == nil {
		return
	}
	if p.bar != nil {
		p.bar.Set(n)
		return
	}
	now := time.Now()
	if now.Before(p.next) || n == p.total {
		return
	}
	p.next = now.Add(nextLine)
	rate := float64(n) / now.Sub(p.started).Seconds()
	if p.said != "" {
		fmt.Fprintf(p.out, "%s of at most %s %s, %s a second; %s\n", count(n), count(p.total), p.unit, count(int(rate)), p.said)
		return
	}
	left := time.Duration(math.Ceil(float64(p.total-n)/rate)) * time.Second
	fmt.Fprintf(p.out, "%s of %s %s, %s a second, %s left\n", count(n), count(p.total), p.unit, count(int(rate)), left)
}

// note says how near is what may end the batch before its total is done.
func (p *progress) note(text string) {
	if p == nil {
		return
	}
	p.said = text
	if p.bar != nil {
		p.bar.Describe(text)
	}
}

// clear takes the bar off the terminal.
func (p *progress) clear() {
	if p != nil && p.bar != nil {
		p.bar.Clear()
		p.bar.Exit()
	}
}

// isTerminal reports whether a stream is a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// count writes a whole number with commas between thousands.
func count(n int) string { return xmessage.NewPrinter(language.English).Sprintf("%d", n) }
