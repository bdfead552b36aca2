"""Measures a served case; tools/serve-bench runs it."""

import argparse
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

from served import Served
from soak import Soak

HERE = pathlib.Path(__file__).resolve().parent
CONNECTIONS = [1, 16, 64]
# An event as it stands, one with a key of its own, and an entry of one of eight observers.
KINDS = ["lines", "keyed", "entries"]
BARE_WRITES = 400
LINE = b"x" * 300


def bare(folder):
    """The median, in milliseconds, of a write of one line with fdatasync."""
    took = []
    with tempfile.NamedTemporaryFile(dir=folder) as file:
        for number in range(BARE_WRITES):
            begun = time.perf_counter()
            os.pwrite(file.fileno(), LINE, number * len(LINE))
            os.fdatasync(file.fileno())
            took.append(1000 * (time.perf_counter() - begun))
    return statistics.median(took)


def wrk(served, script, connections, seconds, **environment):
    """What a script of wrk's found: how many were answered, and the median and the 99th percentile in milliseconds."""
    threads = 1 if connections == 1 else 2
    told = subprocess.run(
        ["wrk", "-t", str(threads), "-c", str(connections), "-d", f"{seconds}s", "--timeout", "30s", "-s", HERE / script, served.address],
        env={**os.environ, **environment}, capture_output=True, text=True, check=True).stdout
    found = re.search(r"^RESULT (\d+) (\d+) (\d+) (\d+) (\d+) (\d+)$", told, re.MULTILINE)
    if not found:
        sys.exit(f"tools/serve-bench: wrk says:\n{told}")
    answered, other, broken, median, tail, duration = map(int, found.groups())
    if other or broken:
        sys.exit(f"tools/serve-bench: {other} requests were answered otherwise, {broken} broke:\n{told}")
    return answered, median / 1000, tail / 1000, duration / 1e6


def appends(served, seconds, folder):
    """Returns how many appends were acknowledged."""
    print("appends (each one durable)\n")
    print("| connections | what | appends/s | median ms | p99 ms | syncs each | bare write+fdatasync ms | median ÷ bare |")
    print("|---:|---|---:|---:|---:|---:|---:|---:|")
    acknowledged = 0
    for kind in KINDS:
        for connections in CONNECTIONS:
            alone = bare(folder)
            before = served.figures()
            answered, median, tail, duration = wrk(
                served, "append.lua", connections, seconds, CASELOG_KIND=kind, CASELOG_RUN=f"{kind}{connections}")
            after = served.figures()
            commits = after["caselog_commits_total"] - before.get("caselog_commits_total", 0)
            syncs = after["caselog_sync_seconds_count"] - before["caselog_sync_seconds_count"]
            alone = (alone + bare(folder)) / 2
            acknowledged += answered
            # What was under way when wrk ended was stored, and nobody was left to be told.
            if not answered <= commits <= answered + connections:
                sys.exit(f"tools/serve-bench: {answered} were acknowledged, and {commits} stored.")
            print(f"| {connections} | {kind} | {answered / duration:.0f} | {median:.2f} | {tail:.2f} "
                  f"| {syncs / commits:.3f} | {alone:.2f} | {median / alone:.1f} |", flush=True)
    return acknowledged


def reads(served, seconds):
    print("views at random dates, 4 connections, a case of 352 events\n")
    print("| view | date | answers/s | median ms | p99 ms |\n|---|---|---:|---:|---:|")
    for view, axis in [("disputes", "at"), ("timeline", "at"), ("disputes", "known")]:
        answered, median, tail, duration = wrk(served, "read.lua", 4, seconds, CASELOG_VIEW=view, CASELOG_AXIS=axis)
        print(f"| {view} | {axis} | {answered / duration:.1f} | {median:.1f} | {tail:.1f} |", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--caselog", required=True)
    parser.add_argument("--folder", required=True)
    parser.add_argument("--seconds", type=int, required=True)
    parser.add_argument("--soak", type=float, required=True)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as work:
        with Served(options.caselog, pathlib.Path(work)) as served:
            # Views of the case as it was imported, before it is long.
            reads(served, options.seconds)
            print()
            acknowledged = appends(served, options.seconds, work)
            texts = served.count_texts("load ")
            if texts.total < acknowledged or texts.repeated:
                sys.exit(f"tools/serve-bench: {acknowledged} were acknowledged, {texts.total} are there, "
                         f"{texts.repeated} of them more than once.")
            newcomers, odd = served.newcomers()
            if odd:
                sys.exit(f"tools/serve-bench: of the newcomers {odd[:10]} there are none or several each.")
            print(f"\n{acknowledged} acknowledged, all there once ({texts.total} stored); {newcomers} newcomers, one person each")
        print(f"{served.log_summary()}")
    # Another server, whose memory does not tell of what came before.
    with tempfile.TemporaryDirectory(dir=options.folder) as work:
        with Served(options.caselog, pathlib.Path(work)) as served:
            Soak(served, options.soak).run()
        print(served.log_summary())


if __name__ == "__main__":
    main()
