#!/usr/bin/env python3
"""Whether a quote's confidence means what it says: of the quotes with 0.8, four in five should be right.

usage: tests/score/calibration.py [GOLD.jsonl]

Right is score.py's `quote`: the content overlaps with Dice 0.8 and the source with 0.5. Prints ten bins of confidence
and the expected calibration error, the mean distance between confidence and share of right ones, weighted by the bins'
sizes. Exits with 1 where it is above 0.05. GOLD is polnear-dev of INQUIT_SHARED (by default ../shared); the command line
is INQUIT (by default target/release/inquit, built by `cargo build --release`).
"""
import importlib.util
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINS = 10
MOST = 0.05


def load_scorer(shared):
    spec = importlib.util.spec_from_file_location("score", shared / "eval/score.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def judged(scorer, gold, found):
    """The confidence of each quote found, and whether it is right, by score.py's pairing."""
    document = scorer.Document(gold["text"])

    def words(quote, unit):
        return {
            role: document.word_set(scorer.code_points(gold["text"], quote.get(role) or [], unit))
            for role in scorer.ROLES
        }

    wanted = [words(quote, None) for quote in gold["quotes"]]
    given = [words(quote, found.get("offsets")) for quote in found["quotes"]]
    pairs = sorted(
        (
            (scorer.dice(g["content"], p["content"]), scorer.dice(g["source"], p["source"]), -i, -j)
            for i, g in enumerate(wanted)
            for j, p in enumerate(given)
            if g["content"] & p["content"]
        ),
        reverse=True,
    )
    right, taken = {}, set()
    for content, source, i, j in pairs:
        if i not in taken and j not in right:
            taken.add(i)
            right[j] = content >= 0.8 and source >= 0.5
    for j, quote in enumerate(found["quotes"]):
        yield quote["confidence"], right.get(-j, False)


def main():
    if len(sys.argv) > 2 or any(argument.startswith("-") for argument in sys.argv[1:]):
        sys.exit(__doc__)
    shared = pathlib.Path(os.environ.get("INQUIT_SHARED", ROOT / "../shared")).resolve()
    gold_file = pathlib.Path(sys.argv[1]) if sys.argv[1:] else shared / "corpus/polnear-dev.jsonl"
    command = os.environ.get("INQUIT", ROOT / "target/release/inquit")
    for path in (shared / "eval/score.py", gold_file, pathlib.Path(command)):
        if not path.exists():
            sys.exit(f"tests/score/calibration.py: {path} is not there; see: tests/score/calibration.py --help")
    scorer = load_scorer(shared)
    with open(gold_file, "rb") as articles:
        lines = subprocess.run([command, "extract", "--jsonl"], stdin=articles, stdout=subprocess.PIPE, check=True).stdout
    gold = scorer.read(gold_file)
    bins = [[] for _ in range(BINS)]
    for line in lines.splitlines():
        found = json.loads(line)
        for confidence, right in judged(scorer, gold[found["id"]], found):
            bins[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    total, error = sum(map(len, bins)), 0.0
    print(f"{'confidence':14}{'quotes':>8}{'mean':>8}{'right':>8}")
    for i, quotes in enumerate(bins):
        if quotes:
            mean = sum(confidence for confidence, _ in quotes) / len(quotes)
            share = sum(right for _, right in quotes) / len(quotes)
            error += len(quotes) / total * abs(mean - share)
            print(f"{i / BINS:.1f} to {(i + 1) / BINS:.1f}    {len(quotes):8}{mean:8.3f}{share:8.3f}")
    print(f"expected calibration error {error:.4f}, at most {MOST}")
    sys.exit(error > MOST)


if __name__ == "__main__":
    main()
