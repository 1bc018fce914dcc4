// What leaves for other programs: valid by the standards' own vocabularies and by others' readers, and the same from the
// shell as from the command line.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import jsonld from "jsonld";
import { FORMS, toAnnotations, toCsv, toJsonLd } from "../../www/shell/export.js";
import { describe, fromQuotes } from "../../www/shell/locate.js";

/** @typedef {import("../../www/shell/export.js").Quote} Quote */
/** @typedef {import("../../www/shell/export.js").Reading} Reading */
/** @typedef {import("../../www/shell/export.js").Span} Span */

const require = createRequire(import.meta.url);
/** @type {(annotation: object) => boolean} */
const validateAnnotation = require("validate-web-annotation");

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const URL_OF_PAGE = "https://news.example/ferry?day=1";

/** All that is hard to write: formulas, emoji, markup, nested quotes, several speakers, what was not said. */
const HARD = `=1+1 says the head 😀
“=SUM(A1) 😀 <b>lost</b></script>,” said Ana Ruiz, the mayor of Lund.
“We have no crew,” Ruiz told reporters on Monday in a letter. “Falk told me, ‘Go home,’ and I went; -that was all.”
Ruiz did not say that the boat had sunk. “It is over,” Ines Falk, who keeps the boat, will say tonight.
Falk denied that she had sold the boat. According to a report, the "boat" leaks. “I did not sell it,” Falk said.
Ruiz and Falk said they would meet. Experts spoke of a “total” failure. “We never
“closed this,” Ruiz said. The “reform” cost more.`;

/** @type {{ id: string, text: string }[]} */
const articles = readdirSync(`${ROOT}/tests/articles`)
  .filter((name) => name.endsWith(".txt"))
  .sort()
  .map((name) => {
    const lines = readFileSync(`${ROOT}/tests/articles/${name}`, "utf8").split("\n");
    return { id: name, text: lines.slice(1, lines.indexOf("---")).join("\n") };
  });
const whole = { id: "all articles", text: articles.map(({ text }) => text).join("\n\n") };
const some = articles.filter(({ id }) => /^(business-battery|interview-marsh|none-recipe|world-coalition)/.test(id));
const documents = [{ id: "hard", text: HARD }, ...some, whole];

/**
 * What the native command line writes, that of the development build where INQUIT names no other.
 * @param {string} text
 * @param {string[]} options
 */
function native(text, ...options) {
  const [command, ...first] = process.env.INQUIT ? [process.env.INQUIT] : ["cargo", "run", "--quiet", "--"];
  const run = spawnSync(command, [...first, "extract", ...options], { cwd: ROOT, input: text, encoding: "utf8" });
  assert.equal(run.status, 0, run.stderr);
  return run.stdout;
}

/** @type {Map<string, Reading>} */
const readings = new Map();

before(() => {
  for (const { id, text } of documents) readings.set(id, JSON.parse(native(text, "--json")));
});

/** @param {string} id */
function reading(id) {
  return /** @type {Reading} */ (readings.get(id));
}

/**
 * Every quote, those within another after it.
 * @template {{ nested: any[] }} Q
 * @param {Q[]} quotes
 * @returns {Q[]}
 */
function withNested(quotes) {
  return quotes.flatMap((quote) => [quote, ...withNested(quote.nested)]);
}

/**
 * The rows of a table, as strict as RFC 4180: a line ends with CRLF and has as many cells as the first.
 * @param {string} csv
 * @returns {Record<string, string>[]}
 */
function table(csv) {
  return /** @type {any} */ (parse(csv, { bom: true, columns: true, record_delimiter: "\r\n" }));
}

/**
 * A quote of some words of a text, nothing else of it known.
 * @param {string} text
 * @param {string[]} content
 * @param {Partial<Quote>} [more]
 * @returns {Quote}
 */
