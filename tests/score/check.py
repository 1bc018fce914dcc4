#!/usr/bin/env python3
"""Scores the command line on annotated articles and fails where a figure has fallen.

usage: tests/score/check.py [--record]

Prints two lists beside what figures.json records. *Held out*, which proves something: the articles of ours that nobody has
read, and who speaks on the 84 articles of polnear-train that have speakers, though these have since chosen among rules (see
sets.py). *Fitted*, which only shows that nothing broke: polnear-dev and its speakers, and the articles of ours whose errors were
read. Figures are score.py's; "sure" is precision and recall of the quotes whose confidence is at least one
half. One more than 0.003 under what is recorded is a failure. --record writes down the figures that have risen, and never
lowers one. INQUIT_SHARED (by default ../shared) holds corpora and scorer; the command line is INQUIT (by default
target/release/inquit, built by `cargo build --release`).
"""
import json
import pathlib
import sys

from sets import SURE, command_line, extract, gold, load_scorer, shared

RECORD = pathlib.Path(__file__).with_name("figures.json")
# What a change made for something else may cost: of the 2,192 quotes of dev, half a dozen.
TOLERANCE = 0.003
HELD_OUT = ("unread", "84")


def figures_of(scorer, documents, speakers, found, quotes):
    """The figures of a set; without those of `quotes`, which the network has learned from, where these do not count."""
    result, _ = scorer.score(documents, found, speakers)
    figures = {}
    if quotes:
        figures = {
            f"{measure} {part}": row["f1"]
            for measure in ("quote", "content", "exact", "tokens")
            for part, row in result[measure].items()
        }
        sure = {
            key: document | {"quotes": [quote for quote in document["quotes"] if quote["confidence"] >= SURE]}
            for key, document in found.items()
        }
        row = scorer.score(documents, sure)[0]["quote"]["all"]
        figures |= {"sure precision": row["p"], "sure recall": row["r"]}
    if speakers:
        # How many of all quotes have a speaker that is right tells of the quotes too.
        parts = ("accuracy", "fullest", "recall") if quotes else ("accuracy", "fullest")
        figures |= {f"speaker {part}": result["speaker"][part] for part in parts}
    return figures


def measure(folder, command):
    scorer = load_scorer(folder)
    lists = {"held out": {}, "fitted": {}}
    for name, (documents, speakers) in gold(folder, scorer).items():
        found = extract(command, {key: document["text"] for key, document in documents.items()})
        figures = figures_of(scorer, documents, speakers, found, quotes=name != "84")
        of = lists["held out" if name in HELD_OUT else "fitted"]
        of |= {f"{name} {part}": figure for part, figure in figures.items()}
    return lists


def main():
    if sys.argv[1:] not in ([], ["--record"]):
        sys.exit(__doc__)
    command = command_line()
    lists = measure(shared(command), command)
    recorded = json.loads(RECORD.read_text())
    stand = fallen = 0
    for title, figures in lists.items():
        print(f"{title:26}{'now':>8}{'recorded':>10}")
        for name, figure in figures.items():
            before = recorded.get(title, {}).get(name, 0.0)
            falls = figure < before - TOLERANCE
            fallen, stand = fallen + falls, stand + (not falls)
            print(f"{name:26}{figure:8.4f}{before:10.4f}{'  FALLEN' if falls else ''}")
            figures[name] = max(before, round(figure, 4))
        print()
    if sys.argv[1:]:
        RECORD.write_text(json.dumps(lists, indent=2) + "\n")
    print(f"{stand} figures stand, {fallen} have fallen")
    sys.exit(fallen > 0)


if __name__ == "__main__":
    main()
