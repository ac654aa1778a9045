package plots

import (
	"bytes"
	"encoding/xml"
	"io"
)

// writeSVG writes the drawing with a title and a description, and marks it as
// one image, as screen readers expect (SVG 2, section 5.8; WAI-ARIA role img).
func writeSVG(w io.Writer, drawing *svgCanvas, title, alt string) error {
	var raw bytes.Buffer
	if _, err := drawing.WriteTo(&raw); err != nil {
		return err
	}
	before, rest, _ := bytes.Cut(raw.Bytes(), []byte("<svg "))
	attributes, body, _ := bytes.Cut(rest, []byte(">\n"))

	var out bytes.Buffer
	out.Write(before)
	out.WriteString(`<svg role="img" aria-labelledby="title desc" xml:lang="en" `)
	out.Write(attributes)
	out.WriteString(">\n<title id=\"title\">")
	if err := xml.EscapeText(&out, []byte(clean(title))); err != nil {
		return err
	}
	out.WriteString("</title>\n<desc id=\"desc\">")
	if err := xml.EscapeText(&out, []byte(clean(alt))); err != nil {
		return err
	}
	out.WriteString("</desc>\n<defs>\n")
	out.Write(drawing.defs.Bytes())
	out.WriteString("</defs>\n")
	end := bytes.LastIndex(body, []byte("</g>")) // of what turns the drawing upright
	out.Write(body[:end])
	out.Write(drawing.lines.Bytes())
	out.Write(body[end:])
	_, err := w.Write(out.Bytes())
	return err
}
