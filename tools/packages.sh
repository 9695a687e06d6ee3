#!/usr/bin/env bash
# Install programs that are used where they are there, if that needs no question to anybody: tesseract, which reads
# scans, and jq and fzf, of the recipes in the docs. Everything else works without them, so this says a line for each
# that is missing and never fails a set-up.
set -u
declare -A packages=([tesseract]=tesseract-ocr [jq]=jq [fzf]=fzf)
declare -A without=([tesseract]="scans will wait for OCR" [jq]="recipes with it are not tested" [fzf]="recipes with it are not tested")
missing=()
for program in tesseract jq fzf; do command -v "$program" >/dev/null || missing+=("$program"); done
[ ${#missing[@]} = 0 ] && exit 0
left() {
    for program in "${missing[@]}"; do
        command -v "$program" >/dev/null && continue
        echo "$program is not installed ($1): ${without[$program]}. To have it: apt install ${packages[$program]}"
    done
    exit 0
}
command -v apt-get >/dev/null || left "no apt-get here"
as_root=()
if [ "$(id -u)" != 0 ]; then
    sudo -n true 2>/dev/null || left "not root, and sudo wants a password"
    as_root=(sudo -n)
fi
install() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive timeout 300 apt-get "$@" </dev/null >/dev/null 2>&1; }
updated=
for program in "${missing[@]}"; do
    package=${packages[$program]}
    install install -y --no-install-recommends "$package" && continue
    [ -z "$updated" ] && updated=yes && install update && install install -y --no-install-recommends "$package"
done
for program in "${missing[@]}"; do command -v "$program" >/dev/null && echo "$program was installed"; done
left "apt-get could not install it"
