package design

import (
	_ "embed"
	"fmt"
	"math/bits"
	"math/rand/v2"
	"strconv"
	"strings"
)

// MaxSobol is the greatest number of inputs of a [Sobol] sequence: the table
// holds every primitive polynomial of degree 13 or less.
const MaxSobol = 1111

// sobolBits is the number of binary digits of the direction numbers, and so the
// logarithm of the length of the sequence.
const sobolBits = 32

//go:embed joe-kuo.txt
var joeKuo string

// Sobol is a low-discrepancy sequence of points in [0,1)^d (Sobol 1967), with
// the direction numbers of Joe & Kuo (2008), in Gray code order. Of its points,
// each aligned run of 2^k is spread over the cube far more evenly than random
// points, so take a power of two of them, from the first on (Owen 2022).
//
// It can be extended: point i does not depend on how many are taken. A
// coordinate does not depend on how many inputs come after it, either.
type Sobol struct {
	directions [][sobolBits]uint32 // by input; bit 31 is the first binary digit
	keys       []uint64            // of the scrambling, by input; none for the plain sequence
}

// NewSobol makes a sequence for d inputs, scrambled with one number for each
// input from src, in order. The scrambling is that of Owen (1995), nested and
// uniform: at each binary digit, the digit is turned or not at random,
// independently for each value of the digits before it. Every point is then
// uniform in the cube, means over the points are unbiased, and the even spread
// stays. Whether a digit is turned is read off a hash of the input's number, the
// place and the digits before it (the finalizer of Steele, Lea & Flood 2014).
//
// With a nil src the sequence is the plain one, whose first point is the corner
// 0. It is an error if d is above [MaxSobol]. It panics if d is below 1.
func NewSobol(d int, src rand.Source) (*Sobol, error) {
	checkSize(1, d)
	if d > MaxSobol {
		return nil, fmt.Errorf("%d dimensions, and the Sobol sequence has %d at most; vary fewer inputs, or use a Latin hypercube", d, MaxSobol)
	}
	s := &Sobol{directions: sobolDirections(d)}
	if src != nil {
		s.keys = make([]uint64, d)
		for i := range s.keys {
			s.keys[i] = src.Uint64()
		}
	}
	return s, nil
}

// At returns point i of the sequence. It panics unless 0 <= i < 2^32.
func (s *Sobol) At(i int) []float64 {
	if i < 0 || bits.Len64(uint64(i)) > sobolBits {
		panic(fmt.Sprintf("design: point %d of a Sobol sequence of 2^%d points", i, sobolBits))
	}
	gray := uint32(i) ^ uint32(i)>>1
	point := make([]float64, len(s.directions))
	for j := range point {
		digits := uint32(0)
		for rest := gray; rest != 0; rest &= rest - 1 {
			digits ^= s.directions[j][bits.TrailingZeros32(rest)]
		}
		if s.keys == nil {
			point[j] = float64(digits) / (1 << sobolBits)
		} else {
			point[j] = scramble(digits, s.keys[j])
		}
	}
	return point
}

// scramble turns the digits of a coordinate by the key. The digits after the
// last of the sequence are random too, so that the coordinate has all 53 of a
// float64.
func scramble(digits uint32, key uint64) float64 {
	turned := digits
	for place := range sobolBits {
		// A node of the tree of digits: those before this place, led by a 1,
		// so that no two nodes have the same number.
		node := uint64(1)<<place | uint64(digits)>>(sobolBits-place)
		turned ^= uint32(mix(key^mix(node))>>63) << (sobolBits - 1 - place)
	}
	const more = 53 - sobolBits
	tail := mix(key^mix(1<<sobolBits|uint64(digits))) >> (64 - more)
	return float64(uint64(turned)<<more|tail) / (1 << 53)
}

// mix is the finalizer of SplitMix64: a bijection in which each bit of x moves
// each bit of the result with a probability of about one half. The constant
// keeps 0 from standing still.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// sobolDirections computes the direction numbers of the first d inputs. The
// first is the sequence of van der Corput; the others obey the recurrence of
// their polynomials (Joe & Kuo 2008, equation 2).
func sobolDirections(d int) [][sobolBits]uint32 {
	directions := make([][sobolBits]uint32, 0, d)
	var first [sobolBits]uint32
	for k := range first {
		first[k] = 1 << (sobolBits - 1 - k)
	}
	directions = append(directions, first)
	for line := range strings.Lines(joeKuo) {
		if len(directions) == d {
			break
		}
		if strings.HasPrefix(line, "#") {
			continue
		}
		numbers := strings.Fields(line)
		s, a := number(numbers[0]), number(numbers[1])
		var v [sobolBits]uint32
		for k := range v {
			if k < int(s) {
				v[k] = number(numbers[2+k]) << (sobolBits - 1 - k)
				continue
			}
			v[k] = v[k-int(s)] ^ v[k-int(s)]>>s
			for i := 1; i < int(s); i++ {
				v[k] ^= (a >> (int(s) - 1 - i) & 1) * v[k-i]
			}
		}
		directions = append(directions, v)
	}
	return directions
}

// number reads a number of the embedded table.
func number(word string) uint32 {
	x, err := strconv.ParseUint(word, 10, 32)
	if err != nil {
		panic(fmt.Sprintf("design: the table of direction numbers has %q", word))
	}
	return uint32(x)
}