function quote(text, content, more) {
  return {
    ...{ kind: "direct", cue: [], source: [], speaker: null, speakers: [], speakerConfidence: 0, unclear: false },
    content: content.map((words) => [text.indexOf(words), text.indexOf(words) + words.length]),
    ...{ because: null, unclosed: false, stance: "neutral", negated: false, unspoken: false },
    ...{ addressee: [], medium: [], when: [], nested: [], ...more },
  };
}

/**
 * @param {Quote[]} quotes
 * @param {[name: string, is: Reading["speakers"][0]["is"], role?: string][]} [speakers]
 * @returns {Reading}
 */
function readingOf(quotes, speakers = []) {
  return {
    ...{ version: 1, offsets: "utf16", language: "en", quotes, marked: [] },
    speakers: speakers.map(([name, is, role]) => ({ name, is, role: role ?? null, mentions: [], words: 1 })),
  };
}

test("the articles hold what is to be compared", () => {
  const all = documents.flatMap(({ id }) => reading(id).quotes);
  const has = (/** @type {(quote: Quote) => unknown} */ is) => all.some(is);
  assert.ok(has(({ kind }) => kind === "direct") && has(({ kind }) => kind === "mixed"));
  assert.ok(has(({ nested }) => nested.length > 0) && has(({ negated }) => negated) && has(({ unspoken }) => unspoken));
  assert.ok(has(({ speakers }) => speakers.length > 1) && has(({ content }) => content.length > 1));
  assert.deepEqual(reading("none-recipe.txt").quotes, []);
});

for (const [form, { write }] of Object.entries(FORMS)) {
  test(`${form}: the shell and the command line write the same`, () => {
    for (const { id, text } of documents) {
      const options = { url: `${URL_OF_PAGE}#top` };
      assert.equal(write(text, reading(id), options), native(text, "--format", form, "--url", options.url), id);
    }
    if (form === "annotations") assert.throws(() => write(HARD, reading("hard")), /give its url/);
    else assert.equal(write(HARD, reading("hard")), native(HARD, "--format", form));
  });
}

test("quotes: the page gets the reading back, with the selectors that the shell would describe", () => {
  for (const { id, text } of documents) {
    const written = native(text, "--format", "quotes");
    assert.equal(written.trimEnd().includes("\n"), false, "on one line");
    const file = JSON.parse(written);
    for (const quote of /** @type {any[]} */ (withNested(file.quotes))) {
      for (const [role, selectors] of Object.entries(quote.selectors)) {
        const described = quote[role].map((/** @type {Span} */ span) => describe(text, span));
        assert.deepEqual(selectors, described);
      }
    }
    const { speakers, ...expected } = reading(id);
    const { reading: back, gone } = fromQuotes(written, text);
    assert.deepEqual(gone, []);
    assert.deepEqual({ ...back, speakers: [] }, { ...expected, speakers: [] }, id);
    assert.deepEqual(
      back.speakers.map(({ name, role, is }) => [name, role, is]),
      speakers.map(({ name, role, is }) => [name, role, is]),
    );
  }
});

// schema.org as its own publishers write it down, in N-Quads.
const schema = vocabulary("@vocabulary/schema/schema.nq");
const oa = vocabulary("@vocabulary/oa/oa.nq");

/**
 * The objects of a vocabulary's statements, by subject and the last part of the predicate.
 * @param {string} file
 */
