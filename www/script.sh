# What www/build, www/serve and tests/run share. Sourced, not run.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

# Each argument is a line.
say() { printf '%s\n' "$@" >&2; }

fail() {
  say "inquit: $*"
  exit 1
}

# Whether version $2 is $1 or newer.
at_least() { [ "$(printf '%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

# The oldest Rust that will do.
wanted_rust() { sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml; }

# Rust and the C linker that it needs.
need_rust() {
  local wanted have get="get it by: curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh"
  wanted=$(wanted_rust)
  # rustup's folder, where this shell was opened before Rust was installed.
  command -v cargo >/dev/null || PATH="$PATH:${CARGO_HOME:-$HOME/.cargo}/bin"
  command -v cargo >/dev/null && command -v rustc >/dev/null ||
    fail "Rust (cargo and rustc, $wanted or newer) is missing; $get"
  have=$(rustc --version 2>/dev/null | cut -d ' ' -f 2) || true
  [ -n "$have" ] || fail "rustc is there but does not run: $(rustc --version 2>&1 | head -n 3)"
  at_least "$wanted" "$have" ||
    fail "Rust $wanted or newer is needed, this is $have; $(command -v rustup >/dev/null && echo "get it by: rustup update stable" || echo "$get")"
  command -v cc >/dev/null || debian_packages "the C linker that Rust uses" gcc libc6-dev
}

# Node, version $1 or newer.
need_node() {
  local have
  have=$(node --version 2>/dev/null | tr -d v) || true
  at_least "$1" "${have:-0}" ||
    fail "Node $1 or newer is needed, this is ${have:-none}; get it by: sudo apt-get install -y nodejs npm (or, where that is older, from https://nodejs.org/en/download)"
}

# Installs Debian packages ($2 and on) that bring what $1 names: as root by itself, else it names the command.
debian_packages() {
  local what=$1
  shift
  local by="apt-get update && apt-get install -y --no-install-recommends $*"
  command -v apt-get >/dev/null ||
    fail "$what is missing, and this is not Debian; it is in Debian's packages $*: install your system's"
  [ "$(id -u)" = 0 ] || fail "$what is missing, and only root may install it; get it by: sudo sh -c '$by'"
  say "inquit: installs $what ($*)"
  # Never at the price of a package that is there.
  DEBIAN_FRONTEND=noninteractive timeout 900 \
    sh -c "apt-get -qq update && apt-get -qq install -y --no-remove --no-install-recommends $*" </dev/null >/dev/null ||
    fail "apt could not install $what; see why by: $by"
}

# Runs a command as a process group of its own and waits for it, so that all of it ends when this script is told to end.
guarded() {
  local job status=0
  set -m
  "$@" </dev/null &
  job=$!
  set +m
  trap 'trap - INT TERM HUP; kill -TERM -- "-$job" 2>/dev/null; wait "$job" || true; exit 130' INT TERM HUP
  wait "$job" || status=$?
  trap - INT TERM HUP
  return "$status"
}
