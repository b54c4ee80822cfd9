#!/usr/bin/env bash
# Find librsvg's rsvg-convert, which tests how printed maps look elsewhere; install it if it is missing; print its path.
# usage: tools/setup_rsvg.sh   (RSVG_CONVERT=... names one yourself)
set -euo pipefail

fail() {
    echo "setup: $*" >&2
    exit 1
}

works() {
    timeout 60 "$1" --version 2>/dev/null | grep -qE '^rsvg-convert (version )?[0-9]+'
}

find_rsvg() {
    local path
    path=$(command -v rsvg-convert) && works "$path" && echo "$path"
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        return 1
    fi
}

if [ -n "${RSVG_CONVERT:-}" ]; then
    works "$RSVG_CONVERT" || fail "RSVG_CONVERT=$RSVG_CONVERT does not start as rsvg-convert; unset it or name another"
    echo "$RSVG_CONVERT"
    exit
fi

find_rsvg && exit

echo "setup: no rsvg-convert found, installing it" >&2
if command -v apt-get >/dev/null; then
    as_root apt-get update -qq >&2 || echo "setup: 'apt-get update' failed" >&2
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends librsvg2-bin fonts-dejavu-core >&2 ||
        echo "setup: 'apt-get install librsvg2-bin' failed" >&2
    find_rsvg && exit
fi

fail "the tests of printed maps need rsvg-convert, and it could not be installed (the reason stands above);" \
    "install librsvg2-bin (Debian, Ubuntu) or librsvg yourself, or name it with RSVG_CONVERT=/path/to/rsvg-convert"
