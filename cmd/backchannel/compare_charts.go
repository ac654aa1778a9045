package main

// pictures makes the charts of a comparison.
func (c *comparison) pictures() []picture { return nil }
