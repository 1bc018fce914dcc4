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
# The short text is read this often before the long one and this often after it, and its mean counts: processor time grows
# by a third when others need the memory and the caches too, and so it falls on both.
AROUND = 2
# What is slow by itself is slow each time: one try that holds is enough.
TRIES = 3


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


def write(path, piece, size):
    """`piece` again and again, `size` bytes in all or a character less."""
    text = (piece.encode() * (size // len(piece.encode()) + 1))[:size]
    path.write_text(text.decode(errors="ignore"), encoding="utf-8")
    return path


def measure(command, short, long):
    """Seconds for the short text and for the long one, and the most bytes of memory."""
    before = [run(command, short) for _ in range(AROUND)]
    seconds, memory = run(command, long)
    around = before + [run(command, short) for _ in range(AROUND)]
    return sum(time for time, _ in around) / len(around), seconds, memory


def main():
    if sys.argv[1:]:
        sys.exit(__doc__)
    command = os.environ.get("INQUIT", str(ROOT / "target/release/inquit"))
    if not pathlib.Path(command).exists():
        sys.exit(f"tests/score/linear.py: {command} is not there; see: tests/score/linear.py --help")
    failures = 0
    print(f"{'':18}{'short':>9}{'ten times':>11}{'ratio':>7}{'memory':>10}")
    for name, piece, part in kinds():
        with tempfile.TemporaryDirectory() as folder:
            texts = [write(pathlib.Path(folder) / str(size), piece, size // part) for size in (SMALL, LARGE)]
            for _ in range(TRIES):
                short, long, memory = measure(command, *texts)
                if long <= RATIO * short:
                    break
        bad = long > RATIO * short or memory > MEMORY
        failures += bad
        print(
            f"{name:18}{short:7.2f} s{long:9.2f} s{long / short:7.1f}{memory / (1 << 20):7.0f} MB"
            f"{'  FAILED' if bad else ''}",
            flush=True,
        )
    sys.exit(failures > 0)


if __name__ == "__main__":
    main()
