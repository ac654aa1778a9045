// Command backchannel simulates negotiations carried by informal envoys and
// says how often the deals hold. `backchannel help` lists its commands.
package main

import (
	"context"
	"os"
)

func main() {
	os.Exit(run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
