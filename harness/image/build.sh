#!/usr/bin/env bash
# Builds our images, offpeak:local and offpeak-simulator:local. Where no registry can be reached, or with --local, on a
# base that is assembled on this machine.   usage: harness/image/build.sh [--local]
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../.." && pwd)"

base="${NODE_IMAGE:-node:24-bookworm-slim}"
if [ "${1:-}" = --local ] || { ! docker image inspect "$base" >/dev/null 2>&1 && ! docker pull -q "$base" >/dev/null 2>&1; }; then
  base=offpeak-base:local
  "$here/base.sh" "$base"
fi

# On the host's network, so that the package registry is the one that this machine uses.
for target in offpeak simulator; do
  name=offpeak
  [ "$target" = simulator ] && name=offpeak-simulator
  docker build -q --network host --build-arg "NODE_IMAGE=$base" --target "$target" -t "$name:local" "$root" >/dev/null
  docker image inspect --format '{{index .RepoTags 0}} on '"$base"': {{.Size}} bytes' "$name:local"
done
