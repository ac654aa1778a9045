package plots

import (
	"math"
	"slices"
)

// ramp is a sequential colour scale of evenly spaced stops.
type ramp []rgb

// batlow is the scale of that name, every sixteenth of its 256 colours: dark blue
// through green to pink, in steps that look equally large also to who does not
// see red or green, and that keep their order in grey (Crameri 2018, Scientific
// colour maps, doi:10.5281/zenodo.1243862; Crameri, Shephard and Heron 2020, The
// misuse of colour in science communication).
func batlow() ramp {
	return ramp{
		0x011959, 0x0D315D, 0x114360, 0x175262, 0x226061, 0x356A59, 0x4D734D, 0x677B3E, 0x828231,
		0xA18A2B, 0xC09036, 0xDD954D, 0xF19D6B, 0xFCA890, 0xFDB4B4, 0xFCBFD6, 0xFACCFA,
	}
}

// greys is the scale of what is printed without colour.
func greys() ramp { return ramp{0x262626, 0xF4F4F4} }

// reversed returns the scale from its other end.
func (r ramp) reversed() ramp {
	out := slices.Clone(r)
	slices.Reverse(out)
	return out
}

// at returns the colour of a share in [0, 1] of the scale.
func (r ramp) at(share float64) rgb {
	place := unit(share) * float64(len(r)-1)
	i := min(int(place), len(r)-2)
	return mix(r[i], r[i+1], place-float64(i))
}

// mix blends two colours: 0 is the first, 1 the second.
func mix(from, to rgb, share float64) rgb {
	part := func(shift uint) rgb {
		a, b := float64(from>>shift&0xFF), float64(to>>shift&0xFF)
		return rgb(math.Round(a+(b-a)*share)) << shift
	}
	return part(16) | part(8) | part(0)
}

// luminance is the relative luminance of WCAG 2.2.
func luminance(c rgb) float64 {
	linear := func(shift uint) float64 {
		v := float64(c>>shift&0xFF) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(16) + 0.7152*linear(8) + 0.0722*linear(0)
}

// contrast is the contrast ratio of WCAG 2.2, from 1 to 21.
func contrast(a, b rgb) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// inkOn returns black or white, whichever stands out more from a fill: against
// any colour one of the two has 4.58:1, the root of the 21:1 between them.
func inkOn(fill rgb) rgb {
	if contrast(fill, white) > contrast(fill, 0x000000) {
		return white
	}
	return 0x000000
}
