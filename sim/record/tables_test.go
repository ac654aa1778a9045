package record

import (
	"reflect"
	"testing"
)

func TestTablesComeBackAsTheyWere(t *testing.T) {
	b := outcomes(model(t), 1, 300)
	dir := save(t, Options{}, b)
	same(t, collect[RunRow](t, dir), b.Runs)
	same(t, collect[DealRow](t, dir), b.Deals)
	same(t, collect[EnvoyRow](t, dir), b.Envoys)
	same(t, collect[SideRow](t, dir), b.Sides)
	t.Log(len(b.Runs), len(b.Deals), len(b.Envoys), len(b.Sides))
}

func same[R Row](t *testing.T, got, want []R) {
	t.Helper()
	if len(got) != len(want) || len(want) == 0 {
		t.Fatalf("%s: %d rows came back of %d", table[R](), len(got), len(want))
	}
	for i := range want {
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Fatalf("%s, row %d:\n got %+v\nwant %+v", table[R](), i, got[i], want[i])
		}
	}
}
