#!/usr/bin/env bash
# Install tesseract, which reads scans, where that needs no question to anybody. Everything else works without it, so
# this says one line and never fails a set-up.
set -u
command -v tesseract >/dev/null && exit 0
without() {
    echo "tesseract is not installed ($1): scans will wait for OCR. To have them read: apt install tesseract-ocr"
    exit 0
}
command -v apt-get >/dev/null || without "no apt-get here"
as_root=()
if [ "$(id -u)" != 0 ]; then
    sudo -n true 2>/dev/null || without "not root, and sudo wants a password"
    as_root=(sudo -n)
fi
install() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive timeout 300 apt-get "$@" </dev/null >/dev/null 2>&1; }
install install -y --no-install-recommends tesseract-ocr || { install update && install install -y --no-install-recommends tesseract-ocr; } ||
    without "apt-get could not install it"
echo "tesseract was installed, to read scans"
