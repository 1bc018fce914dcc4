"""The annotated articles that figures are measured on, and how they are read and scored.

A set is *held out* where nothing that ships was chosen by it: only its figures prove anything. It is *fitted* where its
errors shaped a rule, a weight or a threshold.
"""
import importlib.util
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
# The articles of ours: the first, whose errors shaped rules; twelve whose errors were read; those that nobody has read.
OWN = {"own": "", "second": "second", "unread": "unread"}
# A quote that is as likely right as not is one to show.
SURE = 0.5


def shared(*needed):
    """The folder of the corpora and the scorer; says what is missing of it and of the files `needed`."""
    folder = pathlib.Path(os.environ.get("INQUIT_SHARED", ROOT / "../shared")).resolve()
    corpus = [f"polnear-{part}{kind}.jsonl" for part in ("dev", "train") for kind in ("", ".speakers")]
    paths = [folder / "eval/score.py", *(folder / "corpus" / name for name in corpus), *map(pathlib.Path, needed)]
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        sys.exit(f"{sys.argv[0]}: not there: {', '.join(missing)}; see: {sys.argv[0]} --help")
    return folder


def command_line():
    return os.environ.get("INQUIT", ROOT / "target/release/inquit")


def load_scorer(folder):
    spec = importlib.util.spec_from_file_location("score", folder / "eval/score.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def own(name):
    """The articles of ours by id; articles.js reads them."""
    reader = ["node", ROOT / "tests/score/articles.js", ROOT / "tests/articles" / OWN[name]]
    lines = subprocess.run(reader, stdout=subprocess.PIPE, check=True).stdout.splitlines()
    return {document["id"]: document for document in map(json.loads, lines)}


def gold(folder, scorer):
    """For each set its articles by id, and its speakers where they are annotated, else None. "84" is those articles of the
    training split that have speakers: the network learned from their quotes, nothing from who says them. They were held out
    until they chose which of the speakers' rules went, and which answers of the name head these use."""
    corpus = folder / "corpus"
    dev, train, dev_speakers, train_speakers = (
        scorer.read(corpus / f"polnear-{name}.jsonl") for name in ("dev", "train", "dev.speakers", "train.speakers")
    )
    return {
        "unread": (own("unread"), None),
        "84": ({key: train[key] for key in train_speakers}, train_speakers),
        "dev": (dev, dev_speakers),
        "own": (own("own"), None),
        "second": (own("second"), None),
    }


def extract(command, documents, environment=None):
    """What the command line finds in articles, by id."""
    lines = "".join(json.dumps({"id": key, "text": text}) + "\n" for key, text in documents.items())
    run = [command, "extract", "--jsonl"]
    found = subprocess.run(run, input=lines.encode(), stdout=subprocess.PIPE, check=True, env=environment).stdout
    return {document["id"]: document for document in map(json.loads, found.splitlines())}


def judged(scorer, wanted, found):
    """Each quote found, the number of the one wanted that it is paired with, or None, and whether it is right: score.py's
    pairing, and its `quote`."""
    document = scorer.Document(wanted["text"])

    def words(quote, unit):
        spans = {role: scorer.code_points(wanted["text"], quote.get(role) or [], unit) for role in scorer.ROLES}
        return {role: document.word_set(of) for role, of in spans.items()}

    gold_words = [words(quote, None) for quote in wanted["quotes"]]
    found_words = [words(quote, found.get("offsets")) for quote in found["quotes"]]
    pairs = sorted(
        (
            (scorer.dice(g["content"], p["content"]), scorer.dice(g["source"], p["source"]), -i, -j)
            for i, g in enumerate(gold_words)
            for j, p in enumerate(found_words)
            if g["content"] & p["content"]
        ),
        reverse=True,
    )
    pairing, paired = {}, set()
    for content, source, i, j in pairs:
        if i not in paired and j not in pairing:
            paired.add(i)
            pairing[j] = (-i, content >= 0.8 and source >= 0.5)
    for j, quote in enumerate(found["quotes"]):
        if found_words[j]["content"]:
            yield quote, *pairing.get(-j, (None, False))
