#!/usr/bin/env bash
# Make the virtual environment, if there is none yet, and install pinned packages into it.
# usage: tools/setup_venv.sh FOLDER REQUIREMENTS   (PYTHON=... picks the interpreter)
set -euo pipefail

venv=$1
requirements=$2

fail() {
    echo "setup: $*" >&2
    exit 1
}

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    local candidate
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if command -v "$candidate" >/dev/null && new_enough "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    fail "no Python 3.11 or newer found (looked for: ${PYTHON:-python3, python3.11 to python3.14});" \
        "install one, or name it with PYTHON=/path/to/python"
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

# Debian and Ubuntu ship Python without ensurepip: it is in a package of its own
install_venv_module() {
    local version
    version=$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    command -v apt-get >/dev/null || return 1
    echo "setup: $1 cannot make environments yet, installing python$version-venv" >&2
    as_root apt-get update -qq >&2 || return 1
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "python$version-venv" >&2
}

if ! { [ -x "$venv/bin/python" ] && new_enough "$venv/bin/python" && "$venv/bin/python" -m pip --version >/dev/null 2>&1; }; then
    python=$(find_python)
    echo "setup: making $venv with $("$python" --version)"
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        install_venv_module "$python" ||
            fail "'$python -m venv' does not work; install Debian's package python3-venv as root: apt-get install python3-venv"
    fi
    "$python" -m venv --clear "$venv" || fail "'$python -m venv $venv' failed"
fi

echo "setup: installing $requirements (a few minutes the first time)"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input -r "$requirements" ||
    fail "pip could not install $requirements; its message stands above"
