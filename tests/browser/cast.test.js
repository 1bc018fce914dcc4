// Who is quoted on a page, the links to a quote, and the interface's texts: what needs no browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import { castOf } from "../../www/shell/cast.js";
import { linkTo } from "../../www/shell/link.js";
import { WORDS, telling } from "../../www/shell/words.js";

/** @typedef {import("../../www/engine/engine.js").Quote} Quote */
/** @typedef {import("../../www/engine/engine.js").Speaker} Speaker */

/**
 * An annotation of a text in which each quote is the words of one speaker, several or none.
 * @param {[name: string, is: Speaker["is"]][]} people
 * @param {[words: string, speakers: number[], unclear?: boolean][]} said
 */
function annotation(people, said) {
  const speakers = people.map(([name, is]) => ({ name, is, role: null, mentions: [], words: 1 }));
  const text = said.map(([words]) => words).join("\n");
  const quotes = said.map(([words, speakers, unclear = false]) => ({
    ...{ kind: "direct", speakers, unclear, content: [[text.indexOf(words), text.indexOf(words) + words.length]] },
  }));
  const words = (/** @type {[number, number][]} */ spans) => spans.map((span) => text.slice(...span)).join(" … ");
  return /** @type {any} */ ({ text, quotes, words, reading: { quotes, speakers } });
}

/** @param {ReturnType<typeof castOf>} cast */
const told = ({ people }) =>
  people.map(({ number, name, nameless, words, entries }) => [number, nameless ?? name, words, entries.length]);

test("speakers are counted over all texts of a page, the nameless last", () => {
  const cast = castOf([
    annotation(
      [["Ana Ruiz", "person"]],
      [
        ["one two", [0]],
        ["three four five six", []],
        ["seven", [0], true],
      ],
    ),
    annotation(
      [
        ["Bo Lind", "person"],
        ["Ana Ruiz", "person"],
      ],
      [
        ["a b c d", [0]],
        ["e f", [1]],
        ["g – h", [0, 1]],
      ],
    ),
  ]);
  assert.deepEqual(told(cast), [
    [1, "Ana Ruiz", 6, 3],
    [2, "Bo Lind", 6, 2],
    [0, "nobody", 4, 1],
    [0, "unclear", 1, 1],
  ]);
});

test("two of one name in a text are two, and whoever is unnamed is never another text's", () => {
  const one = annotation(
    [
      ["Ana Ruiz", "person"],
      ["Ana Ruiz", "person"],
      ["an aide", "unnamed"],
    ],
    [
      ["a", [0]],
      ["b c", [1]],
      ["d", [2]],
    ],
  );
  const other = annotation(
    [
      ["an aide", "unnamed"],
      ["Ana Ruiz", "person"],
    ],
    [
      ["e", [0]],
      ["f", [1]],
    ],
  );
  assert.deepEqual(told(castOf([one, other])), [
    [1, "Ana Ruiz", 2, 2],
    [2, "Ana Ruiz", 2, 1],
    [3, "an aide", 1, 1],
    [4, "an aide", 1, 1],
  ]);
});

const TEXT =
  "She said: “No.” He said: “No.”\nA well-known\u00a0fact, 100% & more, nobody doubts it here\n“Yes, indeed, we will.”";
const link = (/** @type {string[]} */ ...parts) => {
  const spans = parts.map(
    (part) => /** @type {[number, number]} */ ([TEXT.lastIndexOf(part), TEXT.lastIndexOf(part) + part.length]),
  );
  return linkTo("https://example.org/a?b#c:~:text=old", TEXT, spans).replace("https://example.org/a?b#c:~:text=", "");
};

test("a link gives a quote's words, with what is around it where they are few or stand twice", () => {
  assert.equal(link("A well-known\u00a0fact, 100% & more"), "A%20well%2Dknown%C2%A0fact%2C%20100%25%20%26%20more");
  assert.equal(
    link("“No.”"),
    "%E2%80%9CNo.%E2%80%9D%20He%20said%3A-,%E2%80%9CNo.%E2%80%9D,-A%20well%2Dknown%C2%A0fact%2C%20100%25",
  );
  assert.equal(
    link("“Yes, indeed, we will.”"),
    "doubts%20it%20here-,%E2%80%9CYes%2C%20indeed%2C%20we%20will.%E2%80%9D",
  );
  assert.equal(
    link("nobody doubts it here\n“Yes, indeed, we will.”"),
    "100%25%20%26%20more%2C-,nobody%20doubts%20it%20here,%E2%80%9CYes%2C%20indeed%2C%20we%20will.%E2%80%9D",
  );
  assert.match(link("He said", "nobody doubts it here"), /^.+&text=.+$/);
  assert.equal(linkTo("https://example.org/", "", []), "https://example.org/");
  const long = "word and ".repeat(60).trim();
  assert.equal(
    linkTo("https://example.org/", `${long} end`, [[0, long.length]]).split("text=")[1],
    "word%20and%20word%20and%20word,and%20word%20and%20word%20and,-end",
  );
  assert.doesNotThrow(() => linkTo("https://example.org/", "\ud800 lone", [[0, 6]]));
});

test("a translation says what it says and leaves the rest in English; plurals are its language's", () => {
  const quotes = { one: "{n} cytat", few: "{n} cytaty", many: "{n} cytatów", other: "{n} cytatu" };
  const tell = telling({ quotes }, "pl");
  assert.deepEqual(
    [1, 3, 5, 1.5].map((n) => tell("quotes", { n })),
    ["1 cytat", "3 cytaty", "5 cytatów", "1,5 cytatu"],
  );
  assert.equal(tell("close"), WORDS.close);
  assert.equal(telling()("quotes", { n: 1234 }), "1,234 quotes");
  assert.equal(telling()("perhaps", { who: "{n} $& <b>" }), "Perhaps {n} $& <b>");
});
