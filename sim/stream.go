package sim

import (
	"crypto/sha256"
	"encoding/binary"
	"math"

	//lint:ignore SA1019 the generator is fixed for the project; this file is where it would change
	"golang.org/x/exp/rand"
)

// This file is the only one that knows where random numbers come from.
//
// Every number belongs to a named stream: its key is a hash of the seed, the
// run, the entity and the purpose. The scenario's name is not in the key, so
// two scenario files share their luck (common random numbers), and an actor
// that is added to one of them takes nothing from the others.
//
// golang.org/x/exp/rand is deprecated in favour of math/rand/v2, whose PCG
// could take its place here and nowhere else.

// stream is one named sequence of random numbers. It must not be copied once
// made, because its rng points into it.
type stream struct {
	name [2]uint64
	src  rand.PCGSource
	rng  *rand.Rand
}

func newStream(entity, purpose string) *stream {
	sum := sha256.Sum256([]byte(entity + "\x00" + purpose))
	s := &stream{name: [2]uint64{
		binary.BigEndian.Uint64(sum[0:8]),
		binary.BigEndian.Uint64(sum[8:16]),
	}}
	s.rng = rand.New(&s.src)
	return s
}

// Source returns the start of a named stream of random numbers that belongs to
// a seed but to no run, for what is drawn from the results of runs, such as
// resampling. Streams of other names or seeds are as good as independent of it
// and of each other; no stream of a run has the same name as long as the
// purpose is none of the model's. It is a Source of math/rand/v2, whose only
// method it has.
func Source(seed uint64, entity, purpose string) interface{ Uint64() uint64 } {
	s := newStream(entity, purpose)
	s.reset(seed, 0)
	return &s.src
}

// reset puts the stream at its start for one run.
func (s *stream) reset(seed, run uint64) {
	luck := mix64(mix64(seed+0x9e3779b97f4a7c15) ^ run)
	s.set(mix64(s.name[0]^luck), mix64(s.name[1]+luck))
}

// seed puts the stream at the start of the sequence that belongs to key. The
// variates of one event come from such a sequence, so that how many of them
// are used never shifts the variates of the next event.
func (s *stream) seed(key uint64) {
	s.set(mix64(key), mix64(key+0x9e3779b97f4a7c15))
}

// seedIn is seed for the part of an event that concerns one talk: an event
// that touches several talks gives each a sequence of its own, so that a talk
// added to the scenario, or to an envoy's portfolio, shifts no other's luck.
func (s *stream) seedIn(key uint64, talk *talkSpec) { s.seed(mix64(key) ^ talk.key) }

// set loads all 128 bits of the generator; its own Seed copies one word into
// both halves, which leaves the streams of nearby seeds correlated.
func (s *stream) set(high, low uint64) {
	var state [16]byte
	binary.BigEndian.PutUint64(state[:8], high)
	binary.BigEndian.PutUint64(state[8:], low)
	if err := s.src.UnmarshalBinary(state[:]); err != nil {
		panic(err) // 16 bytes are what it takes
	}
}

// uniform returns a number in [0, 1).
func (s *stream) uniform() float64 { return float64(s.src.Uint64()>>11) * 0x1p-53 }

// exponential returns a standard exponential number, by inversion, so that it
// takes one word of the stream, always.
func (s *stream) exponential() float64 { return -math.Log1p(-s.uniform()) }

// normal returns a standard normal number.
func (s *stream) normal() float64 { return s.rng.NormFloat64() }

// mix64 is the finaliser of SplitMix64 (Steele, Lea & Flood 2014, variant 13
// of Stafford): a bijection in which every input bit moves half the outputs.
func mix64(x uint64) uint64 {
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9
	x = (x ^ (x >> 27)) * 0x94d049bb133111eb
	return x ^ (x >> 31)
}
