"""What the teacher makes of articles."""
from typing import NamedTuple

import torch

from chunks import chunks, packed
from labels import BIO, best_labels
from linker import link
from model import READ_AT_ONCE, log_chances, padded
from words import words, written


class Reading(NamedTuple):
    """An article as the teacher reads it."""

    paragraphs: list  # of words, [start, end)
    labels: list  # of each word, as decided
    chances: list  # of all labels, for each word
    quotes: list  # as link gives them
    parts: list  # the part of speech of each word
    kinds: list  # the kind of name of each word


def decided(text, paragraphs, logs, parts, kinds):
    """An article's reading, from what the network says of each of its words."""
    rows, labels = logs.tolist(), []
    for paragraph in paragraphs:
        labels += best_labels(rows[len(labels) : len(labels) + len(paragraph)])
    return Reading(
        paragraphs, labels, logs.exp().tolist(), link(paragraphs, labels, text), parts.tolist(), kinds.tolist()
    )


def read(model, tokenizer, texts):
    """Reads texts, chunks of like length together."""
    articles, jobs = [], []
    for number, text in enumerate(texts):
        paragraphs = words(text)
        count = sum(map(len, paragraphs))
        articles.append((text, paragraphs, torch.zeros(count, len(BIO)), *torch.zeros(2, count, dtype=torch.long)))
        jobs += [(number, chunk) for chunk in chunks(written(text, paragraphs), tokenizer)]
    jobs.sort(key=lambda job: len(job[1].pieces))
    model.eval()
    with torch.inference_mode():
        for batch in packed(jobs, READ_AT_ONCE, lambda job: len(job[1].pieces)):
            outputs = model(*padded([chunk for _, chunk in batch], tokenizer))
            said = log_chances(outputs), outputs[1].argmax(-1), outputs[2].argmax(-1)
            for row, (number, chunk) in enumerate(batch):
                for kept, new in zip(articles[number][2:], said):
                    kept[chunk.words] = new[row, chunk.first]
    return [decided(*article) for article in articles]
