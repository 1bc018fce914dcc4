#!/usr/bin/env python3
"""Scores the command line on annotated articles and fails where a figure has fallen.

usage: tests/score/check.py [--record]

The articles are polnear-dev of INQUIT_SHARED (by default ../shared) and our own in tests/articles (see articles.js). Prints score.py's
figures beside those that figures.json records. A figure more than 0.003 under what is recorded is a failure. --record
writes down the figures that have risen, and never lowers one. The command line is INQUIT (by default
target/release/inquit, built by `cargo build --release`).
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
RECORD = pathlib.Path(__file__).with_name("figures.json")
# What a change made for something else may cost: of the 2,192 quotes of dev, half a dozen.
TOLERANCE = 0.003


def score(shared, command, gold, *options):
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as found, open(gold, "rb") as articles:
        subprocess.run([command, "extract", "--jsonl"], stdin=articles, stdout=found, check=True)
        scorer = [sys.executable, shared / "eval/score.py", gold, found.name, "--json", *options]
        result = json.loads(subprocess.run(scorer, stdout=subprocess.PIPE, check=True).stdout)
    figures = {
        f"{measure} {part}": row["f1"]
        for measure in ("quote", "content", "exact", "tokens")
        for part, row in result[measure].items()
    }
    if "speaker" in result:
        figures |= {f"speaker {part}": result["speaker"][part] for part in ("accuracy", "recall", "fullest")}
    return figures


def measure(shared, command):
    corpus = shared / "corpus"
    dev = score(shared, command, corpus / "polnear-dev.jsonl", "--speakers", corpus / "polnear-dev.speakers.jsonl")
    parts = {"dev": dev}
    for name, folder in (("own", "."), ("second", "second"), ("unread", "unread")):
        with tempfile.NamedTemporaryFile(suffix=".jsonl") as gold:
            subprocess.run(["node", ROOT / "tests/score/articles.js", ROOT / "tests/articles" / folder], stdout=gold, check=True)
            parts[name] = score(shared, command, gold.name)
    return {f"{name} {part}": figure for name, part_of in parts.items() for part, figure in part_of.items()}


def main():
    if sys.argv[1:] not in ([], ["--record"]):
        sys.exit(__doc__)
    shared = pathlib.Path(os.environ.get("INQUIT_SHARED", ROOT / "../shared")).resolve()
    command = os.environ.get("INQUIT", ROOT / "target/release/inquit")
    for path in (shared / "eval/score.py", pathlib.Path(command)):
        if not path.exists():
            sys.exit(f"tests/score/check.py: {path} is not there; see: tests/score/check.py --help")
    figures = measure(shared, command)
    recorded = json.loads(RECORD.read_text())
    fallen = 0
    print(f"{'':26}{'now':>8}{'recorded':>10}")
    for name, figure in figures.items():
        falls = figure < recorded.get(name, 0.0) - TOLERANCE
        fallen += falls
        print(f"{name:26}{figure:8.4f}{recorded.get(name, 0.0):10.4f}{'  FALLEN' if falls else ''}")
    if sys.argv[1:]:
        best = {name: max(recorded.get(name, 0.0), round(figure, 4)) for name, figure in figures.items()}
        RECORD.write_text(json.dumps(best, indent=2) + "\n")
    print(f"{len(figures) - fallen} figures stand, {fallen} have fallen")
    sys.exit(fallen > 0)


if __name__ == "__main__":
    main()
