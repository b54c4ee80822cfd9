#!/usr/bin/env bash
# Build the image, start it, and wait until it says of itself that it is healthy.
# usage: tools/container_check.sh   (ENGINE=docker or podman picks one; REQUIRE_ENGINE=1 fails where none answers)
set -euo pipefail

image=sozialstrukturatlas:check
name=sozialstrukturatlas-check-$$

# a client without its service is no engine
for engine in ${ENGINE:-docker podman}; do
    if command -v "$engine" >/dev/null && "$engine" info >/dev/null 2>&1; then
        found=$engine
        break
    fi
done
if [ -z "${found:-}" ]; then
    echo "container-check: NOT CHECKED: no container engine answers (looked for: ${ENGINE:-docker, podman});" \
        "what the Dockerfile says is checked by tests/test_container.py alone"
    exit "${REQUIRE_ENGINE:-0}"
fi

cd "$(dirname "${BASH_SOURCE[0]}")/.."
# podman only keeps HEALTHCHECK in docker's format
[ "$found" = podman ] && export BUILDAH_FORMAT=docker
"$found" build --tag "$image" .
trap '"$found" rm --force "$name" >/dev/null' EXIT
"$found" run --detach --name "$name" --network none "$image" >/dev/null

# the image's own command of health, asked without waiting for its interval
ask='import os, urllib.request as r; print(r.urlopen("http://127.0.0.1:" + os.environ["PORT"] + "/healthz", timeout=4).read().decode())'
for _ in $(seq 60); do
    if answer=$("$found" exec "$name" python -c "$ask" 2>/dev/null); then
        echo "container-check: ok, started without a network as user $("$found" exec "$name" id -u), /healthz says $answer"
        exit
    fi
    sleep 1
done
"$found" logs "$name" >&2
echo "container-check: the image was built, but did not answer /healthz within 60 s; its log stands above" >&2
exit 1
