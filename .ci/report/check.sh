#!/usr/bin/env bash
# Opens a report in a real browser: check.sh REPORT.html
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
report=$(realpath "$1")

if ! command -v chromium >/dev/null; then
  apt-get update
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium
fi
npm --prefix "$here" ci --ignore-scripts --no-fund --no-audit
shots=$(mktemp -d)
trap 'rm -rf "$shots"' EXIT
CHROMIUM=$(command -v chromium) node "$here/check.mjs" "$report" "$shots"
