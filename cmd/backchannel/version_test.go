package main

import "testing"

func TestShortVersion(t *testing.T) {
	const long = "0123456789abcdef"
	for _, c := range []struct{ version, commit, want string }{
		{"(devel)", "", "unreleased"},
		{"", "", "unreleased"},
		{"v1.2.0", "", "v1.2.0"},
		{"v1.2.0", long, "v1.2.0"},
		{"v1.2.0", long + "+changes", "0123456 with changes"},
		{"v0.0.0-20260101000000-0123456789ab", long, "0123456"},
		{"v0.0.0-20260101000000-0123456789ab+dirty", long + "+changes", "0123456 with changes"},
		{"(devel)", long, "0123456"},
		{"v0.0.0-20260101000000-0123456789ab", "", "v0.0.0-20260101000000-0123456789ab"},
	} {
		if got := shortVersion(c.version, c.commit); got != c.want {
			t.Errorf("%q, %q: %q, want %q", c.version, c.commit, got, c.want)
		}
	}
}
