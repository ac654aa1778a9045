package scenarios

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
)

// largestFile bounds a file, in bytes, far above any scenario that can be
// understood.
const largestFile = 256 << 10

// file is one file of a scenario.
type file struct {
	ref string // what identifies it in a chain
	dir string // its folder below home; "" in the library
	lib bool
	src *source
	top *node
}

// open reads the file that the user named. It is opened as he named it; what
// it extends is confined to its folder.
func (l *loader) open(ref string, stdin io.Reader) *file {
	switch {
	case ref == "-":
		if stdin == nil {
			stdin = strings.NewReader("")
		}
		l.home = "."
		return l.parse(&file{ref: "standard input", src: &source{name: "stdin"}}, stdin)
	case ref == "":
		l.fail(whole("scenario"), "no scenario is named", "give a file, - or a name from `backchannel list`")
		return nil
	case !isPath(ref):
		return l.fromLibrary(ref, whole(ref))
	}
	l.home = filepath.Dir(ref)
	f, err := openFile(ref)
	if err != nil {
		what, fix := explain(err)
		if name := nameOf(ref); errors.Is(err, fs.ErrNotExist) && slices.Contains(Names(), name) {
			fix = fmt.Sprintf("for the scenario of the library, write %s", name)
		}
		l.fail(whole(ref), what, fix)
		return nil
	}
	defer f.Close()
	return l.parse(&file{ref: filepath.Base(ref), dir: ".", src: &source{name: ref}}, f)
}

// whole is a source without a text, to blame as a whole.
func whole(name string) place { return place{src: &source{name: name}} }

// fromLibrary reads a library scenario; by is where it is referred to.
func (l *loader) fromLibrary(name string, by place) *file {
	text, err := library.ReadFile(name + ".toml")
	if err != nil {
		fix := notInLibrary(name)
		if by.length > 0 {
			l.fail(by, fmt.Sprintf("the library has no scenario `%s`", name), fix)
		} else {
			l.fail(by, "there is no such file, and the library has no scenario of that name", fix)
		}
		return nil
	}
	return l.parse(&file{ref: libraryRef(name), lib: true, src: &source{name: name + ".toml"}}, bytes.NewReader(text))
}

// libraryRef identifies a library scenario in a chain.
func libraryRef(name string) string { return "library:" + name }

// notInLibrary says what may have been meant by a name that is not there.
func notInLibrary(name string) string {
	if near := nearest(name, Names()); near != "" {
		return "did you mean `" + near + "`? a file is named by its path, or with its ending .toml"
	}
	return "there is `" + strings.Join(Names(), "`, `") + "`; a file is named by its path, or with its ending .toml"
}

// local reads a file below the home folder that another one, at by, refers to.
// Links that lead out of the folder are not followed.
func (l *loader) local(below string, by place) *file {
	f, err := openBelow(l.home, below)
	if err != nil {
		what, fix := explain(err)
		l.fail(by, fmt.Sprintf("cannot read `%s`: %s", below, what), fix)
		return nil
	}
	defer f.Close()
	return l.parse(&file{ref: filepath.Clean(below), dir: filepath.Dir(below), src: &source{name: filepath.Join(l.home, below)}}, f)
}

// The reasons of our own not to read a file.
var (
	errFolder    = errors.New("it is a folder")
	errNoRegular = errors.New("it is no regular file")
)

// openFile opens a file of any kind but a folder: a pipe is fine.
func openFile(name string) (*os.File, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, errFolder
	}
	return os.Open(name)
}

// openBelow opens a regular file in a folder or below it.
func openBelow(home, below string) (*os.File, error) {
	root, err := os.OpenRoot(home)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	info, err := root.Stat(below)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, errFolder
	case !info.Mode().IsRegular():
		return nil, errNoRegular
	}
	return root.Open(below)
}

