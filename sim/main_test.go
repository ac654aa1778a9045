package sim

import (
	"flag"
	"os"
	"testing"
)

// TestMain pins the seed and the number of the generated scenarios unless they
// are given, so that a test run repeats itself; -rapid.seed explores further.
func TestMain(m *testing.M) {
	flag.Parse()
	given := map[string]bool{}
	flag.Visit(func(f *flag.Flag) { given[f.Name] = true })
	for name, value := range map[string]string{"rapid.seed": "20250401", "rapid.checks": "1000"} {
		if given[name] {
			continue
		}
		if err := flag.Set(name, value); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}
