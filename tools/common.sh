# What tools/setup, tools/check, tools/test and tools/demo share; it is sourced, not run.

set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)

# The build of tools/check, which tools/test then runs: with the same flags nothing is built twice. SwiftPM keeps
# warnings of dependencies quiet, so only ours become errors.
check_flags=(-Xswiftc -warnings-as-errors --explicit-target-dependency-import-check error)

say() { printf '%s\n' "$@"; }

# What failed, and what to do.
fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

# Runs the tests that were built. SwiftPM has been seen to stand still before the first test; then it is tried once more.
run_tests() {
    if ! has timeout; then
        swift test --skip-build "${check_flags[@]}" "$@"
        return
    fi
    local status=0
    timeout --kill-after=10 600 swift test --skip-build "${check_flags[@]}" "$@" || status=$?
    if ((status == 124 || status == 137)); then
        say "The tests did not end within ten minutes; once more."
        status=0
        timeout --kill-after=10 600 swift test --skip-build "${check_flags[@]}" "$@" || status=$?
    fi
    return "$status"
}

has() { command -v -- "$1" >/dev/null 2>&1; }
