# Sourced by .ci/run: a container engine for the tests that need one. What is started here is stopped at the end.
engine_pid=
stop_engine() {
  [ -n "$engine_pid" ] || return 0
  kill "$engine_pid" 2>/dev/null || true
  wait "$engine_pid" 2>/dev/null || true
}

start_engine() {
  if ! command -v dockerd >/dev/null 2>&1 && [ ! -x /usr/sbin/dockerd ] || [ ! -e "$(ls /usr/lib/*/faketime/libfaketime.so.1 2>/dev/null | head -1)" ]; then
    apt-get update -q >/dev/null
    DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends \
      docker.io iptables libfaketime docker-compose >/dev/null
  fi
  docker info >/dev/null 2>&1 && return 0
  PATH="$PATH:/usr/sbin:/sbin" dockerd >reports/tmp/dockerd.log 2>&1 &
  engine_pid=$!
  trap stop_engine EXIT
  for _ in $(seq 1 120); do
    docker info >/dev/null 2>&1 && return 0
    kill -0 "$engine_pid" 2>/dev/null || break
    sleep 0.5
  done
  tail -20 reports/tmp/dockerd.log
  echo "the container engine does not start"
  return 1
}
