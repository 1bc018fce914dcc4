// Quotes found again in a text that has changed, or reported as gone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { describe, fromQuotes, locate } from "../../www/shell/locate.js";

/** @typedef {import("../../www/shell/locate.js").FiledQuote} FiledQuote */
/** @typedef {import("../../www/shell/locate.js").Quotes} Quotes */
/** @typedef {import("../../www/shell/locate.js").Span} Span */

const ARTICLE = [
  "The ferry 😀 will not sail this winter",
  "“We have no crew,” said the harbour master, Ines Falk, on Monday. The island has one shop and no doctor.",
  "Residents heard it on the radio. “We have no crew,” repeated a clerk at the ticket office, and hung up.",
  "Falk said the boat would be back in April. “We are sorry,” she said. The shop said it had flour until March.",
].join("\n");

/**
 * Where some words stand, the first or the one of that number.
 * @param {string} text
 * @param {string} words
 * @returns {Span}
 */
function span(text, words, number = 1) {
  let at = -1;
  for (let i = 0; i < number; i++) at = text.indexOf(words, at + 1);
  assert.ok(at >= 0, `"${words}" is there ${number} times`);
  return [at, at + words.length];
}

/**
 * What is found of some spans of the article in another text.
 * @param {string} now
 * @param {Span[]} spans
 */
function found(now, spans, hinted = false) {
  const selectors = spans.map((span) => describe(ARTICLE, span));
  const starts = hinted ? spans.map(([start]) => start) : [];
  const { spans: places, gone } = locate(now, selectors, starts);
  assert.deepEqual(
    gone,
    selectors.filter((_, i) => !places[i]),
  );
  return places.map((place) => place && now.slice(...place));
}

const BOTH = [span(ARTICLE, "“We have no crew,”"), span(ARTICLE, "“We have no crew,”", 2)];

test("a selector has the words and 32 characters on either side, emoji whole", () => {
  const { exact, prefix, suffix } = describe(ARTICLE, span(ARTICLE, "winter"));
  assert.equal(exact, "winter");
  // It begins the text, 31 characters before.
  assert.equal(prefix, "The ferry 😀 will not sail this ");
  assert.equal(suffix, "\n“We have no crew,” said the har");
  assert.equal(suffix.length, 32);
  assert.deepEqual(describe("😀".repeat(40), [80, 80]).prefix, "😀".repeat(32));
  assert.deepEqual(describe("a", [0, 1]), { exact: "a", prefix: "", suffix: "" });
});

test("in the same text all is where it was, also each of several places with the same words", () => {
  const said = Array.from(ARTICLE.matchAll(/said/g), ({ index }) => /** @type {Span} */ ([index, index + 4]));
  assert.equal(said.length, 4);
  for (const hinted of [false, true]) {
    const selectors = [...said, ...BOTH].map((span) => describe(ARTICLE, span));
    const starts = hinted ? [...said, ...BOTH].map(([start]) => start) : [];
    assert.deepEqual(locate(ARTICLE, selectors, starts).spans, [...said, ...BOTH]);
  }
});

test("the words move with the text around them", () => {
  const now = `Correction below.\n${ARTICLE}`;
  const selectors = BOTH.map((span) => describe(ARTICLE, span));
  const moved = BOTH.map((span) => span.map((offset) => offset + "Correction below.\n".length));
  assert.deepEqual(locate(now, selectors).spans, moved);
  assert.deepEqual(locate(now, selectors, [BOTH[0][0], BOTH[1][0]]).spans, moved);
});

test("small changes around the words are borne", () => {
  const changes = [
    ["said the harbour master", "said the harbor master"],
    ["this winter", "this long winter"],
    ["winter\n", "winter.\n"],
    ["Residents heard it on the radio.", "Residents heard it on the wireless."],
    ["repeated a clerk", "repeated, twice, a clerk"],
  ];
  for (const [from, to] of changes) {
    const now = ARTICLE.replace(from, to);
    assert.notEqual(now, ARTICLE);
    const selectors = BOTH.map((span) => describe(ARTICLE, span));
    const { spans } = locate(now, selectors);
    assert.deepEqual(spans, [span(now, "“We have no crew,”"), span(now, "“We have no crew,”", 2)], to);
  }
});

