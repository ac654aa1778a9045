package design

import (
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func sobol(t rapid.TB, d int, src rand.Source) *Sobol {
	t.Helper()
	s, err := NewSobol(d, src)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func take(s *Sobol, n int) [][]float64 {
	points := make([][]float64, n)
	for i := range points {
		points[i] = s.At(i)
	}
	return points
}

// The first points in five dimensions are those that the program published with
// Joe & Kuo (2008) prints; the last line is from SciPy 1.10.1, which has
// the same table: point 1000 in dimensions 21, 101, 278 and 1111.
func TestSobolPublished(t *testing.T) {
	s := sobol(t, MaxSobol, nil)
	for i, want := range [][]float64{
		{0, 0, 0, 0, 0},
		{0.5, 0.5, 0.5, 0.5, 0.5},
		{0.75, 0.25, 0.25, 0.25, 0.75},
		{0.25, 0.75, 0.75, 0.75, 0.25},
		{0.375, 0.375, 0.625, 0.875, 0.375},
		{0.875, 0.875, 0.125, 0.375, 0.875},
		{0.625, 0.125, 0.875, 0.625, 0.625},
		{0.125, 0.625, 0.375, 0.125, 0.125},
		{0.1875, 0.3125, 0.9375, 0.4375, 0.5625},
	} {
		if got := s.At(i)[:5]; !slices.Equal(got, want) {
			t.Errorf("point %d is %v, want %v", i, got, want)
		}
	}
	p := s.At(1000)
	if got, want := []float64{p[20], p[100], p[277], p[1110]}, []float64{0.5224609375, 0.7685546875, 0.7607421875, 0.3701171875}; !slices.Equal(got, want) {
		t.Errorf("point 1000 has %v, want %v", got, want)
	}
}

// Every polynomial of the table is primitive, no two are the same, there are as
// many of each degree as exist, φ(2^s - 1)/s, and m(k) is odd and below 2^k
// (Joe & Kuo 2008, section 2).
func TestDirectionNumbers(t *testing.T) {
	seen := map[string]bool{}
	count := map[int]int{}
	for line := range strings.Lines(joeKuo) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		words := strings.Fields(line)
		s, a := int(number(words[0])), uint64(number(words[1]))
		if len(words) != 2+s || seen[words[0]+" "+words[1]] {
			t.Fatalf("wrong length, or a polynomial seen before: %s", line)
		}
		seen[words[0]+" "+words[1]] = true
		count[s]++
		if !primitive(s, 1<<s|a<<1|1) {
			t.Errorf("not primitive: %s", line)
		}
		for k, word := range words[2:] {
			if m := number(word); m%2 == 0 || m >= 2<<k {
				t.Errorf("m(%d) = %d: %s", k+1, m, line)
			}
		}
	}
	for s, want := range []int{0, 1, 1, 2, 2, 6, 6, 18, 16, 48, 60, 176, 144, 630} {
		if count[s] != want {
			t.Errorf("%d polynomials of degree %d, want %d", count[s], s, want)
		}
	}
	if len(seen) != MaxSobol-1 {
		t.Errorf("%d lines for %d dimensions", len(seen), MaxSobol)
	}
}

// primitive reports whether x has order 2^degree - 1 modulo the polynomial.
func primitive(degree int, polynomial uint64) bool {
	order, x := 1, uint64(1)
	for ; ; order++ {
		x <<= 1
		if x>>degree&1 == 1 {
			x ^= polynomial
		}
		if x == 1 || order >= 1<<degree {
			return order == 1<<degree-1
		}
	}
}

// Of any aligned run of 2^k points, every input has one point in each of the
// 2^k intervals, and the first two inputs together one in each of the
// elementary rectangles of that area: a (0,k,2)-net (Sobol 1967). Scrambling
// keeps both (Owen 1995).
func TestSobolStrata(t *testing.T) {
	plain, scrambled := sobol(t, MaxSobol, nil), sobol(t, MaxSobol, rand.NewPCG(1, 2))
	rapid.Check(t, func(t *rapid.T) {
		s := plain
		if rapid.Bool().Draw(t, "scrambled") {
			s = scrambled
		}
		k := rapid.IntRange(0, 7).Draw(t, "k")
		block := rapid.IntRange(0, 1<<20).Draw(t, "block")
		n := 1 << k
		counts := make([][]int, MaxSobol)
		for j := range counts {
			counts[j] = make([]int, n)
		}
		pair := make([][]int, k+1)
		for split := range pair {
			pair[split] = make([]int, n)
		}
		for i := range n {
			p := s.At(block*n + i)
			for j, x := range p {
				counts[j][int(x*float64(n))]++
			}
			for split := range pair {
				a, b := int(p[0]*float64(int(1)<<split)), int(p[1]*float64(int(1)<<(k-split)))
				pair[split][a<<(k-split)|b]++
			}
		}
		for j, count := range counts {
			if slices.Max(count) != 1 {
				t.Fatalf("input %d, points from %d: %v", j, block*n, count)
			}
		}
		for split, count := range pair {
			if slices.Max(count) != 1 {
				t.Fatalf("rectangles of 1/2^%d: %v", split, count)
			}
		}
	})
}

// A coordinate depends on the source and its own number alone.
func TestSobolExtends(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.Uint64().Draw(t, "seed")
		d := rapid.IntRange(1, 40).Draw(t, "d")
		i := rapid.IntRange(0, 1<<32-1).Draw(t, "i")
		few, many := sobol(t, d, rand.NewPCG(seed, 0)).At(i), sobol(t, 2*d, rand.NewPCG(seed, 0)).At(i)
		if !slices.Equal(few, many[:d]) {
			t.Fatalf("%v of %d inputs, %v of %d", few, d, many, 2*d)
		}
		for _, x := range many {
			if !(x >= 0 && x < 1) {
				t.Fatalf("coordinate %v", x)
			}
		}
	})
}

