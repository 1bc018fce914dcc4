"""Words of a text, paragraph by paragraph."""
import re

# In this order: initials (U.S., J.), a verb before n't, n't, other clitics, words joined by hyphen or slash, marks of two
# characters, any other character.
WORD = re.compile(
    r"(?:[A-Z]\.){2,}|[A-Za-z]\.(?=\s?[A-Z])"
    r"|\w+(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m|S|em)\b"
    r"|\w+(?:[-/]\w+)*|''|``|\S"
)


def words(text):
    """The [start, end) of each word, a list for each paragraph (line) that has any."""
    paragraphs = []
    for line in re.finditer(r"[^\n]+", text):
        found = [(word.start() + line.start(), word.end() + line.start()) for word in WORD.finditer(line.group())]
        if found:
            paragraphs.append(found)
    return paragraphs


def written(text, paragraphs):
    """The words themselves, paragraph by paragraph."""
    return [[text[start:end] for start, end in paragraph] for paragraph in paragraphs]


def flat(paragraphs):
    """All of the paragraphs' items in one list."""
    return [item for paragraph in paragraphs for item in paragraph]
