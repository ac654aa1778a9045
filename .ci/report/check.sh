#!/usr/bin/env bash
# Opens the report of a results folder in a real browser, and prints it:
# check.sh BACKCHANNEL RESULTS [page]
# With "page" it is laid out for paper, but not printed: a busy Chromium prints the
# page of claims to other bytes about once in fifty times.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
backchannel=$(realpath "$1")
results=$(realpath "$2")

if ! command -v chromium >/dev/null; then
  apt-get update
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium
fi
npm --prefix "$here" ci --ignore-scripts --no-fund --no-audit
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
CHROMIUM=$(command -v chromium) node "$here/check.mjs" "$results/report.html" "$work"
if [ "${3:-}" = page ]; then exit; fi

# One folder and one browser give one PDF, byte for byte, and leave nothing else.
ls -A "$results" >"$work/before"
for paper in a4 letter; do
  for n in 1 2; do
    "$backchannel" report "$results" --paper "$paper" --out "$work/$paper-$n.pdf" --quiet
  done
  cmp "$work/$paper-1.pdf" "$work/$paper-2.pdf"
done
ls -A "$results" | diff "$work/before" -
test "$(find "$work" -name 'report-pdf-*' | wc -l)" = 0
node "$here/pdf.mjs" "$work/a4-1.pdf" 595 842
node "$here/pdf.mjs" "$work/letter-1.pdf" 612 792