test("small changes on both sides are borne together", () => {
  const now = ARTICLE.replace("in April. “We", "in May. “We").replace("she said. The shop", "she said. That shop");
  const sorry = span(ARTICLE, "“We are sorry,”");
  assert.deepEqual(found(now, [sorry]), ["“We are sorry,”"]);
  const much = now
    .replace("back in May. “We", "running by May. “We")
    .replace("she said. That shop said", "her note read. Flour");
  assert.deepEqual(found(much, [sorry]), [null]);
});

test("a paragraph may come or go on one side", () => {
  const paragraphs = ARTICLE.split("\n");
  const sorry = span(ARTICLE, "“We are sorry,”");
  for (const now of [paragraphs.slice(3).join("\n"), [...paragraphs.slice(0, 3), "Live.", paragraphs[3]].join("\n")]) {
    assert.deepEqual(found(now, [sorry]), ["“We are sorry,”"]);
  }
});

test("white space and invisible characters may differ", () => {
  const now = ARTICLE.replace("no crew,” said", "no\n    crew,”\u00a0said").replace("harbour", "har\u00adbour");
  assert.deepEqual(found(now, [BOTH[0], span(ARTICLE, "harbour master")]), [
    "“We have no\n    crew,”",
    "har\u00adbour master",
  ]);
  assert.deepEqual(found(ARTICLE.replace(/ /g, "   "), [BOTH[1]], true), ["“We   have   no   crew,”"]);
});

test("changed words are gone", () => {
  assert.deepEqual(
    found(ARTICLE.replace("“We are sorry,”", "“We are not sorry,”"), [span(ARTICLE, "“We are sorry,”")]),
    [null],
  );
  assert.deepEqual(found("", [BOTH[0]]), [null]);
});

test("a lookalike elsewhere is never taken", () => {
  for (const hinted of [false, true]) {
    // The first is cut with its sentence: the second, in the same words, is somebody else's.
    const cut = ARTICLE.replace("“We have no crew,” said the harbour master, Ines Falk, on Monday. ", "");
    assert.deepEqual(found(cut, BOTH, hinted), [null, "“We have no crew,”"]);
    const moved = "Elsewhere: “We have no crew,” a pilot wrote to his brother, who keeps bees.";
    assert.deepEqual(found(moved, BOTH, hinted), [null, null]);
  }
});

test("at the edge of a text the other side must tell", () => {
  const first = "“Yes,” she said, and took the boat to the island.";
  const selector = describe(first, span(first, "“Yes,”"));
  assert.equal(selector.prefix, "");
  assert.deepEqual(locate(`New. ${first}`, [selector]).spans, [[5, 11]]);
  assert.deepEqual(locate("“Yes,” the minister wrote back to them a month later.", [selector]).spans, [null]);
  const last = describe("By boat: “Yes,”", [9, 15]);
  assert.deepEqual(locate("On the phone: “Yes,” the minister wrote back to them.", [last]).spans, [null]);
});

test("two places that fit as well are none", () => {
  const line = "She said: “No.” Then she left the room by the other door, as before.";
  const selector = describe(line, span(line, "“No.”"));
  assert.deepEqual(locate(`${line} ${line}`, [selector]).spans, [null]);
  const typo = line.replace("Then", "Than");
  assert.deepEqual(locate(`${typo} ${typo}`, [selector]).spans, [null]);
  // But for where it stood.
  const [start, end] = span(line, "“No.”");
  assert.deepEqual(locate(`${line}${line}`, [selector], [start]).spans, [[start, end]]);
  // Or for how far the words before it have moved.
  const twice = `Well. ${line}${line}`;
  const [well] = span(twice, "Well");
  const both = [describe(twice, [well, well + 4]), selector];
  assert.deepEqual(locate(`Now. ${twice}`, both, [well, 6 + start]).spans[1], [11 + start, 11 + end]);
});

