package main

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"html/template"
	"io"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
)

// reportChart is a chart as it stands in the page.
type reportChart struct {
	name  string // of its file, without folder and extension
	kind  string // one of kindWords; empty: of none
	ID    string
	Title string
	Alt   string
	SVG   template.HTML
}

// reportCharts puts the charts in the order of the findings: what became of
// deals, how long they lasted, and so on by kind; what is of no kind, last.
func reportCharts(files map[string][]byte) ([]reportChart, error) {
	var names []string
	for name := range maps.Keys(files) {
		if strings.HasSuffix(name, ".svg") {
			names = append(names, name)
		}
	}
	rank := func(name string) int {
		if i := slices.Index(kindWords(), chartKindOf(chartName(name))); i >= 0 {
			return i
		}
		return len(kindWords())
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a, b))
	})
	var out []reportChart
	for i, name := range names {
		c := reportChart{ID: fmt.Sprintf("chart-%d", i+1), name: chartName(name)}
		c.kind = chartKindOf(c.name)
		svg, title, err := inline(files[name], c.ID+"-")
		if err != nil {
			return nil, fmt.Errorf("chart %s: %w", name, err)
		}
		c.Title, c.SVG = title, svg
		// The text alternative leads with the title, which the page has already.
		alt := strings.TrimSpace(string(files[strings.TrimSuffix(name, ".svg")+".txt"]))
		c.Alt = strings.TrimSpace(strings.TrimPrefix(alt, title+"."))
		out = append(out, c)
	}
	return out, nil
}

// chartName is the name of a chart's file, without folder and extension.
func chartName(file string) string { return strings.TrimSuffix(path.Base(file), path.Ext(file)) }

// chartKindOf is the kind of a chart of that name: the name is the kind's, or
// begins with it and goes on after a hyphen. It is empty for an unknown kind.
func chartKindOf(name string) string {
	for _, kind := range kindWords() {
		if name == kind || strings.HasPrefix(name, kind+"-") {
			return kind
		}
	}
	return ""
}

// inline makes a drawing part of a page: without XML prologue and fixed size,
// its ids under a prefix of its own. title is what the drawing calls itself.
func inline(svg []byte, prefix string) (_ template.HTML, title string, err error) {
	if title, err = inspect(svg); err != nil {
		return "", "", err
	}
	start := bytes.Index(svg, []byte("<svg"))
	end := start + bytes.IndexByte(svg[start:], '>')
	head := regexp.MustCompile(`\s(width|height)="[^"]*"`).ReplaceAllString(string(svg[start:end]), "")
	text := head + string(svg[end:])
	text = regexp.MustCompile(`\s(id)="([^"]*)"`).ReplaceAllString(text, ` $1="`+prefix+`$2"`)
	text = regexp.MustCompile(`(href="|url\()#`).ReplaceAllString(text, "${1}#"+prefix)
	text = regexp.MustCompile(`\saria-(labelledby|describedby)="[^"]*"`).ReplaceAllStringFunc(text, func(s string) string {
		name, ids, _ := strings.Cut(strings.TrimSuffix(s, `"`), `"`)
		list := strings.Fields(ids)
		for i := range list {
			list[i] = prefix + list[i]
		}
		return name + `"` + strings.Join(list, " ") + `"`
	})
	return template.HTML(text), title, nil // inspected above
}

// inspect reads a drawing through: it must be well-formed and hold nothing
// that acts or loads.
func inspect(svg []byte) (title string, err error) {
	in := xml.NewDecoder(bytes.NewReader(svg))
	root, inTitle := false, false
	for {
		token, err := in.Token()
		switch {
		case errors.Is(err, io.EOF) && root:
			return title, nil
		case err != nil:
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if !root && t.Name.Local != "svg" {
				return "", fmt.Errorf("a drawing cannot begin with <%s>", t.Name.Local)
			}
			root, inTitle = true, t.Name.Local == "title" && title == ""
			if err := harmless(t); err != nil {
				return "", err
			}
		case xml.CharData:
			if inTitle {
				title += string(t)
			}
		case xml.EndElement:
			inTitle = false
		}
	}
}

// harmless refuses elements and attributes that a chart has no use for.
func harmless(t xml.StartElement) error {
	known := []string{"svg", "title", "desc", "g", "path", "rect", "line", "polyline", "polygon", "circle", "ellipse", "defs", "clipPath", "use"}
	if !slices.Contains(known, t.Name.Local) {
		return fmt.Errorf("a chart cannot hold <%s>", t.Name.Local)
	}
	for _, a := range t.Attr {
		outside := a.Name.Local == "href" && !strings.HasPrefix(a.Value, "#") ||
			strings.Contains(strings.ReplaceAll(a.Value, "url(#", ""), "url(")
		if outside || strings.HasPrefix(strings.ToLower(a.Name.Local), "on") {
			return fmt.Errorf("a chart cannot have %s=%q", a.Name.Local, a.Value)
		}
	}
	return nil
}
