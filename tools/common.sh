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

has() { command -v -- "$1" >/dev/null 2>&1; }
