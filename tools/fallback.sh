#!/usr/bin/env bash
# Run the index tests on whoosh-reloaded, which has the same interface and the same files as the whoosh3 we pin.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${1:-python3}" -m venv "$folder/venv"
grep -v '^ \|^#' requirements-dev.txt | sed 's/ \\$//; s/^whoosh3==.*/whoosh-reloaded==2.7.5/' > "$folder/requirements.txt"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check -r "$folder/requirements.txt"
"$folder/venv/bin/python" -m pytest -p no:cacheprovider tests/indexer/engine tests/indexer/query
