#!/usr/bin/env python3
"""Labels news with the teacher: an article a line in, the same with quotes, labels and chances out, in the same order.

What OUT has already is left out, so that the same command goes on where it was stopped. README.md describes both files.
"""
import argparse
import itertools
import json
import pathlib
import time

import torch

import files
from model import in_whole_numbers, open_encoder
from reading import read

# Articles that are read together, so that chunks of like length meet; what a stop loses at most.
BLOCK = 200


def wanted(arguments):
    """The articles that are to be labelled."""
    end = None if arguments.first is None else arguments.skip + arguments.first
    done = files.finished(arguments.out)
    for article in itertools.islice(files.lines(arguments.news), arguments.skip, end):
        if article["id"] not in done:
            yield article


def teacher(arguments):
    """The tokenizer and the network as trained."""
    get = "train.py makes it, or name another (a checkpoint too) with --teacher"
    files.need(arguments.teacher, "the teacher", get)
    tokenizer, model = open_encoder(arguments.encoder)
    weights = torch.load(arguments.teacher, mmap=True)
    model.load_state_dict(weights.get("model", weights))
    if arguments.int8:
        in_whole_numbers(model.enc)
    return tokenizer, model


def count(text):
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError("must not be negative")
    return number


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", type=pathlib.Path, metavar="NEWS", help='JSONL of {"id","source","text"}, may end in .gz')
    parser.add_argument("out", type=pathlib.Path, metavar="OUT", help="JSONL, added to")
    parser.add_argument("--skip", type=count, default=0, metavar="N", help="leave out the first N articles of NEWS")
    parser.add_argument("--first", type=count, metavar="N", help="label only the first N (after those left out)")
    parser.add_argument("--int8", action="store_true", help="the encoder in whole numbers: faster, a few labels differ")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads(), help="by default %(default)s")
    parser.add_argument("--teacher", default=files.state() / "teacher.pt", help="by default %(default)s")
    parser.add_argument("--encoder", default=files.state() / "encoder", help="by default %(default)s")
    return parser.parse_args()


def main():
    arguments = options()
    files.need(arguments.news, "the news", "give a file of articles")
    torch.set_num_threads(arguments.threads)
    tokenizer, model = teacher(arguments)
    articles = wanted(arguments)
    began, words, done = time.monotonic(), 0, 0
    with open(arguments.out, "a", encoding="utf-8") as out:
        while block := list(itertools.islice(articles, BLOCK)):
            for article, reading in zip(block, read(model, tokenizer, [article["text"] for article in block])):
                line = files.labelled(article, *reading)
                out.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
                out.flush()
                words += len(reading.labels)
            done += len(block)
            print(f"{done} articles, {words} words, {words / (time.monotonic() - began):.0f} words/s", flush=True)


if __name__ == "__main__":
    main()
