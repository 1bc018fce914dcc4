#!/usr/bin/env python3
"""Whether a confidence means what it says: of the quotes with 0.8, four in five should be right.

usage: tests/score/calibration.py [GOLD.jsonl]
       tests/score/calibration.py --speakers

Right is score.py's `quote`: the content overlaps with Dice 0.8 and the source with 0.5. With --speakers it is the name of
a quote that was found, by its `speakerConfidence`, and how names do by the form of the source follows: a full name, a
short one, a pronoun, a description, somebody without a name. Prints ten bins of confidence and the expected calibration
error, the mean distance between confidence and share of right ones, weighted by the bins' sizes. Exits with 1 where it is
above 0.05. GOLD is polnear-dev of INQUIT_SHARED (by default ../shared); the command line is INQUIT (by default
target/release/inquit, built by `cargo build --release`).
"""
import pathlib
import sys

from sets import command_line, extract, judged, load_scorer, shared

BINS = 10
MOST = 0.05


FORMS = {"N": "full name", "S": "short name", "P": "pronoun", "D": "description", "U": "unnamed"}


def named(scorer, gold, found, speakers, forms):
    """For each quote whose speaker is known and that was found: its form, the confidence of the name, and whether the
    name is right and whether it is the fullest; no confidence where none is given."""
    document = scorer.Document(gold["text"])
    form = {tuple(map(tuple, gold["quotes"][tag["quote"]]["content"])): tag["form"] for tag in forms["tags"]}
    given = [
        (document.word_set(scorer.code_points(gold["text"], quote["content"], found.get("offsets"))), quote)
        for quote in found["quotes"]
    ]
    for wanted in speakers["speakers"]:
        if not wanted["accept"] or not given:
            continue
        words = document.word_set(wanted["content"])
        content, quote = max(given, key=lambda pair: scorer.dice(words, pair[0]))
        if scorer.dice(words, content) < 0.5:
            continue
        name, accepted = scorer.normal(quote.get("speaker")), [scorer.normal(name) for name in wanted["accept"]]
        confidence = quote["speakerConfidence"] if quote.get("speaker") else None
        yield form.get(tuple(map(tuple, wanted["content"])), "?"), confidence, name in accepted, name == accepted[0]


def show_bins(judgements):
    """Prints the bins of (confidence, right) and gives the calibration error."""
    bins = [[] for _ in range(BINS)]
    for confidence, right in judgements:
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
    return error


def show_forms(rows):
    print(f"\n{'source':14}{'found':>8}{'right':>8}{'fullest':>9}")
    for form, name in FORMS.items():
        own = [row for row in rows if row[0] == form]
        if own:
            right, fullest = (sum(row[i] for row in own) / len(own) for i in (2, 3))
            print(f"{name:14}{len(own):8}{right:8.3f}{fullest:9.3f}")


def main():
    speakers = sys.argv[1:] == ["--speakers"]
    if len(sys.argv) > 2 or not speakers and any(argument.startswith("-") for argument in sys.argv[1:]):
        sys.exit(__doc__)
    command = command_line()
    folder = shared(command, *sys.argv[1:][: not speakers])
    corpus = folder / "corpus"
    gold_file = pathlib.Path(sys.argv[1]) if sys.argv[1:] and not speakers else corpus / "polnear-dev.jsonl"
    scorer = load_scorer(folder)
    gold = scorer.read(gold_file)
    found = extract(command, {key: document["text"] for key, document in gold.items()})
    if speakers:
        known, forms = (scorer.read(corpus / f"polnear-dev.{name}.jsonl") for name in ("speakers", "speaker-forms"))
        rows = [row for key in known for row in named(scorer, gold[key], found[key], known[key], forms[key])]
        error = show_bins([(confidence, right) for _, confidence, right, _ in rows if confidence is not None])
        show_forms(rows)
    else:
        pairs = (pair for key in gold for pair in judged(scorer, gold[key], found[key]))
        error = show_bins([(quote["confidence"], right) for quote, _, right in pairs])
    sys.exit(error > MOST)


if __name__ == "__main__":
    main()
