#!/usr/bin/env bash
# Find a program that the tests start; install its package if it is missing; print its path, or "none" where that fails.
# usage: tools/setup_program.sh PROGRAM PACKAGE...   (PROGRAM in capitals, as RSVG_CONVERT=..., names one yourself)
set -euo pipefail

program=$1
shift
named=$(echo "$program" | tr a-z- A-Z_)

fail() {
    echo "setup: $*" >&2
    exit 1
}

works() {
    timeout 60 "$1" --version 2>/dev/null | grep -qE '[0-9]+\.[0-9]+'
}

find_program() {
    local path
    path=$(command -v "$program") && works "$path" && echo "$path"
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

if [ -n "${!named:-}" ]; then
    works "${!named}" || fail "$named=${!named} does not start as $program; unset it or name another"
    echo "${!named}"
    exit
fi

find_program && exit

echo "setup: no $program found, installing it" >&2
if command -v apt-get >/dev/null; then
    as_root apt-get update -qq >&2 || echo "setup: 'apt-get update' failed" >&2
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2 ||
        echo "setup: 'apt-get install $*' failed" >&2
    find_program && exit
fi

echo "setup: $program could not be installed (the reason stands above): its tests are left out;" \
    "install $* (Debian, Ubuntu) yourself, or name it with $named=/path/to/$program" >&2
echo none
