"""Which calls a command makes, and how one of them is made to fail."""

import re
import subprocess
from collections import Counter

# What each call can be refused with.
ERRORS = {
    "openat": ["EIO", "EINTR"],
    "close": ["EIO", "EINTR"],
    "read": ["EIO", "EINTR"],
    "pread64": ["EIO", "EINTR"],
    "write": ["EIO", "ENOSPC", "EINTR"],
    "pwrite64": ["EIO", "ENOSPC", "EINTR"],
    "fsync": ["EIO", "ENOSPC", "EINTR"],
    "fdatasync": ["EIO", "ENOSPC", "EINTR"],
    "ftruncate": ["EIO", "EACCES", "EINTR"],
    "rename": ["EIO", "ENOSPC", "EACCES"],
    "unlink": ["EIO", "EACCES"],
    "rmdir": ["EIO", "EACCES"],
    "mkdir": ["EIO", "ENOSPC", "EACCES"],
    "flock": ["EIO", "EINTR"],
    "newfstatat": ["EIO"],
    "getdents64": ["EIO"],
    "mmap": ["ENOMEM"],
    "fcntl": ["EIO"],
    "lseek": ["EIO"],
}
ERRORS["renameat"] = ERRORS["renameat2"] = ERRORS["rename"]
ERRORS["unlinkat"], ERRORS["mkdirat"] = ERRORS["unlink"], ERRORS["mkdir"]
ERRORS["fstat"] = ERRORS["stat"] = ERRORS["lstat"] = ERRORS["statx"] = ERRORS["newfstatat"]
# A disk that is full or broken stays so for the rest of the command.
LASTING = {"write": ["ENOSPC"], "pwrite64": ["ENOSPC"], "fsync": ["EIO"], "fdatasync": ["EIO"],
           "rename": ["EIO"], "unlink": ["EACCES"], "ftruncate": ["EIO"]}
KILL = "SIGKILL"

_CALL = re.compile(r"^(\d+)\s+(\w+)\((.*)$")


class Fault:
    """One call that fails: the `number`th of its kind that a thread makes."""

    def __init__(self, call, number, error):
        self.call = call
        self.number = number
        self.error = error

    @property
    def argument(self):
        if self.error == KILL:
            return f"inject={self.call}:signal=KILL:when={self.number}"
        error, lasting = self.error.removesuffix(" on"), self.error.endswith(" on")
        return f"inject={self.call}:error={error}:when={self.number}{'+' if lasting else ''}"

    def __str__(self):
        return f"{self.call} #{self.number} {self.error}"


def _run(options, log, argv, environment, timeout):
    command = ["strace", "-f", "-qq", "-o", str(log), *options, *argv]
    return subprocess.run(command, env=environment, capture_output=True, timeout=timeout, stdin=subprocess.DEVNULL)


def faults_of(place, log, argv, environment, timeout):
    """Every fault that a command can meet: of each kind of call on the place's files, and on what it prints, each one."""
    done = _run(["-y", "-e", "trace=" + ",".join(ERRORS)], log, argv, environment, timeout)
    if done.returncode != 0:
        raise SystemExit(f"'{' '.join(argv)}' failed before anything was injected:\n{done.stderr.decode()}")
    counts, errors, others, first = Counter(), {}, set(), None
    for line in log.read_text(errors="replace").splitlines():
        found = _CALL.match(line)
        if not found:
            continue
        thread, call, rest = found.groups()
        first = first or thread
        counts[thread, call] += 1
        number = counts[thread, call]
        if concerns(place, call, rest):
            errors.setdefault((call, number), []).extend(errors_of(call, rest))
        elif thread == first:
            others.add((call, number))
    # strace counts for each thread. Where a helper has a number that the loader of libraries has, too, the program would
    # not even start.
    return [Fault(call, number, error) for (call, number), possible in sorted(errors.items())
            if (call, number) not in others for error in dict.fromkeys(possible)]


def concerns(place, call, rest):
    """Whether a call is about the case, its devices, or what is printed, and not about the program's own libraries."""
    return str(place.folder) in rest or call == "write" and re.match(r"[12]<", rest) is not None


def keeps_lock(call, rest):
    """strace fails a call by not making it. A descriptor that was not closed keeps its lock, which no kernel does."""
    return call == "close" and "/.lock>" in rest


def errors_of(call, rest):
    if keeps_lock(call, rest):
        return [KILL]
    errors = [*ERRORS[call], *(f"{error} on" for error in LASTING.get(call, [])), KILL]
    if call == "openat" and re.search("O_CREAT|O_RDWR|O_WRONLY", rest):
        return ["EACCES", "ENOSPC", "EMFILE on", *errors]
    return errors


def was_met(place, fault, log, status):
    """Whether the fault was met where it was meant to be: not every run makes the same calls."""
    if fault.error == KILL:
        return status != 0
    calls = [found for line in log.read_text(errors="replace").splitlines() if (found := _CALL.match(line))]
    injected = [found for found in calls if found.group(3).endswith("(INJECTED)")]
    return bool(injected) and all(
        concerns(place, found.group(2), found.group(3)) and not keeps_lock(found.group(2), found.group(3))
        for found in injected)


def run_with(fault, log, argv, environment, timeout):
    """Runs a command with a fault; `log` gets the calls of that kind."""
    return _run(["-y", "-e", f"trace={fault.call}", "-e", fault.argument], log, argv, environment, timeout)
