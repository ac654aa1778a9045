#!/usr/bin/env bash
# Reads results with readers that share no code with the program: tables of
# known contents, then the results folder of a batch, then that of a sweep.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
results=$(realpath "$1")
sweep=$(realpath "$2")

npm --prefix "$here" ci --ignore-scripts --no-fund --no-audit
known=$(mktemp -d)
trap 'rm -rf "$known"' EXIT
(cd "$here/../.." && go test ./sim/record -count 1 -run '^TestForOtherReaders$' -for-readers "$known")
node "$here/check.mjs" "$known/results" "$known/expected.json"
node "$here/summary.mjs" "$results"
node "$here/sweep.mjs" "$sweep"
