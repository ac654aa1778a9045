package sim

// Observer watches runs. It is told of the start of each, when all is as the
// scenario has it and Now is 0, of every event as it happens and of every tick
// once its phases are through. It must not change the engine.
type Observer interface {
	Start(*Engine)
	Event(Event)
	Tick(*Engine)
}

// Kind says what happened.
type Kind uint8

// The kinds of event, with what the fields of Event hold.
const (
	Meeting    Kind = iota // envoys met
	Contact                // professionals talked
	Understood             // Issue was understood at Value
	Reopened               // Issue was reopened by professionals of Side
	Signed                 // Deal was signed
	Refused                // a package was put to the principals and Side declined
	Ended                  // Deal ended, Cause says of what; Side: on whose account
	Leaked                 // Corps of Side leaked against Envoy
	Fell                   // Envoy fell from grace
	Seated                 // a successor took Envoy's seat
	Won                    // Envoy won Talk for his portfolio
)

// String returns the kind in one word.
func (k Kind) String() string {
	return [...]string{
		"meeting", "contact", "understood", "reopened", "signed", "refused",
		"ended", "leaked", "fell", "seated", "won",
	}[k]
}

// Event is something that happened in a run. Fields that do not apply are -1.
type Event struct {
	Day   float64
	Kind  Kind
	Talk  int
	Side  int
	Envoy int // index into Outcome.Envoys
	Issue int // index into the canonical scenario's issues
	Deal  int // index into Outcome.Deals
	Cause Cause
	Value float64
}
