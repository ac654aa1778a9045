package record

import (
	"fmt"
	"io/fs"
)

// ExistsError says that the results folder asked for is there already. It is
// an fs.ErrExist.
type ExistsError struct {
	Path    string
	Results bool // it holds results of ours, so it may be replaced if asked
}

// Error says what to do about it.
func (e *ExistsError) Error() string {
	if e.Results {
		return fmt.Sprintf("results folder %q already exists: choose another, or ask for it to be replaced", e.Path)
	}
	return fmt.Sprintf("%q already exists and is no results folder of ours, so it is never replaced: choose another path", e.Path)
}

// Is reports that the error is an fs.ErrExist.
func (e *ExistsError) Is(target error) bool { return target == fs.ErrExist }

// NoResultsError says that a folder is not a results folder of ours.
type NoResultsError struct {
	Path   string
	Reason string
}

// Error says what is missing.
func (e *NoResultsError) Error() string {
	return fmt.Sprintf("%q is not a results folder: %s", e.Path, e.Reason)
}
