"""What the teacher says of each word: its label, its part of speech, its kind of name."""
import bisect

# Source and content carry the side on which their cue stands: -R, to the right of them.
LABELS = ["CUE", "SRC-R", "SRC-L", "CON-R", "CON-L"]
# O, then begin and inside of each label.
BIO = ["O"] + [f"{begin}-{label}" for label in LABELS for begin in "BI"]
INDEX = {label: index for index, label in enumerate(BIO)}
# Penn Treebank's tags as CoreNLP's analysis of the training corpus has them, commonest first.
PARTS = (
    "NN IN NNP DT JJ NNS , . VBD RB PRP VB CC VBZ TO VBG VBN VBP '' CD PRP$ `` MD POS : WP WDT NNPS WRB RP JJR JJS RBR "
    "-RRB- -LRB- EX $ RBS PDT UH WP$ FW LS SYM #"
).split()
# The kinds of name by CoreNLP's words for them: person, organisation, place, other. Each has begin and inside, and 0 is none.
KINDS = ["PERSON", "ORGANIZATION", "LOCATION", "MISC"]
KIND_COUNT = 1 + 2 * len(KINDS)
# What is not known of a word; torch's cross_entropy leaves it out.
UNKNOWN = -100

# Where annotations overlap a word is the rarer thing.
RANK = {"O": 0, "CON": 1, "SRC": 2, "CUE": 3}


def runs(indices):
    """Ascending indices as [start, end) of neighbours."""
    found = []
    for index in indices:
        if found and found[-1][1] == index:
            found[-1][1] = index + 1
        else:
            found.append([index, index + 1])
    return found


def covered(spans, words):
    """The words of which more than half lies in one of the spans."""
    starts = [start for start, _ in words]
    found = set()
    for start, end in spans:
        index = max(0, bisect.bisect_left(starts, start) - 1)
        while index < len(words) and words[index][0] < end:
            from_, to = words[index]
            if min(to, end) - max(from_, start) > (to - from_) / 2:
                found.add(index)
            index += 1
    return sorted(found)


def encode(quotes, paragraphs):
    """The label (an index of BIO) of each word, from quotes {"source", "cue", "content"} of spans."""
    words = [word for paragraph in paragraphs for word in paragraph]
    paragraph_of = [index for index, paragraph in enumerate(paragraphs) for _ in paragraph]
    labels = ["O"] * len(words)
    for quote in quotes:
        cue = covered(quote["cue"], words)
        for role, name in (("content", "CON"), ("source", "SRC")):
            for start, end in runs(covered(quote[role], words)):
                label = f"{name}-{'R' if cue and cue[0] >= end else 'L'}"
                for index in range(start, end):
                    if RANK[labels[index][2:5] or "O"] < RANK[name]:
                        begins = index == start or paragraph_of[index] != paragraph_of[index - 1]
                        labels[index] = ("B-" if begins else "I-") + label
        for start, end in runs(cue):
            labels[start:end] = ["B-CUE"] + ["I-CUE"] * (end - start - 1)
    # A stretch cut by another, or by the end of a paragraph, begins anew.
    for index, label in enumerate(labels):
        if label[0] == "I":
            joined = index and labels[index - 1][2:] == label[2:] and paragraph_of[index - 1] == paragraph_of[index]
            if not joined:
                labels[index] = "B-" + label[2:]
    return [INDEX[label] for label in labels]


def best_labels(logs):
    """The likeliest labels of a paragraph of which no stretch lacks its beginning (Viterbi 1967).

    `logs` has a row of logarithms of chances, in the order of BIO, for each word. Inside a label only its own begin and
    inside may stand before; every other label may follow any, so that one maximum serves them all.
    """
    size = len(BIO)
    scores = [log if BIO[label][0] != "I" else float("-inf") for label, log in enumerate(logs[0])]
    steps = []
    for row in logs[1:]:
        best = max(range(size), key=scores.__getitem__)
        step, following = [best] * size, [scores[best] + log for log in row]
        for inside in range(2, size, 2):
            before = inside - 1 if scores[inside - 1] >= scores[inside] else inside
            step[inside], following[inside] = before, scores[before] + row[inside]
        steps.append(step)
        scores = following
    path = [max(range(size), key=scores.__getitem__)]
    for step in reversed(steps):
        path.append(step[path[-1]])
    return path[::-1]


def stretches(labels):
    """[start, end, label of the first word] of each stretch of words that one label holds together."""
    found = []
    for index, label in enumerate(labels):
        name = BIO[label]
        if name[0] == "B" or name[0] == "I" and not (found and found[-1][1] == index and BIO[found[-1][2]][2:] == name[2:]):
            found.append([index, index + 1, label])
        elif name[0] == "I":
            found[-1][1] = index + 1
    return found
