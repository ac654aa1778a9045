package design_test

import (
	"fmt"
	"math/rand/v2"

	"backchannel/sim/design"
)

// The first four points of the plain sequence in two dimensions, and that each
// half of a range has as many of the scrambled ones.
func ExampleSobol() {
	plain, err := design.NewSobol(2, nil)
	if err != nil {
		panic(err)
	}
	for i := range 4 {
		fmt.Println(plain.At(i))
	}
	scrambled, err := design.NewSobol(2, rand.NewPCG(1, 1))
	if err != nil {
		panic(err)
	}
	low := 0
	for i := range 8 {
		if scrambled.At(i)[1] < 0.5 {
			low++
		}
	}
	fmt.Println(low, "of 8 are low")
	// Output:
	// [0 0]
	// [0.5 0.5]
	// [0.75 0.25]
	// [0.25 0.75]
	// 4 of 8 are low
}
