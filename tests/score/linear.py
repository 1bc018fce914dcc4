#!/usr/bin/env python3
"""Fails where ten times the text takes much more than ten times the time, or more memory than it may.

usage: tests/score/linear.py

Reads 1 MB and 10 MB of text, and a tenth of that of texts made to be slow, with the command line INQUIT (by default target/release/inquit, built by
`cargo build --release`): our own cases, the same as one paragraph, and what costs a careless reader most, marks that
open and never close.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SMALL, LARGE = 1_000_000, 10_000_000
# Of a text that is all marks each byte is a word: a tenth of the length is as much work.
HOSTILE = 10
# Ten times the text, and a fifth for what caches and allocators do.
RATIO = 12
MEMORY = 1 << 30
# Runs of each, of which the fastest counts; processor time alone is hardly touched by what others do.
RUNS = 1


def kinds():
    files = sorted((ROOT / "tests/cases/quotes").glob("*.txt"))
    cases = "\n".join(file.read_text(encoding="utf-8") for file in files)
    yield "our own cases", cases + "\n", 1
    yield "one paragraph", " ".join(cases.split()) + " ", 1
    hostile = {
        "one word": "a",
        "opening marks": "“",
        "straight marks": '"',
        "mixed openers": "“‘«„ ",
        "marks and words": "“he said ",
        "openers a line": "“We won\n",
        "short lines": "x\n",
    }
    for name, piece in hostile.items():
        yield name, piece, HOSTILE


def run(command, path):
    """Seconds of processor time and bytes of memory."""
    with subprocess.Popen([command, "extract", "--json", path], stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"tests/score/linear.py: the command line ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def main():
    if sys.argv[1:]:
        sys.exit(__doc__)
    command = os.environ.get("INQUIT", str(ROOT / "target/release/inquit"))
    if not pathlib.Path(command).exists():
        sys.exit(f"tests/score/linear.py: {command} is not there; see: tests/score/linear.py --help")
    failures = 0
    print(f"{'':18}{'short':>9}{'ten times':>11}{'ratio':>7}{'memory':>10}")
    for name, piece, part in kinds():
        with tempfile.NamedTemporaryFile() as file:
            seconds = []
            for size in (SMALL // part, LARGE // part):
                text = (piece.encode() * (size // len(piece.encode()) + 1))[:size]
                file.seek(0)
                file.write(text.decode(errors="ignore").encode())
                file.truncate()
                file.flush()
                runs = [run(command, file.name) for _ in range(RUNS)]
                seconds.append(min(time for time, _ in runs))
                memory = max(peak for _, peak in runs)
        ratio = seconds[1] / seconds[0]
        bad = ratio > RATIO or memory > MEMORY
        failures += bad
        print(
            f"{name:18}{seconds[0]:7.2f} s{seconds[1]:9.2f} s{ratio:7.1f}{memory / (1 << 20):7.0f} MB"
            f"{'  FAILED' if bad else ''}",
            flush=True,
        )
    sys.exit(failures > 0)


if __name__ == "__main__":
    main()