test("without context only words that stand once are found", () => {
  const bare = { exact: "one", prefix: "", suffix: "" };
  assert.deepEqual(locate("just one", [bare]).spans, [[5, 8]]);
  assert.deepEqual(locate("one by one", [bare]).spans, [null]);
  assert.deepEqual(locate("one", [{ exact: "", prefix: "", suffix: "" }]).spans, [null]);
});

test("time grows with the text, not with its square", () => {
  // Every sentence differs by its number alone, so that each of its words stands in each.
  const sentences = (/** @type {number} */ count) =>
    Array.from({ length: count }, (_, i) => `“It is ${i},” said Ruiz, who counts them.`).join(" ");
  const time = (/** @type {number} */ count) => {
    const text = sentences(count);
    const selectors = Array.from(text.matchAll(/“[^”]*”|said/g), ({ index, 0: { length } }) =>
      describe(text, [index, index + length]),
    );
    const starts = selectors.map(() => undefined);
    const now = `New. ${text.replace("It is 7,", "It is seven,")}`;
    const begun = performance.now();
    const { gone } = locate(now, selectors, starts);
    assert.ok(gone.length < 4, `${gone.length} gone`);
    return performance.now() - begun;
  };
  time(200);
  // 8 times the text and 8 times the selectors: a search through the whole text for each would take 64 times as long.
  const [small, large] = [time(250), time(2000)];
  assert.ok(large < 100 + 40 * small, `${small} ms, then ${large} ms`);
});

/** @returns {Quotes} */
function file() {
  const roles = (/** @type {Record<string, Span[]>} */ given) =>
    Object.fromEntries(
      ["content", "cue", "source", "addressee", "medium", "when"].map((role) => [role, given[role] ?? []]),
    );
  const quote = (
    /** @type {string} */ kind,
    /** @type {number} */ speaker,
    /** @type {Record<string, Span[]>} */ given,
  ) => {
    const spans = roles(given);
    const selectors = Object.fromEntries(
      Object.entries(spans).map(([role, list]) => [role, list.map((span) => describe(ARTICLE, span))]),
    );
    return /** @type {FiledQuote} */ (
      /** @type {unknown} */ ({
        ...{ kind, ...spans, speaker: ["Ines Falk", "a clerk"][speaker], speakers: [speaker], speakerConfidence: 0.9 },
        ...{ unclear: false, because: null, unclosed: false, stance: "neutral", negated: false, unspoken: false },
        ...{ nested: [], selectors },
      })
    );
  };
  const at = (/** @type {string} */ words, number = 1) => span(ARTICLE, words, number);
  const speaker = { role: null, is: /** @type {const} */ ("person"), mentions: [at("Falk")], words: 9 };
  return {
    ...{ version: 1, offsets: "utf16", language: "en", selectors: 1 },
    quotes: [
      quote("direct", 0, {
        ...{ content: [BOTH[0]], cue: [at("said")], source: [at("the harbour master, Ines Falk")] },
        when: [at("on Monday")],
      }),
      quote("direct", 1, { content: [BOTH[1]], cue: [at("repeated")], source: [at("a clerk at the ticket office")] }),
    ],
    speakers: [
      { ...speaker, name: "Ines Falk" },
      { ...speaker, name: "a clerk" },
    ],
    marked: [{ span: at("“We are sorry,”"), label: "scare", selector: describe(ARTICLE, at("“We are sorry,”")) }],
  };
}

test("quotes.json becomes a reading of the same text", () => {
  const { selectors, ...filed } = file();
  assert.equal(selectors, 1);
  const expected = {
    ...filed,
    quotes: filed.quotes.map(({ selectors, ...quote }) => quote),
    speakers: filed.speakers.map((speaker) => ({ ...speaker, mentions: [] })),
    marked: filed.marked.map(({ selector, ...marked }) => marked),
  };
  assert.deepEqual(fromQuotes(file(), ARTICLE), { reading: expected, gone: [] });
  assert.deepEqual(fromQuotes(JSON.stringify(file()), ARTICLE), { reading: expected, gone: [] });
});

