"""The files that the teacher reads and writes, and what to do where one is missing."""
import gzip
import json
import os
import pathlib
import sys

from labels import BIO, KINDS, PARTS, UNKNOWN, stretches
from words import flat

# A word whose label is surer than this needs no other chances: of what is left of the loss it has next to nothing.
SURE = 0.98
# Part of speech and kind of name are written a character a word.
PART_CHARACTERS = [chr(ord("A") + part) for part in range(len(PARTS))]


def state():
    """The folder of encoder, checkpoint and teacher."""
    return pathlib.Path(os.environ.get("INQUIT_TEACHER") or "~/.cache/inquit-teacher").expanduser()


def shared():
    """The folder of corpora and scorer."""
    beside = pathlib.Path(__file__).resolve().parents[4] / "shared"
    return pathlib.Path(os.environ.get("INQUIT_SHARED") or beside)


def need(path, what, get):
    """Ends with what to do unless a file or folder is there."""
    if not pathlib.Path(path).exists():
        sys.exit(f"teacher: {what} {path} is missing; {get}")


def lines(path):
    """The JSON of each line of a file, gzipped or not."""
    with (gzip.open if str(path).endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                yield json.loads(line)
            except ValueError as problem:
                sys.exit(f"teacher: {path}, line {number}: {problem}")


def analyses(path):
    """CoreNLP's part of speech and kind of name of each token, by article and by where the token starts."""
    found = {}
    for article in lines(path):
        at, before = {}, None
        for start, _, part, kind, *_ in article["tokens"]:
            known = KINDS.index(kind) if kind in KINDS else None
            named = 0 if known is None else 1 + 2 * known + (before == known)
            at[start] = (PARTS.index(part) if part in PARTS else UNKNOWN, named)
            before = known
        found[article["id"]] = at
    return found


def finished(path):
    """The articles that a file of labelled ones has. What a run that was stopped left of a line is cut off."""
    found, whole = set(), 0
    if not path.exists():
        return found
    with open(path, "rb") as file:
        for line in file:
            if not line.endswith(b"\n"):
                break
            found.add(json.loads(line)["id"])
            whole += len(line)
    if whole < path.stat().st_size:
        os.truncate(path, whole)
    return found


def spans(quote, words):
    """A quote's stretches of words as spans of the text."""
    parts = {"source": quote["source"], "cue": [quote["cue"]], "content": sorted(quote["content"])}
    return {role: [[words[start][0], words[end - 1][1]] for start, end in part] for role, part in parts.items()}


def labelled(article, paragraphs, labels, chances, quotes, parts, kinds):
    """An article's line of the output, as README.md says: chances has a row for each word, parts and kinds a number."""
    words = flat(paragraphs)
    sure = [row[label] for row, label in zip(chances, labels)]
    found = []
    for quote in quotes:
        ranges = [quote["cue"], *quote["source"], *quote["content"]]
        of = [sure[index] for start, end in ranges for index in range(start, end)]
        found.append(spans(quote, words) | {"p": round(sum(of) / len(of), 3), "min": round(min(of), 3)})
    held, first = [], 0
    for paragraph in paragraphs:
        own = stretches(labels[first : first + len(paragraph)])
        held += [[paragraph[start][0], paragraph[end - 1][1], label] for start, end, label in own]
        first += len(paragraph)
    starts = [start for start, _ in words]
    return {
        "id": article["id"],
        "source": article.get("source"),
        "text": article["text"],
        "quotes": found,
        "spans": held,
        "chances": [
            [*word, [round(100 * chance) for chance in row]] for word, row, p in zip(words, chances, sure) if p < SURE
        ],
        "starts": [start - before for start, before in zip(starts, [0, *starts])],
        "parts": "".join(PART_CHARACTERS[part] for part in parts),
        "kinds": "".join(map(str, kinds)),
    }
