package record

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
)

// A part is a file that is written whole or not at all and never changed: a line
// that says what it is, a line with the key of its cells, the cells, and the
// SHA-256 of all that. A cell is the SHA-256 of its scenario, the number of its
// first run, their count, and the values by metric and run, all little-endian.
// It is for the same program on the same machine: what is to last is a table.

const (
	partMagic = "backchannel cells 1\n"
	cellHead  = sha256.Size + 8 + 4
)

// span is some consecutive runs of a scenario in a part.
type span struct {
	first  uint64
	runs   uint32
	part   uint32
	offset int64 // of the values
}

func (s *span) end() uint64 { return s.first + uint64(s.runs) }

// scenarioKey is the SHA-256 of a resolved scenario.
type scenarioKey [sha256.Size]byte

func scenarioKeyOf(text string) (key scenarioKey, err error) {
	sum, err := hex.DecodeString(text)
	if err != nil || len(sum) != len(key) {
		return key, fmt.Errorf("%q is no SHA-256", text)
	}
	return scenarioKey(sum), nil
}

// partHead begins a part.
func partHead(key *CellKey) ([]byte, error) {
	text, err := json.Marshal(key)
	return append(append([]byte(partMagic), text...), '\n'), err
}

// appendCell appends a cell to a part, and returns where its values begin.
func appendCell(part []byte, key scenarioKey, c *Cell) (_ []byte, values int64) {
	part = append(part, key[:]...)
	part = binary.LittleEndian.AppendUint64(part, c.First)
	part = binary.LittleEndian.AppendUint32(part, uint32(c.Runs()))
	values = int64(len(part))
	for _, list := range c.Values {
		for _, x := range list {
			part = binary.LittleEndian.AppendUint64(part, math.Float64bits(x))
		}
	}
	return part, values
}

var errDamaged = errors.New("it is damaged, or not whole")

// readPart finds the key and the cells of a part.
func readPart(data []byte, each func(key scenarioKey, s span)) (CellKey, error) {
	var key CellKey
	whole := len(data) - sha256.Size
	if whole < 0 || !bytes.HasPrefix(data, []byte(partMagic)) {
		return key, errDamaged
	}
	body := data[:whole]
	if sum := sha256.Sum256(body); !bytes.Equal(sum[:], data[whole:]) {
		return key, errDamaged
	}
	head := bytes.IndexByte(body[len(partMagic):], '\n') + len(partMagic) + 1
	if err := json.Unmarshal(body[len(partMagic):head], &key); err != nil {
		return key, err
	}
	for at := head; at < len(body); {
		if len(body)-at < cellHead {
			return key, errDamaged
		}
		s := span{
			first:  binary.LittleEndian.Uint64(body[at+sha256.Size:]),
			runs:   binary.LittleEndian.Uint32(body[at+sha256.Size+8:]),
			offset: int64(at + cellHead),
		}
		size := int64(s.runs) * int64(len(key.Metrics)) * 8
		if int64(len(body))-s.offset < size {
			return key, errDamaged
		}
		each(scenarioKey(body[at:at+sha256.Size]), s)
		at = int(s.offset + size)
	}
	return key, nil
}
