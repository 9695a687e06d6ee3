#!/usr/bin/env bash
# Start foi in a new environment that has the run-time dependencies only: an import that only the development
# environment satisfies has shipped before, in other projects.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${1:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check --no-deps .
cd "$folder"
for file in man/man1/foi.1 bash-completion/completions/foi zsh/site-functions/_foi fish/vendor_completions.d/foi.fish; do
    test -s "venv/share/$file" || { echo "the wheel has no share/$file"; exit 1; }
done
venv/bin/foi --data "$folder/data" demo
