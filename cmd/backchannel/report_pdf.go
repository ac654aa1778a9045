package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// pdfFile is the name of the printed report in a results folder.
const pdfFile = "report.pdf"

// chromiumVariable names, in the environment, the browser that prints.
const chromiumVariable = "BACKCHANNEL_CHROMIUM"

// paperWords are the papers that a report is printed on, the default first.
func paperWords() []string { return []string{"a4", "letter"} }

// findBrowser looks for a browser that can print without a window.
func findBrowser() (string, error) {
	if name := os.Getenv(chromiumVariable); name != "" {
		path, err := exec.LookPath(name)
		if err != nil {
			return "", fmt.Errorf("%s names a browser that cannot be run: %w", chromiumVariable, err)
		}
		return filepath.Abs(path) // the browser is started in another folder
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return filepath.Abs(path)
		}
	}
	return "", errors.New("no browser to print with: install Chromium (package chromium or chromium-browser) or Google Chrome, " +
		"or give the path of one in " + chromiumVariable +
		"; or open report.html in any browser and print it there, which gives the same")
}

// printed is a page as PDF, printed by a browser without window, network or
// profile of its own. All that the browser writes goes into a folder beside
// out, which is removed. Its name begins with no dot and it is not the system's
// folder for such things, because a browser packed as a snap sees neither.
func printed(ctx context.Context, browser string, page []byte, out string) (pdf []byte, err error) {
	folder, err := os.MkdirTemp(filepath.Dir(out), "report-pdf-*") // for its owner alone
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, removeSoon(folder)) }()
	if folder, err = filepath.Abs(folder); err != nil {
		return nil, err
	}
	html, made := filepath.Join(folder, reportFile), filepath.Join(folder, pdfFile)
	if err := os.WriteFile(html, page, 0o600); err != nil {
		return nil, err
	}
	said, failed := runBrowser(ctx, browser, folder, browserFlags(folder, html, made, os.Geteuid()))
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	if pdf, err = os.ReadFile(made); err == nil {
		err = wholePDF(pdf)
	}
	if err = errors.Join(failed, err); err != nil {
		return nil, fmt.Errorf("the browser printed no PDF: %s: %w%s", browser, err, quoted(said))
	}
	return undated(pdf), nil
}

// browserFlags asks Chromium to print a file and do nothing else.
func browserFlags(folder, html, made string, uid int) []string {
	flags := []string{
		"--headless", "--disable-gpu",
		"--user-data-dir=" + filepath.Join(folder, "profile"),
		// No network: no name and no address is ever resolved, and what a
		// browser does on its own account is turned off.
		"--host-resolver-rules=MAP * ~NOTFOUND", "--no-proxy-server",
		"--disable-background-networking", "--disable-component-update", "--disable-default-apps",
		"--disable-domain-reliability", "--disable-extensions", "--disable-sync", "--metrics-recording-only",
		"--no-first-run", "--no-default-browser-check", "--no-pings",
		"--disable-breakpad", "--disable-crash-reporter", "--password-store=basic", "--use-mock-keychain",
		// The header and footer tell the path and the date; the second name is
		// that of versions before 112.
		"--no-pdf-header-footer", "--print-to-pdf-no-header",
		"--export-tagged-pdf", "--generate-pdf-document-outline",
		"--print-to-pdf=" + made,
	}
	// Chromium refuses to run as root with its sandbox on. For anyone else it
	// stays on. Without it the page still is our own: without scripts, and
	// forbidden by its policy to load anything.
	if uid == 0 {
		flags = append(flags, "--no-sandbox")
	}
	page := url.URL{Scheme: "file", Path: "/" + strings.TrimPrefix(filepath.ToSlash(html), "/")}
	return append(flags, page.String())
}

// runBrowser runs it to its end or until ctx ends, and then ends whatever it
// started. said is what it wrote to its standard error.
func runBrowser(ctx context.Context, browser, folder string, flags []string) (said []byte, err error) {
	// A file and not a pipe, which a child that outlives it would hold open.
	log, err := os.Create(filepath.Join(folder, "browser.log"))
	if err != nil {
		return nil, err
	}
	c := exec.CommandContext(ctx, browser, flags...)
	c.Dir, c.Stdout, c.Stderr = folder, log, log
	// What it would leave in the system's folder for such things when it is
	// stopped. Not in ours: a socket is among it, whose path must be short.
	temp, err := os.MkdirTemp("", "backchannel-*")
	if err != nil {
		return nil, errors.Join(err, log.Close())
	}
	defer func() { err = errors.Join(err, removeSoon(temp)) }()
	c.Env = append(os.Environ(), "TMPDIR="+temp)
	c.WaitDelay = 5 * time.Second // to end in order; then it is killed
	endFamily := asFamily(c)
	err = errors.Join(c.Run(), log.Close())
	endFamily()
	said, _ = os.ReadFile(log.Name()) // helps to explain; nothing rests on it
	return said, err
}

// wholePDF tells a PDF that was cut short, or is none.
func wholePDF(pdf []byte) error {
	tail := pdf[max(0, len(pdf)-1024):] // where the format wants its end mark
	if !bytes.HasPrefix(pdf, []byte("%PDF-")) || !bytes.Contains(tail, []byte("%%EOF")) {
		return errors.New("what it wrote is not a whole PDF")
	}
	return nil
}

// undated blanks the dates in the description of a PDF, so that one browser
// prints one report to the same bytes. Its length stays, since a PDF refers to
// its parts by their places.
func undated(pdf []byte) []byte {
	date := regexp.MustCompile(`/(?:CreationDate|ModDate) \(D:[0-9+\-'Z]*\)`)
	return date.ReplaceAllFunc(pdf, func(b []byte) []byte { return bytes.Repeat([]byte(" "), len(b)) })
}

// quoted is the last of what the browser said, for an error.
func quoted(said []byte) string {
	list := slices.DeleteFunc(strings.Split(string(said), "\n"), func(l string) bool { return strings.TrimSpace(l) == "" })
	if len(list) == 0 {
		return "; it said nothing; a browser packed as a snap writes only below your home folder: try --out there"
	}
	return "\nit said:\n  " + strings.Join(list[max(0, len(list)-5):], "\n  ")
}

// removeSoon removes a folder into which processes that are just ending may
// still be writing.
func removeSoon(folder string) (err error) {
	for range 100 {
		if err = os.RemoveAll(folder); err == nil {
			return nil
		}
		time.Sleep(20 * time.Millisecond)
	}
	return err
}