// The same seed must give the same points in every later version: a sweep that
// is taken up again would otherwise mix two designs.
func TestSobolPinned(t *testing.T) {
	got := sobol(t, 3, rand.NewPCG(1, 2)).At(5)
	if want := []float64{0.81618806425012136, 0.52636423054614234, 0.64269981359419537}; !slices.Equal(got, want) {
		t.Errorf("point 5 is %.17g, and was %.17g", got, want)
	}
}

// Over many seeds, a coordinate of a point is uniform, in its first digits and
// its last, and two points that share two digits are independent in the next:
// chi-square tests, each of which a right scrambling with another seed fails in
// 1 of 10,000 cases.
func TestScramblingIsUniform(t *testing.T) {
	const seeds, cells = 4096, 16
	first, last, both := make([]float64, cells), make([]float64, cells), make([]float64, cells)
	rng := rand.New(rand.NewPCG(3, 4))
	plain := sobol(t, 2, nil)
	a, b := 0, 0
	for i, p := range take(plain, 16) { // the point that shares two digits with point 0
		if q := int(p[1] * 8); q == 1 && a == b {
			b = i
		}
	}
	for range seeds {
		s := sobol(t, 2, rng)
		x, y := s.At(a)[1], s.At(b)[1]
		first[int(x*cells)]++
		_, tail := math.Modf(x * (1 << 49))
		last[int(tail*cells)]++
		if int(x*4) != int(y*4) || int(x*8) == int(y*8) {
			t.Fatalf("points %d and %d at %v and %v", a, b, x, y)
		}
		digits := func(x float64) int { return int(x*32) % 4 } // the fourth and the fifth
		both[4*digits(x)+digits(y)]++
	}
	for what, counts := range map[string][]float64{"first digits": first, "last digits": last, "two points": both} {
		if x := chiSquare(counts, seeds); x > 44.26 { // 0.9999 quantile on 15 degrees of freedom
			t.Errorf("%s: chi-square of %v from %v", what, x, counts)
		}
	}
}

func chiSquare(counts []float64, n float64) float64 {
	sum, expected := 0.0, n/float64(len(counts))
	for _, c := range counts {
		sum += (c - expected) * (c - expected) / expected
	}
	return sum
}

// discrepancy is the L2-star discrepancy by Warnock's formula.
func discrepancy(points [][]float64) float64 {
	n, d := float64(len(points)), len(points[0])
	single, double := 0.0, 0.0
	for _, p := range points {
		product := 1.0
		for _, x := range p {
			product *= 1 - x*x
		}
		single += product
		for _, q := range points {
			product := 1.0
			for j := range p {
				product *= 1 - max(p[j], q[j])
			}
			double += product
		}
	}
	return math.Sqrt(math.Pow(3, -float64(d)) - math.Pow(2, 1-float64(d))/n*single + double/(n*n))
}

// The discrepancy of the first 1024 points in five dimensions is that of SciPy
// 1.10.1. Scrambled, that of 256 points is less than half of what random
// points have in the mean, sqrt((2^-d - 3^-d)/n), and less than that of Latin
// hypercubes; twenty seeds, none an exception.
func TestSobolDiscrepancy(t *testing.T) {
	if got := discrepancy(take(sobol(t, 5, nil), 1024)); math.Abs(got-0.0015213073584988493) > 1e-12 {
		t.Errorf("plain: %v", got)
	}
	random := math.Sqrt((math.Pow(2, -5) - math.Pow(3, -5)) / 256)
	for seed := range uint64(20) {
		got := discrepancy(take(sobol(t, 5, rand.NewPCG(seed, 5)), 256))
		latin := discrepancy(LatinHypercube(256, 5, rand.NewPCG(seed, 5)))
		if got > random/2 || got > latin {
			t.Errorf("seed %d: %v; random points have %v, a Latin hypercube %v", seed, got, random, latin)
		}
	}
}

func TestSobolEdges(t *testing.T) {
	if _, err := NewSobol(MaxSobol+1, nil); err == nil || !strings.Contains(err.Error(), "1112") {
		t.Errorf("of 1112 inputs: %v", err)
	}
	s := sobol(t, 1, nil)
	if got, want := s.At(1<<32 - 1)[0], float64(bits.Reverse32(1<<31))/(1<<32); got != want {
		t.Errorf("last point %v, want %v", got, want) // the Gray code of the last is 2^31
	}
	panics(t, "no inputs", func() { sobol(t, 0, nil) })
	panics(t, "point -1", func() { s.At(-1) })
	panics(t, "point 2^32", func() { s.At(1 << 32) })
}

func panics(t *testing.T, what string, f func()) {
	t.Helper()
	defer func() {
		t.Helper()
		if got, _ := recover().(string); !strings.HasPrefix(got, "design: ") {
			t.Errorf("%s: panic %q, want one that begins with \"design: \"", what, got)
		}
	}()
	f()
}
