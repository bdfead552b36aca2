# What the scripts in tools/ share; it is sourced, not run.

set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)

# How the tests are built; with the same flags nothing is built twice. SwiftPM keeps warnings of dependencies quiet, so only
# ours become errors. tools/check builds in pieces, so that a change costs little. tools/test is what runs in fresh clones: it
# builds whole modules at once, which takes some three quarters of the time where nothing is built yet, apart from the rest. With
# threads the compiler writes an object for each source, as SwiftPM expects; of batches it would warn that there are none.
build=$root/.build
check_flags=(-Xswiftc -warnings-as-errors --explicit-target-dependency-import-check error)
if [[ ${CASELOG_BUILD-} == modules ]]; then
    build=$root/.build/modules
    check_flags+=(--scratch-path "$build" -Xswiftc -whole-module-optimization -Xswiftc -num-threads -Xswiftc 2
        -Xswiftc -disable-batch-mode)
fi

say() { printf '%s\n' "$@"; }

# What failed, and what to do.
fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

# Builds the program as people use it: $caselog, in $binaries. Where the toolchain has the Swift libraries to be linked in,
# they become part of the program: it then needs no Swift where it runs, and starts and works faster.
build_release() {
    local options=() libraries
    libraries=$(swiftc -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1_static/p')
    if [[ $(uname) == Linux && -d $libraries ]]; then options=(--static-swift-stdlib); fi
    # The linker warns of what Foundation calls, and this program does not.
    quietly swift build --package-path "$root" -c release --product caselog ${options[@]+"${options[@]}"} ||
        fail "caselog could not be built. See above."
    binaries=$(cd -- "$root" && swift build -c release --show-bin-path)
    caselog=$binaries/caselog
}

# Runs the tests that were built. SwiftPM has been seen to stand still before the first test; then it is begun again.
run_tests() {
    local run=(env "CASELOG_PROGRAM=$build/debug/caselog" swift test --skip-build "${check_flags[@]}" "$@")
    if ! has timeout; then
        "${run[@]}"
        return
    fi
    local log pid attempt status=0
    log=$(mktemp)
    for attempt in 1 2 3; do
        # 'timeout' passes on what it is told, to whatever the tests have started as well.
        timeout 7200 "${run[@]}" > >(tee -- "$log") 2>&1 &
        pid=$!
        # shellcheck disable=SC2064 # This process is meant.
        trap "kill $pid 2>/dev/null; exit 130" INT TERM
        if tests_begin "$pid" "$log"; then
            wait "$pid" || status=$?
            trap - INT TERM
            rm -f -- "$log"
            return "$status"
        fi
        say "The tests did not begin within two minutes, at attempt $attempt of 3."
        kill "$pid"
        wait "$pid" || true
        trap - INT TERM
    done
    rm -f -- "$log"
    return 1
}

# tests_begin PID LOG: whether tests that are being run begin, or end, within two minutes.
tests_begin() {
    local second
    for ((second = 0; second < 120; second++)); do
        if grep -q 'Test run started' "$2" || ! kill -0 "$1" 2>/dev/null; then return 0; fi
        sleep 1
    done
    return 1
}

has() { command -v -- "$1" >/dev/null 2>&1; }

# Set by require_root: nothing, or sudo.
as_root=()

require_root() {
    ((EUID == 0)) && return 0
    has sudo || fail "Installing $* needs root, and there is no 'sudo' here." \
        "Run 'apt-get install $*' as root, then run this again."
    as_root=(sudo)
}

# What a package manager prints matters only when it fails.
quietly() {
    local log
    log=$(mktemp)
    if "$@" >"$log" 2>&1; then
        rm -f -- "$log"
        return 0
    fi
    cat -- "$log" >&2
    rm -f -- "$log"
    return 1
}

apt_install() {
    "${as_root[@]+"${as_root[@]}"}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -qq --yes --no-install-recommends -o DPkg::Lock::Timeout=600 "$@"
}

# install_packages NAME… -- NAME…: with apt-get by the first names, or with brew by the others.
install_packages() {
    local debian=()
    while [[ $1 != -- ]]; do
        debian+=("$1")
        shift
    done
    shift
    if has apt-get; then
        require_root "${debian[@]}"
        say "Installing ${debian[*]} with apt-get …"
        # A machine may have package lists already; only if that fails is it worth fetching new ones.
        apt_install "${debian[@]}" >/dev/null 2>&1 && return 0
        quietly "${as_root[@]+"${as_root[@]}"}" apt-get update -qq ||
            fail "'apt-get update' failed. See above; then run this again."
        quietly apt_install "${debian[@]}" ||
            fail "'apt-get install ${debian[*]}' failed. See above; then run this again."
    elif has brew; then
        say "Installing $* with brew …"
        quietly brew install --quiet "$@" || fail "'brew install $*' failed. See above; then run this again."
    else
        fail "There is neither apt-get nor brew here to install ${debian[*]}." "Install them by hand, then run this again."
    fi
}
