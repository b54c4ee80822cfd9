#!/usr/bin/env bash
# Find a Chromium that starts, install one if there is none, and print its path.
# usage: tools/setup_browser.sh PYTHON [shell]   (CHROMIUM=... names one yourself)
# shell: prefer the build without windows of its own, which takes three fifths of the processor time for a page
set -euo pipefail

python=$1
wanted=${2:-}

fail() {
    echo "setup: $*" >&2
    exit 1
}

# Ubuntu's chromium-browser without snap is a script that only says so: ask for the version
starts() {
    timeout 60 "$1" --version 2>/dev/null | grep -qE '(Chromium|Google Chrome)[^0-9]* [0-9]+'
}

find_one_of() {
    local candidate path
    for candidate in "$@"; do
        if path=$(command -v "$candidate") && starts "$path"; then
            echo "$path"
            return
        fi
    done
    return 1
}

find_shell() {
    find_one_of chromium-headless-shell chrome-headless-shell
}

find_browser() {
    find_one_of chromium chromium-browser google-chrome google-chrome-stable /snap/bin/chromium
}

# The build that the pinned playwright fetched for itself
find_own_build() {
    local path
    path=$("$python" -c 'from playwright.sync_api import sync_playwright as s
with s() as p: print(p.chromium.executable_path)' 2>/dev/null) && [ -x "$path" ] && starts "$path" && echo "$path"
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

if [ -n "${CHROMIUM:-}" ]; then
    starts "$CHROMIUM" || fail "CHROMIUM=$CHROMIUM does not start as a Chromium; unset it or name another"
    echo "$CHROMIUM"
    exit
fi

if [ "$wanted" = shell ]; then
    find_shell && exit
    if command -v apt-get >/dev/null; then
        echo "setup: no chromium-headless-shell found, installing it" >&2
        as_root apt-get update -qq >&2 || echo "setup: 'apt-get update' failed" >&2
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
            chromium-headless-shell >&2 || echo "setup: it could not be installed; a whole Chromium does, more slowly" >&2
        find_shell && exit
    fi
fi
find_browser && exit
find_own_build && exit

echo "setup: no Chromium found, installing one" >&2
if command -v apt-get >/dev/null; then
    as_root apt-get update -qq >&2 || echo "setup: 'apt-get update' failed" >&2
    # Ubuntu's package of this name only asks for the snap, which is tried below
    if ! grep -qsi '^ID=ubuntu' /etc/os-release; then
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >&2 ||
            echo "setup: 'apt-get install chromium' failed" >&2
        find_browser && exit
    fi
fi
if command -v snap >/dev/null && snap version >/dev/null 2>&1; then
    as_root snap install chromium >&2 || echo "setup: 'snap install chromium' failed" >&2
    find_browser && exit
fi
as_root "$python" -m playwright install-deps chromium >&2 || echo "setup: the browser's libraries could not be installed" >&2
"$python" -m playwright install chromium >&2 || echo "setup: 'playwright install chromium' failed" >&2
find_own_build && exit

fail "the browser tests need Chromium, and none could be installed (the reason stands above);" \
    "install Chromium or Google Chrome yourself, or name one with CHROMIUM=/path/to/chromium"
