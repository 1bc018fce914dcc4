// Pasted texts: lines that a mail or a PDF wrapped are joined, every other text is taken as it is.
import assert from "node:assert/strict";
import { test } from "node:test";
import { unwrap } from "../../www/demo/paragraphs.js";

const FIRST = `The harbour board said on Monday that it would dredge the northern channel twice a year, after pilots
 complained that they no longer knew the floor.`.replaceAll("\n", "");
const SECOND = `"We have asked for this since the spring," said Ada Lorne, who speaks for the pilots. "I will believe it
 when I hear the engines."`.replaceAll("\n", "");

/**
 * @param {string} text
 * @param {number} width
 */
function wrap(text, width) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines[lines.length - 1];
    if (line && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines.join("\n");
}

for (const width of [60, 72, 100]) {
  test(`lines of ${width} characters are joined, with blank lines between paragraphs and without`, () => {
    const paragraphs = [FIRST, SECOND].map((paragraph) => wrap(paragraph, width));
    const whole = [FIRST, SECOND].join("\n");
    assert.equal(unwrap(paragraphs.join("\n\n")).replaceAll(/\n+/g, "\n"), whole);
    assert.equal(unwrap(paragraphs.join("\r\n").replaceAll(/(?<!\r)\n/g, "\r\n")), whole);
    assert.equal(unwrap(`  ${paragraphs.join("\n").replaceAll("\n", "  \n  ")}`), whole);
  });
}

test("a hyphen at a line's end stays", () => {
  assert.equal(
    unwrap(
      "The well-known and much-loved old harbour-\nmaster of the town did not want to say in\npublic when the dredging was to begin",
    ),
    "The well-known and much-loved old harbour-master of the town did not want to say in public when the dredging was to begin",
  );
});

for (const [name, text] of Object.entries({
  "paragraphs on a line each": [FIRST, SECOND, "", FIRST].join("\n"),
  "short paragraphs":
    'Ada Lorne was not impressed.\n"We will see," she said.\n"We always do."\nThe board meets in May.',
  "a list": "Milk\nTwo loaves of bread\nA newspaper\nString",
  "two short lines": "Harbour to be dredged\nThe board said so on Monday.",
  "one line": SECOND,
  "odd spaces": "  a \t b\u00a0\u200b\n\n\n c ",
  nothing: "",
  "blank lines": "\n \n",
})) {
  test(`${name}: as it is`, () => assert.equal(unwrap(text), text));
}

test("an old machine's line ends become the usual ones", () => {
  assert.equal(unwrap(`${FIRST}\r\n${SECOND}\r${FIRST}`), [FIRST, SECOND, FIRST].join("\n"));
});
