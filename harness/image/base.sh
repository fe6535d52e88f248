#!/usr/bin/env bash
# Assembles a base image from this machine's own Node 24, its libraries and its npm, for places that reach no
# image registry. Same layout as the public Node images, so that one Dockerfile builds on either. It has no shell.
#   usage: harness/image/base.sh [TAG]      (default offpeak-base:local)
set -euo pipefail
tag="${1:-offpeak-base:local}"
root="$(cd "$(dirname "$0")/../.." && pwd)"

node="$(ls "$root"/node_modules/node-linux-*/bin/node 2>/dev/null | head -1 || true)"
node="${node:-$(command -v node)}"
npm="$(dirname "$(readlink -f "$(command -v npm)")")/.."

# The same parts make the same base, and then every layer on it comes from the engine's cache.
parts="$("$node" --version)/$(npm --version)/$(cat "${BASH_SOURCE[0]}" /usr/lib/*/faketime/libfaketime.so.1 2>/dev/null | sha256sum | cut -c1-12)"
if [ "$(docker image inspect --format '{{index .Config.Labels "offpeak.base"}}' "$tag" 2>/dev/null)" = "$parts" ]; then
  echo "$tag is there already"
  exit 0
fi

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"/{usr/local/bin,usr/local/lib/node_modules/npm,etc/ssl/certs,tmp,home/node,proc,sys,dev}
chmod 1777 "$work/tmp"

cp "$node" "$work/usr/local/bin/node"
cp -rL "$npm"/. "$work/usr/local/lib/node_modules/npm/"

# The loader, what node links to, name resolution, and libfaketime where it is installed.
libfaketime="$(ls /usr/lib/*/faketime/libfaketime.so.1 2>/dev/null | head -1 || true)"
{
  ldd "$node" ${libfaketime:+"$libfaketime"} | grep -o '/[^ :)]*' | grep -v ':$'
  ls /lib/*-linux-gnu/libnss_{dns,files}.so.2 /lib/*-linux-gnu/libresolv.so.2 2>/dev/null || true
} | sort -u | while read -r library; do
  case "$library" in "$root"/*) continue ;; esac
  [ -f "$library" ] || continue
  mkdir -p "$work$(dirname "$library")"
  cp -L "$library" "$work$library"
done

printf 'root:x:0:0:root:/root:/sbin/nologin\nnode:x:1000:1000:node:/home/node:/sbin/nologin\n' > "$work/etc/passwd"
printf 'root:x:0:\nnode:x:1000:\n' > "$work/etc/group"
printf 'hosts: files dns\n' > "$work/etc/nsswitch.conf"
certificates=/etc/ssl/certs/ca-certificates.crt
[ -f "$certificates" ] && cp -L "$certificates" "$work$certificates"
chown -R 1000:1000 "$work/home/node"

tar -C "$work" -c . | docker import \
  -c 'ENV PATH=/usr/local/bin' \
  -c "ENV NODE_EXTRA_CA_CERTS=$certificates" \
  -c "LABEL offpeak.base=$parts" \
  -c 'CMD ["node"]' \
  - "$tag" >/dev/null
docker image inspect --format '{{.RepoTags}} {{.Size}} bytes' "$tag"
