#!/usr/bin/env python3
"""Trains the teacher on an annotated corpus. The same command goes on where it was stopped."""
import argparse
import itertools
import json
import os
import pathlib
import random
import subprocess
import sys
import time

import torch
import torch.nn.functional as F

import files
from chunks import chunks, packed
from labels import UNKNOWN, encode
from model import open_encoder, padded
from reading import read
from words import flat, words, written

EPOCHS = 2  # 2.4 points of dev's F1 above one
SIZE = 2000  # pieces a batch, with their padding
# The encoder's highest layer learns at RATE, each one below at FALL of the one above; what is new learns ten times as fast.
RATE, FALL, NEW_RATE = 5e-5, 0.9, 5e-4
WARM_UP = 0.06  # of all steps, as is usual for such encoders
DECAY = 0.01
CLIP = 1.0
HELPERS = 0.15  # weight of part of speech and of kind of name beside the labels
SAVE_EVERY = 50
# So often an article is read with other marks, or in lower case: by feel.
OTHER_MARKS, LOWER_CASE = 0.15, 0.05
MARKS = [("‘", "’"), ("«", "»"), ('"', '"'), ("“", "”"), ("„", "“")]
SPREAD = 24  # pieces by which chunks of one batch may differ in length, so that epochs differ in their batches


def with_marks(paragraphs, opening, closing):
    """The words with these quotation marks in the place of their own."""
    changed = []
    for paragraph in paragraphs:
        opened, new = False, []
        for word in paragraph:
            if word in ("“", '"', "”", "``", "''"):
                opened = word in ("“", "``") or (word == '"' and not opened)
                word = opening if opened else closing
            new.append(word)
        changed.append(new)
    return changed


def examples(article, analysis, tokenizer, rng):
    """An article's chunks, each with label, part of speech and kind of name of its words."""
    paragraphs = words(article["text"])
    labels = encode(article["quotes"], paragraphs)
    answers = [(label, *analysis.get(start, (UNKNOWN, UNKNOWN))) for label, (start, _) in zip(labels, flat(paragraphs))]
    text = written(article["text"], paragraphs)
    if rng.random() < OTHER_MARKS:
        text = with_marks(text, *rng.choice(MARKS))
    if rng.random() < LOWER_CASE:
        text = [[word.lower() for word in paragraph] for paragraph in text]
    return [(chunk, [answers[word] for word in chunk.words]) for chunk in chunks(text, tokenizer)]


def batches(articles, analysis, tokenizer, epoch):
    """An epoch's batches: each article once, by one of its annotators."""
    rng, found = random.Random(epoch), []
    for annotations in articles.values():
        article = rng.choice(annotations)
        found += examples(article, analysis.get(article["id"], {}), tokenizer, rng)
    found.sort(key=lambda example: len(example[0].pieces) + rng.random() * SPREAD)
    made = list(packed(found, SIZE, lambda example: len(example[0].pieces)))
    rng.shuffle(made)
    return made


def groups(model):
    """The parameters that learn, each with its rate."""
    layers, found = len(model.enc.encoder.layer), []
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        if not name.startswith("enc."):
            rate = NEW_RATE
        elif ".layer." in name:
            rate = RATE * FALL ** (layers - 1 - int(name.split(".layer.")[1].split(".")[0]))
        else:
            rate = RATE / 2
        decay = DECAY if parameter.ndim > 1 else 0.0
        found.append({"params": [parameter], "lr": rate, "weight_decay": decay})
    return found


def loss_of(model, batch, tokenizer):
    """The loss of the labels, and of the helpers."""
    outputs = model(*padded([chunk for chunk, _ in batch], tokenizer))
    answers = torch.tensor([answer for _, of in batch for answer in of])
    losses = [
        F.cross_entropy(torch.cat([rows[row, chunk.first] for row, (chunk, _) in enumerate(batch)]), answers[:, column])
        for column, rows in enumerate(outputs)
    ]
    return losses[0], losses[1] + losses[2]


def save(what, path):
    """Writes a file whole or not at all."""
    torch.save(what, path.with_suffix(".tmp"))
    os.replace(path.with_suffix(".tmp"), path)


