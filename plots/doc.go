// Package plots draws what the studies computed as charts fit for a briefing.
//
// A chart is a plain struct of numbers and words, such as [Survival] or
// [Reliability]: see [Chart] for all of them. [Render] draws it as PNG, SVG or
// PDF in one of three sizes and three themes, [WriteCSV] writes the numbers
// behind it, and its Alt method tells it in words.
// The same chart gives the same bytes every time: no clock, no font of the
// machine, no map order enters a picture.
//
// House style: the title says the finding in ten words or fewer; text is
// horizontal; keys and labels stand outside the data; colour is never the only
// mark; fills are solid. It follows the charts guidance of the UK Government
// Analysis Function and the Office for National Statistics.
//
// All text is drawn as glyph outlines, for three reasons found by running
// gonum/plot v0.17: its PDF garbles characters outside ASCII, its SVG names
// fonts that it does not carry, and a glyph that the font lacks vanishes
// without an error.
package plots