// explain says in plain words why a file cannot be read.
func explain(err error) (what, fix string) {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "there is no such file", "check the path; `backchannel list` shows the scenarios that are built in"
	case errors.Is(err, errFolder):
		return err.Error(), "name the file in it"
	case errors.Is(err, errNoRegular):
		return err.Error(), "extend a file of text"
	case errors.Is(err, fs.ErrPermission):
		return "it may not be read", "change its permissions"
	}
	if inner, ok := errors.AsType[*fs.PathError](err); ok {
		err = inner.Err
	}
	if strings.Contains(err.Error(), "escapes") { // os.Root has no error value for it
		return "a link leads out of the folder of the scenario", "copy the file there"
	}
	return err.Error(), "check the path and its permissions"
}

// parse decodes a file and grows its tree.
func (l *loader) parse(f *file, in io.Reader) *file {
	read, err := io.ReadAll(io.LimitReader(in, largestFile+1))
	text := strings.TrimPrefix(string(read), "\ufeff") // a byte order mark says nothing
	f.src.text = text
	file := place{src: f.src}
	switch {
	case err != nil:
		l.fail(file, "it cannot be read: "+err.Error(), "check that it is a file of text")
	case len(read) > largestFile:
		l.fail(file, "the file is too large", fmt.Sprintf("a scenario has at most %d KiB", largestFile>>10))
	case !utf8.ValidString(text):
		l.fail(place{src: f.src, offset: firstInvalid(text), length: 1}, "this is not UTF-8", "save the file as UTF-8 text")
	case strings.TrimSpace(text) == "":
		l.fail(file, "the file is empty", `start from a scenario of the library: extends = "us-russia-2025"`)
	default:
		return l.decode(f)
	}
	return nil
}

func (l *loader) decode(f *file) *file {
	if i := tooDeep(f.src.text); i >= 0 {
		l.fail(place{src: f.src, offset: i, length: 1}, "this is nested too deep", fmt.Sprintf("nest tables, lists and dotted keys at most %d deep", deepest))
		return nil
	}
	var values map[string]any
	if _, err := toml.Decode(f.src.text, &values); err != nil {
		l.syntax(f.src, err)
		return nil
	}
	top, ok := grow(values, "", locate(f.src), 0)
	if !ok {
		l.fail(place{src: f.src}, "tables or lists are nested too deep", fmt.Sprintf("nest at most %d", deepest))
		return nil
	}
	f.top = top
	return f
}

func firstInvalid(text string) int {
	for i, r := range text {
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(text[i:]); n == 1 {
				return i
			}
		}
	}
	return 0
}

// syntax reports the decoder's error at its place.
func (l *loader) syntax(src *source, err error) {
	pe, ok := errors.AsType[toml.ParseError](err)
	if !ok {
		l.fail(place{src: src}, "not valid TOML: "+err.Error(), "see toml.io for the syntax")
		return
	}
	start := max(0, min(pe.Position.Start, len(src.text)-1)) // it has been seen at -1 and past the end
	for start > 0 && !utf8.RuneStart(src.text[start]) {
		start--
	}
	at := place{src: src, offset: start, length: max(1, min(pe.Position.Len, len(src.text)-start))}
	message := []rune(strings.TrimSuffix(pe.Message, "."))
	if len(message) > 1 && unicode.IsLower(message[1]) {
		message[0] = unicode.ToLower(message[0])
	}
	l.fail(at, "not valid TOML: "+string(message), remedy(pe.Message))
}

// remedy says what to do about a message of the decoder.
func remedy(message string) string {
	for _, known := range [][2]string{
		{"already", "keep one of the two"},
		{"table name", "close the bracket; a name with blanks, or other signs than letters of English, digits, - and _, stands in quotes"},
		{"newlines", `close the quote, or open and close with three (""") for text over several lines`},
		{"control characters", "leave it out"},
		{"int64", "no entry takes a number of that size"},
	} {
		if strings.Contains(message, known[0]) {
			return known[1]
		}
	}
	return "text, and numbers with a unit, stand in quotes; dates and other numbers do not; see toml.io"
}
