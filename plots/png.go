package plots

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/png"
	"io"
	"math"
)

// dotsPerInch is twice the 72 points of an inch, for sharp pictures on dense
// screens and in print.
const dotsPerInch = 144

// writePNG writes the picture with its resolution, so that a word processor
// places it at its size in points and not at twice that.
func writePNG(w io.Writer, img image.Image) error {
	var raw bytes.Buffer
	if err := png.Encode(&raw, img); err != nil {
		return err
	}
	// The resolution chunk (pHYs) must stand before the data: put it right
	// after the signature and the header chunk, whose lengths are fixed.
	const header = 8 + 4 + 4 + 13 + 4
	const metre = 1 / 0.0254 // inches
	body := []byte("pHYs")
	perMetre := uint32(math.Round(dotsPerInch * metre))
	body = binary.BigEndian.AppendUint32(body, perMetre)
	body = binary.BigEndian.AppendUint32(body, perMetre)
	body = append(body, 1) // the unit is the metre
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(body)-len("pHYs")))
	chunk = append(chunk, body...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(body))

	out := append(bytes.Clone(raw.Bytes()[:header]), chunk...)
	_, err := w.Write(append(out, raw.Bytes()[header:]...))
	return err
}
