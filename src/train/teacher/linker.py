"""From labels to quotes: which cue each source and content belongs to."""
import re

from labels import BIO, stretches

SENTENCE_END = re.compile(r"[.!?]+")
# A cue on the side that the label does not say, or in another sentence, counts as so many words further. The first is
# beyond any sentence, the second beyond most.
OTHER_SIDE = 1000
OTHER_SENTENCE = 200
# A cue without a source prefers one before it to one after it that is nearer by less than this.
AFTER = 5


def sentences(paragraph, text):
    """The number of each word's sentence within the paragraph."""
    found, number = [], 0
    for index, (start, end) in enumerate(paragraph):
        found.append(number)
        if SENTENCE_END.fullmatch(text[start:end]) and index + 1 < len(paragraph):
            following = text[paragraph[index + 1][0]]
            number += following.isupper() or not following.isalnum()
    return found


def nearest(quotes, label, start, end, sentence):
    """The quote whose cue is nearest to a stretch, and how far it is; none, infinitely far, where there is no cue."""
    pick, least = None, float("inf")
    for quote in quotes:
        cue_start, cue_end = quote["cue"]
        if cue_start >= end:
            gap, side, edge = cue_start - end, "R", end - 1
        else:
            gap, side, edge = start - cue_end, "L", start
        cost = gap + OTHER_SIDE * (side != label[-1]) + OTHER_SENTENCE * (sentence[cue_start] != sentence[edge])
        if cost < least:
            pick, least = quote, cost
    return pick, least


def own_source(quote, sources, sentence):
    """The source of a cue: of those that chose it the ones of its sentence or else the nearest; if none did, one of its
    sentence that chose another cue."""
    if quote["source"]:
        least = min(cost for _, _, cost in quote["source"])
        alone = len(quote["source"]) == 1
        return [(start, end) for start, end, cost in quote["source"] if alone or cost < OTHER_SENTENCE or cost == least]
    cue_start, cue_end = quote["cue"]
    near = [
        (cue_start - end if end <= cue_start else start - cue_end + AFTER, start, end)
        for start, end in sources
        if sentence[start] == sentence[cue_start]
    ]
    return [min(near)[1:]] if near else []


def shifted(quote, by):
    """Moves a quote's cue and sources from places in the paragraph to places in the text."""
    quote["cue"] = (quote["cue"][0] + by, quote["cue"][1] + by)
    quote["source"] = [(start + by, end + by) for start, end in quote["source"]]


def link(paragraphs, labels, text):
    """The quotes that labels say, {"source", "cue", "content"} of [start, end) of words; "cue" is one.

    A source and a content go to the nearest cue of their paragraph, on the side that their label says if there is one. A
    content that opens a paragraph may go to the last cue of the one before, where that ends in a colon or a comma.
    """
    found, first, leading = [], 0, None
    for paragraph in paragraphs:
        sentence = sentences(paragraph, text)
        spans = [(BIO[label][2:], start, end) for start, end, label in stretches(labels[first : first + len(paragraph)])]
        quotes = [{"source": [], "cue": (start, end), "content": []} for label, start, end in spans if label == "CUE"]
        sources = [(start, end) for label, start, end in spans if label.startswith("SRC")]
        for label, start, end in spans:
            if label == "CUE":
                continue
            quote, cost = nearest(quotes, label, start, end, sentence)
            if label.startswith("CON"):
                if leading and start <= 1 and label[-1] == "L" and cost > 0:
                    quote = leading
                if quote:
                    quote["content"].append((first + start, first + end))
            elif quote and (cost < OTHER_SIDE or not quote["source"]):
                quote["source"].append((start, end, cost))
        for quote in quotes:
            quote["source"] = own_source(quote, sources, sentence)
            shifted(quote, first)
        found += quotes
        start, end = paragraph[-1]
        leading = quotes[-1] if quotes and text[start:end] in (":", ",") else None
        first += len(paragraph)
    return [quote for quote in found if quote["content"]]