function vocabulary(file) {
  const path = fileURLToPath(new URL(`../node_modules/${file}`, import.meta.url));
  /** @type {Map<string, string[]>} */
  const statements = new Map();
  for (const line of readFileSync(path, "utf8").split("\n")) {
    const [, subject, predicate, object] = /^<([^>]*)> <[^>]*[/#](\w+)> <([^>]*)>/.exec(line) ?? [];
    if (!subject) continue;
    const key = `${subject} ${predicate}`;
    statements.set(key, [...(statements.get(key) ?? []), object]);
  }
  assert.ok(statements.size > 100, `${file} has statements`);
  return (/** @type {string} */ subject, /** @type {string} */ predicate) =>
    statements.get(`${subject} ${predicate}`) ?? [];
}

/**
 * The expanded form of a document under a context that stands for the one named in it. Fails where that context does
 * not know a word.
 * @param {object} document
 * @param {string} name
 * @param {object} context
 * @returns {Promise<any[]>}
 */
async function expand(document, name, context) {
  const documentLoader = async (/** @type {string} */ url) => {
    assert.equal(url, name);
    return { documentUrl: url, document: { "@context": context } };
  };
  const options = /** @type {any} */ ({ documentLoader, safe: true });
  return /** @type {any} */ (jsonld.expand(/** @type {any} */ (document), options));
}

/**
 * A type and all above it.
 * @param {string} type
 * @returns {string[]}
 */
function above(type) {
  return [type, ...schema(type, "subClassOf").flatMap(above)];
}

test("JSON-LD: every property is schema.org's, on a type that may have it, with a value that it may have", async () => {
  const S = "http://schema.org/";
  let checked = 0;
  /** @type {(node: any) => void} */
  const check = (node) => {
    assert.equal(node["@type"].length, 1);
    const types = above(node["@type"][0]);
    for (const [property, values] of Object.entries(node)) {
      if (property === "@type") continue;
      const domains = schema(property, "domainIncludes");
      assert.ok(
        domains.some((domain) => types.includes(domain)),
        `${types[0]} may have ${property}`,
      );
      const ranges = schema(property, "rangeIncludes");
      for (const value of values) {
        checked++;
        const of = "@value" in value ? [`${S}Text`, `${S}URL`] : above(value["@type"][0]);
        assert.ok(
          of.some((type) => ranges.includes(type)),
          `${property} may be ${JSON.stringify(value)}`,
        );
        if (!("@value" in value)) check(value);
      }
    }
  };
  for (const { id, text } of documents) {
    // What schema.org's own context says first of all.
    const context = { "@vocab": S };
    const graph = await expand(toJsonLd(text, reading(id), { url: URL_OF_PAGE }), "https://schema.org", context);
    for (const node of graph) check(node);
    for (const node of graph) assert.deepEqual(node["@type"], [`${S}Quotation`]);
  }
  assert.ok(checked > 100);
  assert.throws(() => check({ "@type": [`${S}Quotation`], [`${S}exifData`]: [{ "@value": "" }] }), /may have/);
  assert.throws(() => check({ "@type": [`${S}Quotation`], [`${S}spokenByCharacter`]: [{ "@value": "" }] }), /may be/);
});

test("JSON-LD: only marked words are the text, without their marks", () => {
  const said = (/** @type {string} */ text, /** @type {string[]} */ ...content) => {
    const graph = toJsonLd(text, readingOf([quote(text, content)]))["@graph"];
    return /** @type {any} */ (graph[0]).text;
  };
  assert.equal(said("“We lost,” said Ruiz.", "“We lost,”"), "We lost");
  assert.equal(said("“We lost,” he said, “and left.”", "“We lost,”", "“and left.”"), "We lost, and left.");
  assert.equal(said("„Wir gehen“, sagte er", "„Wir gehen“"), "Wir gehen");
  assert.equal(said("«We  lost»", "«We  lost»"), "We lost");
  assert.equal(said("“We never\n“ended,” he said", "“We never\n“ended,”"), "We never ended");
  assert.equal(said("“No.” “Yes.”", "“No.” “Yes.”"), "“No.” “Yes.”");
  assert.equal(said("RUIZ: We lost the workers’", "We lost the workers’"), "We lost the workers’");
  assert.equal(said('"', '"'), "");
  const text = "Ruiz said they lost “it all”.";
  for (const kind of /** @type {const} */ (["indirect", "mixed"])) {
    const graph = toJsonLd(text, readingOf([quote(text, ["they lost “it all”"], { kind })]))["@graph"];
    assert.deepEqual(graph, [
      {
        ...{ "@type": "Quotation", abstract: "they lost “it all”", spokenByCharacter: undefined, isBasedOn: undefined },
        ...{ creditText: undefined, inLanguage: "en", isPartOf: undefined, hasPart: undefined },
      },
    ]);
  }
});

test("JSON-LD: what was not said is left out", () => {
  const text = "They lost. “No.”";
  const left = (/** @type {Partial<Quote>} */ more, words = "They lost") =>
    toJsonLd(text, readingOf([quote(text, [words], { kind: "indirect", ...more })]))["@graph"].length;
  assert.equal(left({}), 1);
  assert.equal(left({ stance: "claim" }), 1);
  assert.equal(left({ negated: true }), 0);
  assert.equal(left({ unspoken: true }), 0);
  for (const stance of /** @type {const} */ (["denial", "doubt", "refusal"])) {
    assert.equal(left({ stance }), 0);
    assert.equal(left({ stance, kind: "mixed" }), 0);
    assert.equal(left({ stance, kind: "direct" }, "“No.”"), 1);
  }
});

test("speakers: people and bodies speak, papers are sources, others are credited, and the unclear are not named", () => {
  const text = "“We lost.”";
  const of = (/** @type {Partial<Quote>} */ more) =>
    readingOf(
      [quote(text, [text], { speaker: "they", speakerConfidence: 0.9, because: "because of 'Ruiz'", ...more })],
      [
        ["Ana Ruiz", "person", "mayor"],
        ["Acme", "organisation"],
        ["the poll", "document"],
        ["voters", "group"],
      ],
    );
  const [known] = /** @type {any[]} */ (toJsonLd(text, of({ speakers: [0, 1, 2, 3] }))["@graph"]);
  assert.deepEqual(known.spokenByCharacter, [
    { "@type": "Person", name: "Ana Ruiz", description: "mayor" },
    { "@type": "Organization", name: "Acme", description: undefined },
  ]);
  assert.deepEqual(known.isBasedOn, { "@type": "CreativeWork", name: "the poll" });
  assert.equal(known.creditText, "voters");
  const [row] = table(toCsv(text, of({ speakers: [0, 1, 2, 3] })));
  assert.equal(row.attribution, "named");
  assert.equal(row.role, "mayor");
  assert.equal(row.speaker_is, "person; organisation; document; group");

  const unclear = of({ speakers: [0], speaker: "Ana Ruiz", unclear: true });
  for (const { write } of Object.values(FORMS)) {
    const written = write(text, unclear, { url: URL_OF_PAGE });
    assert.ok(!/Ruiz|mayor/.test(written), written);
  }
  const [unclearRow] = table(toCsv(text, unclear));
  assert.deepEqual([unclearRow.attribution, unclearRow.speaker, unclearRow.because], ["unclear", "", ""]);
  const [annotation] = toAnnotations(text, unclear, { url: URL_OF_PAGE }).items;
  assert.deepEqual(
    annotation.body.map(({ purpose, value }) => [purpose, value]),
    [
      ["tagging", "direct"],
      ["tagging", "speaker unclear"],
    ],
  );
});

test("JSON-LD: no word of an article ends the script element around it", () => {
  const written = FORMS.jsonld.write(HARD, reading("hard"));
  assert.ok(!written.includes("<"));
  assert.ok(JSON.stringify(JSON.parse(written)).includes("</script>"));
});

/** The words of the W3C's context that are used, each with the term of its vocabulary or of another. */
const ANNOTATION_CONTEXT = {
  ...{ oa: "http://www.w3.org/ns/oa#", id: "@id", type: "@type", format: "http://purl.org/dc/elements/1.1/format" },
  ...{ Annotation: "oa:Annotation", TextualBody: "oa:TextualBody", SpecificResource: "oa:SpecificResource" },
  ...{ TextQuoteSelector: "oa:TextQuoteSelector", TextPositionSelector: "oa:TextPositionSelector" },
  AnnotationPage: "http://www.w3.org/ns/activitystreams#OrderedCollectionPage",
  items: { "@id": "http://www.w3.org/ns/activitystreams#items", "@type": "@id", "@container": "@list" },
  body: { "@id": "oa:hasBody", "@type": "@id" },
  target: { "@id": "oa:hasTarget", "@type": "@id" },
  source: { "@id": "oa:hasSource", "@type": "@id" },
  selector: { "@id": "oa:hasSelector", "@type": "@id" },
  motivation: { "@id": "oa:motivatedBy", "@type": "@vocab" },
  purpose: { "@id": "oa:hasPurpose", "@type": "@vocab" },
  ...{ describing: "oa:describing", identifying: "oa:identifying", tagging: "oa:tagging" },
  ...{ exact: "oa:exact", prefix: "oa:prefix", suffix: "oa:suffix", start: "oa:start", end: "oa:end" },
  value: "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
};

test("annotations: valid by the W3C's model and vocabulary", async () => {
  const ours = (/** @type {unknown} */ value) =>
    JSON.stringify(value).match(/http:\/\/www\.w3\.org\/ns\/oa#\w+/g) ?? [];
  const used = new Set();
  for (const { id, text } of documents) {
    const page = toAnnotations(text, reading(id), { url: URL_OF_PAGE });
    assert.equal(new Set(page.items.map(({ id }) => id)).size, page.items.length);
    for (const item of page.items) {
      assert.ok(validateAnnotation({ "@context": page["@context"], ...item }), JSON.stringify(item));
    }
    for (const term of ours(await expand(page, "http://www.w3.org/ns/anno.jsonld", ANNOTATION_CONTEXT))) used.add(term);
  }
  assert.ok(used.size > 12);
  for (const term of used) assert.ok(oa(term, "type").length > 0, `${term} is a term of the vocabulary`);
  assert.equal(validateAnnotation({ "@context": "http://www.w3.org/ns/anno.jsonld", type: "Annotation" }), false);
});

test("annotations: selectors find the words, by position in characters", () => {
  for (const { id, text } of documents) {
    const characters = Array.from(text);
    for (const { target } of toAnnotations(text, reading(id), { url: URL_OF_PAGE }).items) {
      assert.ok(target.length > 0);
      for (const { source, selector } of target) {
        assert.equal(source, URL_OF_PAGE);
        const [byQuote, byPosition] = /** @type {any[]} */ (selector);
        const { exact, prefix, suffix } = byQuote;
        const { start, end } = byPosition;
        assert.equal(characters.slice(start, end).join(""), exact);
        assert.equal(characters.slice(Math.max(0, start - 32), start).join(""), prefix);
        assert.equal(characters.slice(end, end + 32).join(""), suffix);
      }
    }
  }
});

test("CSV: another's parser reads every cell back, and no cell is a formula", () => {
  for (const { id, text } of documents) {
    const written = toCsv(text, reading(id), { url: URL_OF_PAGE });
    assert.ok(written.startsWith("\ufeff"));
    const rows = table(written);
    const all = withNested(reading(id).quotes);
    assert.equal(rows.length, all.length);
    for (const [i, row] of rows.entries()) {
      const words = all[i].content.map((span) => text.slice(...span).replace(/\s+/g, " ")).join(" … ");
      assert.equal(row.content.replace(/(^|; ?)'(?=[=+@-])/g, "$1"), words);
      assert.equal(row.kind, all[i].kind);
      for (const value of Object.values(row)) assert.doesNotMatch(String(value), /(^|;)\s*[=+\-@＝＋－＠]/);
    }
  }
  const text = '=1 +1 -1 @1 ＝1 a;=1 a; =1 a=1 "b",\r\nc';
  const cells = ["=1", "+1", "-1", "@1", "＝1", "a;=1", "a; =1", "a=1", '"b",\r\nc'].map((words) =>
    quote(text, [words]),
  );
  const rows = table(toCsv(text, readingOf(cells)));
  const expected = ["'=1", "'+1", "'-1", "'@1", "'＝1", "a;'=1", "a; '=1", "a=1", '"b", c'];
  assert.deepEqual(
    rows.map(({ content }) => content),
    expected,
  );
});
