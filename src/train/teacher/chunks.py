"""Cuts articles into what the encoder reads at once."""
from typing import NamedTuple

# Pieces a chunk, marks at both ends apart. The encoder reads 512; attention costs the square.
LIMIT = 320
# Pieces of one word that are read: longer ones are addresses and the like.
WORD_LIMIT = 12
# Kinds of casing, for an encoder that knows only lower case.
LOWER, CAPITALISED, UPPER, MIXED, NO_LETTER = range(5)
CASINGS = 5


class Chunk(NamedTuple):
    """Neighbouring paragraphs, or a part of one, for the encoder."""

    pieces: list  # what the tokenizer calls them, with the marks at both ends
    casing: list  # of the word of each piece
    first: list  # the place of each word's first piece
    words: list  # each word's place among the article's


def casing(word):
    """How a word is cased."""
    if not any(character.isalpha() for character in word):
        return NO_LETTER
    if word.islower():
        return LOWER
    if word.isupper() and len(word) > 1:
        return UPPER
    if word[:1].isupper() and word[1:].islower() or len(word) == 1:
        return CAPITALISED
    return MIXED


def pieces_of(words, tokenizer):
    """The pieces of each word, at least one."""
    read = tokenizer(words, is_split_into_words=True, add_special_tokens=False, verbose=False)
    pieces = [[] for _ in words]
    for piece, word in zip(read["input_ids"], read.word_ids()):
        pieces[word].append(piece)
    return [found[:WORD_LIMIT] or [tokenizer.unk_token_id] for found in pieces]


def chunks(paragraphs, tokenizer, limit=LIMIT):
    """Packs paragraphs (lists of words) into chunks of at most `limit` pieces, a separator between two paragraphs; only a
    paragraph that is longer by itself is cut."""
    found, number = [], 0
    pieces, casings, first, places = [], [], [], []

    def close():
        if first:
            ends = [tokenizer.cls_token_id, *pieces, tokenizer.sep_token_id]
            found.append(Chunk(ends, [NO_LETTER, *casings, NO_LETTER], first[:], places[:]))
        for part in (pieces, casings, first, places):
            part.clear()

    for words in paragraphs:
        split = pieces_of(words, tokenizer)
        if pieces and len(pieces) + sum(map(len, split)) + 1 > limit:
            close()
        if pieces:
            pieces.append(tokenizer.sep_token_id)
            casings.append(NO_LETTER)
        for word, own in zip(words, split):
            if len(pieces) + len(own) > limit:
                close()
            first.append(len(pieces) + 1)
            places.append(number)
            pieces += own
            casings += [casing(word)] * len(own)
            number += 1
    close()
    return found


def packed(items, size, length):
    """Items in batches of at most `size` pieces with their padding, in the order given; `length` says an item's pieces."""
    batch, longest = [], 0
    for item in items:
        longest = max(longest, length(item))
        if batch and (len(batch) + 1) * longest > size:
            yield batch
            batch, longest = [], length(item)
        batch.append(item)
    if batch:
        yield batch
