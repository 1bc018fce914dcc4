# Finds Rust's standard library for wasm32-unknown-unknown, or gets it, or builds it. Sourced after script.sh.
target=wasm32-unknown-unknown
debian_rustc=/usr/bin/rustc

target_folder() {
  cargo metadata --no-deps --offline --format-version 1 | sed 's/.*"target_directory":"\([^"]*\)".*/\1/'
}

# Whether the folder $1 holds a standard library, and not only its name.
has_std() { compgen -G "$1/libcore-*.rlib" >/dev/null; }

has_installed_std() { has_std "$(rustc --print target-libdir --target $target)"; }

# Debian's packages of a current Rust have no library for the target, but its sources, and a compiler that fits them.
has_debian_sources() {
  [ -x $debian_rustc ] && [ -f /usr/lib/rustlib/src/rust/library/Cargo.toml ] &&
    at_least "$(wanted_rust)" "$(debian_version)"
}

debian_version() { $debian_rustc --version | cut -d ' ' -f 2; }

# Where the library built from Debian's sources stands, once it is whole.
debian_sysroot() { echo "$(target_folder)/wasm-std-$(debian_version)"; }

has_debian_std() { has_debian_sources && has_std "$(debian_sysroot)/lib/rustlib/$target/lib"; }

build_debian_std() (
  has_debian_sources || debian_packages "a Rust compiler with its library's sources" rustc-web rust-web-src
  has_debian_sources ||
    fail "Debian's packages rustc-web and rust-web-src have no Rust $(wanted_rust) here; with a network that reaches rustup's server, get the target by: rustup target add $target"
  say "inquit: builds Rust's library for $target from Debian's sources, once (some minutes)"
  sysroot=$(debian_sysroot)
  mkdir -p "$(dirname "$sysroot")" && new=$(mktemp -d "$sysroot-unfinished-XXXXXX") || exit 1
  trap 'rm -rf "$new"' EXIT
  mkdir -p "$new/seed/src" "$new/whole/lib/rustlib/$target/lib"
  echo '#![no_std]' >"$new/seed/src/lib.rs"
  printf '%s\n' '[package]' 'name = "seed"' 'edition = "2024"' '[workspace]' >"$new/seed/Cargo.toml"
  # With bitcode, for link-time optimisation, and with what tests that run as wasm need.
  cd "$new/seed" && RUSTC=$debian_rustc RUSTC_BOOTSTRAP=1 CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS=-Cembed-bitcode=yes \
    cargo build --release -Z build-std=std,panic_abort,test --target $target --target-dir "$new/build" >&2 ||
    fail "Rust's library could not be built from Debian's sources; cargo says why above"
  # In one step, when it is whole: a build that was cut off leaves nothing under this name.
  cp "$new/build/$target/release/deps/"*.rlib "$new/whole/lib/rustlib/$target/lib" &&
    rm -rf "$sysroot" && mv "$new/whole" "$sysroot"
)

# The linker that came with rustup's Rust, else LLVM's of the version that Debian's Rust has.
wasm_linker() {
  local rust_lld llvm
  rust_lld=$(rustc --print sysroot)/lib/rustlib/$(rustc -vV | sed -n 's/^host: //p')/bin/rust-lld
  llvm=$($debian_rustc -vV | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')
  if [ -x "$rust_lld" ]; then
    echo "$rust_lld"
  else
    command -v "wasm-ld-$llvm" >/dev/null || debian_packages "the linker for wasm" "lld-$llvm"
    command -v "wasm-ld-$llvm"
  fi
}

# Exports what cargo needs to build for the target.
use_wasm_target() {
  # They would take the place of the flags in .cargo/config.toml.
  unset RUSTFLAGS CARGO_ENCODED_RUSTFLAGS
  has_installed_std && return
  if ! has_debian_std; then
    if command -v rustup >/dev/null; then
      say "inquit: asks rustup for $target"
      timeout 120 rustup target add $target </dev/null >&2 && has_installed_std && return
      say "inquit: rustup could not get it; Debian's sources will do"
    fi
    build_debian_std || exit 1
  fi
  local linker
  linker=$(wasm_linker) || exit 1
  export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=$linker
  export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="--sysroot $(debian_sysroot)"
  export RUSTC=$debian_rustc RUSTDOC=/usr/bin/rustdoc
}
