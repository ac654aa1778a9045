package main

import (
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
)

// wrap breaks a sentence into lines that fit a terminal.
func wrap(sentence string) string { return wrapTo(sentence, width, "") }

// indent does the same two columns to the right.
func indent(sentence string) string { return wrapTo(sentence, width-2, "  ") }

func wrapTo(sentence string, columns int, margin string) string {
	var out []string
	for l := range strings.Lines(text.WrapSoft(sentence, columns)) {
		out = append(out, margin+strings.TrimRight(l, " \n"))
	}
	return strings.Join(out, "\n")
}

// quote makes a word safe to paste into a shell.
func quote(word string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_./=:,+@%", r)
	}
	if word != "" && strings.IndexFunc(word, func(r rune) bool { return !plain(r) }) < 0 {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

// tomlKey quotes a name where TOML asks for it.
func tomlKey(name string) string {
	bare := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_'
	}
	if name != "" && strings.IndexFunc(name, func(r rune) bool { return !bare(r) }) < 0 {
		return name
	}
	return `"` + strings.ReplaceAll(name, `"`, `\"`) + `"`
}