def score(model, tokenizer, dev, name):
    """Labels the development articles into a file and prints the scorer's figures."""
    articles = list(files.lines(dev))
    target = files.state() / name
    with open(target, "w", encoding="utf-8") as out:
        for article, reading in zip(articles, read(model, tokenizer, [article["text"] for article in articles])):
            found = [files.spans(quote, flat(reading.paragraphs)) for quote in reading.quotes]
            out.write(json.dumps({"id": article["id"], "quotes": found}) + "\n")
    model.train()
    subprocess.run([sys.executable, files.shared() / "eval/score.py", dev, target], check=True)


def learn(model, tokenizer, epochs, dev):
    """Goes through the epochs' batches, from the last checkpoint on, and writes and scores a teacher after each epoch."""
    plan, ends = flat(epochs), set(itertools.accumulate(map(len, epochs)))
    checkpoint = files.state() / "ck.pt"
    optimiser = torch.optim.AdamW(groups(model), fused=True)
    rates, start = [group["lr"] for group in optimiser.param_groups], 0
    if checkpoint.exists():
        kept = torch.load(checkpoint)
        model.load_state_dict(kept["model"])
        optimiser.load_state_dict(kept["opt"])
        start = kept["step"]
        print(f"goes on from step {start}; to begin anew remove {checkpoint}", flush=True)
    learning = [parameter for parameter in model.parameters() if parameter.requires_grad]
    model.train()
    began, recent = time.monotonic(), 0.0
    for step, batch in enumerate(plan[start:], start + 1):
        # Up in a line, then down in a line to nothing.
        share = min(step / (WARM_UP * len(plan)), (len(plan) - step + 1) / ((1 - WARM_UP) * len(plan)))
        for group, rate in zip(optimiser.param_groups, rates):
            group["lr"] = rate * share
        loss, helpers = loss_of(model, batch, tokenizer)
        optimiser.zero_grad(set_to_none=True)
        (loss + HELPERS * helpers).backward()
        torch.nn.utils.clip_grad_norm_(learning, CLIP)
        optimiser.step()
        recent += loss.item()
        if step % 10 == 0:
            pace = (time.monotonic() - began) / (step - start)
            print(f"{step} of {len(plan)}: loss {recent / 10:.3f}, {pace:.2f} s a step", flush=True)
            recent = 0.0
        if step % SAVE_EVERY == 0 or step == len(plan):
            save({"model": model.state_dict(), "opt": optimiser.state_dict(), "step": step}, checkpoint)
        if step in ends:
            save(model.state_dict(), files.state() / "teacher.pt")
            score(model, tokenizer, dev, f"dev-{step}.jsonl")


def options():
    corpus = files.shared() / "corpus"
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", default=corpus / "polnear-train.jsonl", help="by default %(default)s")
    parser.add_argument("--analysis", default=corpus / "polnear-train.corenlp.jsonl.gz", help="CoreNLP's, of the same articles")
    parser.add_argument("--dev", type=pathlib.Path, default=corpus / "polnear-dev.jsonl", help="by default %(default)s")
    parser.add_argument("--encoder", default=files.state() / "encoder", help="by default %(default)s")
    parser.add_argument("--epochs", type=int, default=EPOCHS, help="by default %(default)s")
    return parser.parse_args()


def main():
    arguments = options()
    for path in (arguments.corpus, arguments.analysis, arguments.dev, files.shared() / "eval/score.py"):
        files.need(path, "the corpus' file", "set INQUIT_SHARED to its folder, or name another (--help)")
    files.state().mkdir(parents=True, exist_ok=True)
    torch.manual_seed(1)
    tokenizer, model = open_encoder(arguments.encoder)
    articles = {}
    for article in files.lines(arguments.corpus):
        articles.setdefault(article["id"], []).append(article)
    analysis = files.analyses(arguments.analysis)
    epochs = [batches(articles, analysis, tokenizer, epoch) for epoch in range(arguments.epochs)]
    learn(model, tokenizer, epochs, arguments.dev)


if __name__ == "__main__":
    main()
