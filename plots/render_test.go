package plots

import (
	"bytes"
	"testing"
)

// render draws a chart that has nothing wrong with it.
func render(t *testing.T, c Chart, o Options) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Render(&out, c, o); err != nil {
		t.Fatalf("%v %v: %v", o.Format, o.Size, err)
	}
	return out.Bytes()
}