test("a quote without its content, its cue or its source is gone, and a speaker without quotes has no words", () => {
  const gone = (/** @type {string} */ from, /** @type {string} */ to) => {
    const now = ARTICLE.replace(from, to);
    const { reading, gone } = fromQuotes(file(), now);
    const quotes = reading.quotes.map(({ content, when }) => [...content, ...when].map((span) => now.slice(...span)));
    return { gone, quotes, words: reading.speakers.map(({ words }) => words), marked: reading.marked.length };
  };
  const crew = "“We have no crew,”";
  const all = { gone: [], quotes: [[crew, "on Monday"], [crew]], words: [9, 9], marked: 1 };
  const first = { gone: [crew], quotes: [[crew]], words: [0, 9], marked: 1 };
  assert.deepEqual(gone("no such words", ""), all);
  assert.deepEqual(gone("no crew", "a crew"), first);
  assert.deepEqual(gone("crew,” said", "crew,” denied"), first);
  // Another name: what was read of whom is no longer true.
  assert.deepEqual(gone("Ines Falk", "Olga Berg"), first);
  assert.deepEqual(gone("on Monday", "on Tuesday"), { ...all, quotes: [[crew], [crew]] });
  assert.deepEqual(gone("“We are sorry,”", "Nothing,"), { ...all, marked: 0 });
});

test("nested quotes go with the quote around them, or alone", () => {
  const json = file();
  const [outer, inner] = json.quotes;
  json.quotes = [{ ...outer, nested: [inner] }];
  assert.equal(fromQuotes(json, ARTICLE).reading.quotes[0].nested.length, 1);
  const alone = fromQuotes(json, ARTICLE.replace("repeated a clerk", "repeated a cook"));
  assert.deepEqual([alone.reading.quotes[0].nested.length, alone.gone], [0, ["“We have no crew,”"]]);
  const both = fromQuotes(json, ARTICLE.replace("Ines Falk", "Olga Berg"));
  assert.deepEqual([both.reading.quotes.length, both.gone], [0, ["“We have no crew,”"]]);
});

test("what is no quotes.json is told with what to do", () => {
  const bad = (/** @type {(json: any) => unknown} */ change) => {
    const json = file();
    const changed = change(json);
    return () => fromQuotes(/** @type {any} */ (changed === undefined ? json : changed), ARTICLE);
  };
  /** @type {[(json: any) => unknown, RegExp][]} */
  const cases = [
    [() => "<!doctype html>", /quotes\.json is no JSON; write it anew by: inquit extract --format quotes/],
    [() => null, /holds no quotes/],
    [() => [], /holds no quotes/],
    [(json) => void delete json.selectors, /no selectors, as a plain reading/],
    [(json) => void (json.version = 2), /version 2, selectors 1, and this script reads 1 and 1/],
    [(json) => void (json.selectors = 3), /version 1, selectors 3/],
    [(json) => void (json.offsets = "utf8"), /offsets in utf8/],
    [(json) => void (json.quotes[1].kind = "loud"), /quotes\[1\]/],
    [(json) => void (json.quotes[0].content = []), /quotes\[0\]/],
    [(json) => void (json.quotes[0].cue = [[1, "2"]]), /quotes\[0\]/],
    [(json) => void json.quotes[0].selectors.source.pop(), /quotes\[0\]/],
    [(json) => void (json.quotes[0].speakers = [2]), /quotes\[0\]/],
    [(json) => void (json.quotes[0].nested = [1]), /quotes\[0\]/],
    [(json) => void (json.quotes[1] = null), /quotes\[1\]/],
    [(json) => void (json.speakers = [{}]), /speakers/],
    [(json) => void (json.marked[0].selector.exact = 1), /marked/],
  ];
  for (const [change, message] of cases) assert.throws(bad(change), { name: "Error", message });
  const deep = file();
  for (let i = 0; i < 50; i++) deep.quotes = [{ ...deep.quotes[0], nested: deep.quotes }];
  assert.throws(() => fromQuotes(deep, ARTICLE), /quotes\[0\]/);
});
