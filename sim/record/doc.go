// Package record is what a study leaves on disk: a results folder with a
// manifest, tables in Parquet (and in CSV on request) and whatever other files
// the caller adds to it.
//
// A Folder is written under a temporary name and takes its own name only when
// complete. Tables stream into it in the order of the runs, so memory does not
// grow with their number, and the same rows give the same bytes however they
// were cut into batches. Read gives the rows back.
//
// Names, units and meanings of columns are in the tags of the row types and
// travel in the files. Days count from the start of the scenario; NULL stands
// where the model says NaN: it never came, or there is nothing to measure.
//
// A table whose columns are known only at run time is a Wide one. Cells keeps what
// a sweep has played until its results are complete, whatever ends it.
//
// No other package knows Parquet, and this one reads no clock.
package record
