package main

import "backchannel/sim/record"

func comparisonReport(files map[string][]byte, c *comparison, m record.Manifest) ([]byte, error) {
	return nil, nil
}
