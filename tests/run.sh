#!/usr/bin/env bash
# Everything a change has to pass, on a bare machine: installs what the tests need and is missing, starts its own broker on its own ports,
# checks the format, builds, tests, stops what it started, and ends with "N passed, N failed, N skipped".
#   tests/run.sh                 all of it
#   tests/run.sh --crash 200     the crash rig alone, so many kills, broker paused too; prints its figures
#   tests/run.sh --fuzz 10       damaged export files alone, for so many minutes; needs no broker
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=true
crash=""
if [ "${1:-}" = "--fuzz" ]; then
  dotnet build tests/Lims.InstrumentAdapters.Tests -v q -clp:NoSummary
  LIMS_FUZZ_MINUTES=${2:?how many minutes?} exec "$root/tests/Lims.InstrumentAdapters.Tests/bin/Debug/net10.0/Lims.InstrumentAdapters.Tests" \
    --filter-method "*A_damaged_sample*" --progress off --no-ansi
fi
if [ "${1:-}" = "--crash" ]; then crash=${2:?how many kills?}; elif [ -n "${1:-}" ]; then echo "usage: tests/run.sh [--crash KILLS | --fuzz MINUTES]" >&2; exit 2; fi

say() { printf '\n== %s\n' "$*"; }

# --- what the tests need ---------------------------------------------------------------------------------------------------------------
missing=()
command -v rabbitmq-server >/dev/null || [ -x /usr/sbin/rabbitmq-server ] || missing+=(rabbitmq-server)
[ -x /usr/bin/chromium-headless-shell ] || missing+=(chromium-headless-shell)
[ -d /usr/share/fonts/truetype/noto ] || missing+=(fonts-noto-core)
if [ ${#missing[@]} -gt 0 ]; then
  say "Installing ${missing[*]}"
  sudo=""; [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo apt-get update -qq
  # The package starts a node of its own where there is an init system; policy-rc.d keeps it down, since the tests bring their own.
  policy=/usr/sbin/policy-rc.d; made=""
  if [ ! -e $policy ]; then printf '#!/bin/sh\nexit 101\n' | $sudo tee $policy >/dev/null; $sudo chmod +x $policy; made=1; fi
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  [ -z "$made" ] || $sudo rm -f $policy
fi

# --- a broker of our own ---------------------------------------------------------------------------------------------------------------
work=$(mktemp -d /tmp/lims-tests.XXXXXX)
port() { python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])' 2>/dev/null || echo $((20000 + RANDOM)); }
export LIMS_TEST_RABBIT_HOME=$work/rabbit
export RABBITMQ_NODENAME=limstest$$@localhost RABBITMQ_NODE_PORT=$(port) RABBITMQ_DIST_PORT=$(port) RABBITMQ_NODE_IP_ADDRESS=127.0.0.1
export RABBITMQ_MNESIA_BASE=$work/rabbit/mnesia RABBITMQ_LOG_BASE=$work/rabbit/log RABBITMQ_PID_FILE=$work/rabbit/pid RABBITMQ_CONF_ENV_FILE=$work/rabbit/none
export RABBITMQ_ENABLED_PLUGINS_FILE=$work/rabbit/plugins RABBITMQ_ALLOW_INPUT=""
mkdir -p "$work/rabbit/mnesia" "$work/rabbit/log"; echo "[]." > "$work/rabbit/plugins"
server=$(ls -d /usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin 2>/dev/null | head -1)
[ -n "$server" ] || server=$(dirname "$(command -v rabbitmq-server)")
export LIMS_TEST_RABBIT_SERVER=$server/rabbitmq-server LIMS_TEST_BUS=amqp://guest:guest@127.0.0.1:$RABBITMQ_NODE_PORT/
broker=""; epmd_before=$(pgrep -x epmd || true)
start_broker() {
  HOME=$work/rabbit setsid "$server/rabbitmq-server" >"$work/rabbit/out.txt" 2>&1 &
  broker=$!
  disown "$broker"
  for _ in $(seq 1 120); do (exec 3<>/dev/tcp/127.0.0.1/"$RABBITMQ_NODE_PORT") 2>/dev/null && return 0; kill -0 "$broker" 2>/dev/null || break; sleep 0.5; done
  echo "The broker did not come up:" >&2; tail -20 "$work/rabbit/out.txt" >&2; return 1
}
stop() {
  # The broker runs in a session of its own: end that session and nothing else. The tests may have restarted it; then its newest id is in the pid file.
  for id in "$broker" "$(cat "$work/rabbit/session" 2>/dev/null || true)"; do [ -n "$id" ] && { kill -CONT -- "-$id" 2>/dev/null || true; kill -TERM -- "-$id" 2>/dev/null || true; }; done
  for _ in $(seq 1 20); do (exec 3<>/dev/tcp/127.0.0.1/"$RABBITMQ_NODE_PORT") 2>/dev/null || break; sleep 0.5; done
  for id in "$broker" "$(cat "$work/rabbit/session" 2>/dev/null || true)"; do [ -n "$id" ] && kill -KILL -- "-$id" 2>/dev/null; done
  [ -n "$epmd_before" ] || pkill -x epmd 2>/dev/null || true
  rm -rf "$work"
}
trap stop EXIT
say "Starting a broker on port $RABBITMQ_NODE_PORT"
start_broker
echo "$broker" > "$work/rabbit/session"
export LIMS_TEST_BROKER_SESSION=$work/rabbit/session

# --- format, build ---------------------------------------------------------------------------------------------------------------------
say "Restore and build"
dotnet restore Lims.sln -v q
dotnet build Lims.sln --no-restore -v q -clp:NoSummary
# --- tests -----------------------------------------------------------------------------------------------------------------------------
passed=0 failed=0 skipped=0
run() { # file for the output, project, arguments
  local out=$1 name=$2; shift 2
  "$root/tests/$name/bin/Debug/net10.0/$name" "$@" --progress off --no-ansi >"$out" 2>&1 || echo "exit code $?" >>"$out"
}
sum() { # title, file with the output
  say "$1"; cat "$2"
  count() { sed -n "s/^ *$1: *\([0-9]*\).*/\1/p" "$2" | tail -1; }
  local p f s; p=$(count succeeded "$2"); f=$(count failed "$2"); s=$(count skipped "$2")
  # A suite that died, or ran nothing, has failed.
  if [ -z "$p" ] || [ $((p + ${f:-0})) = 0 ] || { grep -q '^exit code' "$2" && [ "${f:-0}" = 0 ]; }; then f=$((${f:-0} + 1)); fi
  passed=$((passed + ${p:-0})) failed=$((failed + ${f:-0})) skipped=$((skipped + ${s:-0}))
}
if [ -n "$crash" ]; then
  export LIMS_CRASH_KILLS=$crash
  run "$work/crash.txt" Lims.EndToEnd --filter-trait "Rig=crash" --show-live-output on
  sum "Crash rig, $crash kills" "$work/crash.txt"
else
  # The build itself refuses what the style rules forbid (.editorconfig, warnings as errors); what is left is white space, in every file at once.
  # It needs one core for half a minute: it goes beside the first suite.
  format() { dotnet format whitespace . --folder --verify-no-changes --exclude '**/Migrations/**' '**/obj/**' '**/bin/**' >"$work/format.txt" 2>&1 || echo "exit code $?" >>"$work/format.txt"; }
  format &
  formatting=$!
  small() { # ending of the output files, arguments: the suites that need no house
    local ending=$1; shift
    run "$work/metrology$ending.txt" Lims.Metrology.Tests "$@"
    run "$work/criteria$ending.txt" Lims.Classification.Tests "$@"
    run "$work/adapters$ending.txt" Lims.InstrumentAdapters.Tests "$@"
  }
  small ""
  wait "$formatting"
  say "Format"; cat "$work/format.txt"
  if grep -q '^exit code' "$work/format.txt"; then failed=$((failed + 1)); fi
  sum "Metrology" "$work/metrology.txt"
  sum "Criteria" "$work/criteria.txt"
  sum "Instrument files" "$work/adapters.txt"
  # The house runs where the year is 2569 and a comma is a point, and the end-to-end tests at home: what holds abroad holds at home, seldom the other
  # way round. The small suites run in both; the second time beside the house.
  export LIMS_TEST_CULTURE=th-TH/de-DE
  small -abroad --filter-not-trait "Speed=slow" &
  abroad=$!
  run "$work/unit.txt" Lims.Tests --show-slowest-tests 12
  wait "$abroad"
  unset LIMS_TEST_CULTURE
  sum "Metrology abroad" "$work/metrology-abroad.txt"
  sum "Criteria abroad" "$work/criteria-abroad.txt"
  sum "Instrument files abroad" "$work/adapters-abroad.txt"
  sum "Unit and house, abroad" "$work/unit.txt"
  run "$work/end.txt" Lims.EndToEnd --show-slowest-tests 12
  sum "End to end" "$work/end.txt"
fi

trap - EXIT
stop
printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" = 0 ]
