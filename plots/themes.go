package plots

import "fmt"

// Theme is how a chart is coloured.
type Theme int

// The themes. In each, text has a contrast of at least 4.5:1 against the paper
// and every mark 3:1 (WCAG 2.2, success criteria 1.4.3 and 1.4.11), and nothing
// is told by colour alone.
const (
	// Light is dark ink on white paper, for slides and documents. Its categorical
	// colours are the accessible palette of the UK Government Analysis Function,
	// in its order.
	Light Theme = iota
	// Dark is light ink on nearly black paper, for dark slides and screens.
	Dark
	// Print uses black and greys alone: it loses nothing in a copier.
	Print
)

// String returns the name of the theme in lower case.
func (t Theme) String() string {
	switch t {
	case Light:
		return "light"
	case Dark:
		return "dark"
	case Print:
		return "print"
	}
	return fmt.Sprintf("theme(%d)", int(t))
}

// palette returns the colours of the theme. An unknown theme has none: Render
// refuses it.
func (t Theme) palette() (palette, bool) {
	switch t {
	case Light:
		return palette{
			paper: white, ink: 0x1A1F24, slate: 0x4F5B66, axis: 0x8A949E, faint: 0xE1E5E8,
			series: [maxSeries]rgb{0x12436D, 0x28A197, 0x801650, 0xF46A25},
			run:    0xF46A25, truth: 0x801650, ramp: batlow().reversed(),
		}, true
	case Dark:
		// The same hues, raised until they stand out from the paper.
		return palette{
			paper: 0x12171D, ink: 0xF3F5F7, slate: 0xB3BDC7, axis: 0x7D8893, faint: 0x2C353E,
			series: [maxSeries]rgb{0x6CB2EB, 0x34BFB3, 0xE07FB4, 0xF8894F},
			run:    0xF8894F, truth: 0xF2B8D6, ramp: batlow(),
		}, true
	case Print:
		return palette{
			paper: white, ink: 0x000000, slate: 0x333333, axis: 0x7F7F7F, faint: 0xDDDDDD,
			series: [maxSeries]rgb{0x262626, 0x7A7A7A, 0x4D4D4D, 0x8C8C8C},
			run:    0x000000, truth: 0x000000, ramp: greys().reversed(),
		}, true
	}
	return palette{}, false
}
