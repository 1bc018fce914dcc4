// Prints the annotated articles of a folder as gold for a scorer: one line of JSON an article, offsets in code points.
//
//   node tests/score/articles.js [FOLDER] > gold.jsonl
//
// FOLDER is by default tests/articles; under it, `second` has further ones, and `unread` those whose errors nobody has read
// yet: to stay a fair measure they are only ever scored. A file holds one article, in the form of the cases:
//
//   == title
//   the text, a paragraph a line
//   ---
//   kind | source | cue | content
//
// The quotes stand in the order in which their contents begin. Pieces of a role are joined by " … "; a piece that the text
// holds several times is numbered, `she#2`. Whatever does not fit the text is listed with its file and line, and nothing is printed.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * @typedef {[start: number, end: number]} Span
 * @typedef {{ source: Span[], cue: Span[], content: Span[] }} Quote
 */

const FOLDER = process.argv[2] ?? fileURLToPath(new URL("../articles", import.meta.url));
const ROLES = /** @type {const} */ (["source", "cue", "content"]);
const CLOSERS = new Map(Object.entries({ '"': '"', "'": "'", "“": "”", "‘": "’", "«": "»" }));

/** @type {string[]} */
const errors = [];
const names = (existsSync(FOLDER) ? readdirSync(FOLDER) : []).filter((name) => name.endsWith(".txt")).sort();
const articles = names.map((name) => {
  const article = read(readFileSync(join(FOLDER, name), "utf8"), (line, error) =>
    errors.push(`${join(FOLDER, name)}:${line}: ${error}`),
  );
  return JSON.stringify({ id: name.slice(0, -".txt".length), ...article });
});
if (names.length === 0) errors.push(`${FOLDER} holds no article`);
if (errors.length > 0) {
  console.error(errors.join("\n"));
  process.exitCode = 1;
} else {
  console.log(articles.join("\n"));
}

/**
 * @param {string} file
 * @param {(line: number, error: string) => void} fail
 * @returns {{ text: string, quotes: Quote[] }}
 */
function read(file, fail) {
  const lines = file.trimEnd().split("\n");
  const end = lines.indexOf("---");
  if (!lines[0].startsWith("== ")) fail(1, 'the first line is to be "== " and a title');
  if (end < 0) {
    fail(lines.length, "no line --- ends the text");
    return { text: "", quotes: [] };
  }
  const text = lines.slice(1, end).join("\n");
  /** @type {{ role: string, quote: Quote, span: Span }[]} */
  const seen = [];
  let before = -1;
  const quotes = lines.slice(end + 1).map((line, index) => {
    /** @param {string} error */
    const failHere = (error) => fail(end + 2 + index, error);
    const [kind, ...fields] = line.split("|").map((field) => field.trim());
    const quote = /** @type {Quote} */ ({ source: [], cue: [], content: [] });
    if (fields.length !== ROLES.length) {
      failHere("a line is to be KIND | source | cue | content");
      return quote;
    }
    for (const [i, role] of ROLES.entries()) {
      quote[role] = find(text, fields[i], failHere);
      for (const span of quote[role]) {
        const other = seen.find((other) => other.span[0] < span[1] && span[0] < other.span[1]);
        const shared = other?.role === "source" && role === "source" && String(other.span) === String(span);
        if (other && !(shared && other.quote !== quote)) {
          failHere(`the ${role} "${text.slice(...span)}" lies across the ${other.role} "${text.slice(...other.span)}"`);
        }
        seen.push({ role, quote, span });
      }
    }
    if (quote.content.length === 0) {
      failHere("no content");
      return quote;
    }
    const expected = kindOf(text, quote);
    if (kind !== expected) failHere(`"${kind}" is to be "${expected}" by the quotation marks of its content`);
    if (quote.content[0][0] <= before) failHere("its content begins before that of the line above");
    before = quote.content[0][0];
    return quote;
  });
  const codePoints = (/** @type {Span} */ span) =>
    /** @type {Span} */ (span.map((offset) => Array.from(text.slice(0, offset)).length));
  return {
    text,
    quotes: quotes.map(({ source, cue, content }) => ({
      source: source.map(codePoints),
      cue: cue.map(codePoints),
      content: content.map(codePoints),
    })),
  };
}

/**
 * The spans of a role's pieces.
 * @param {string} text
 * @param {string} field
 * @param {(error: string) => void} fail
 * @returns {Span[]}
 */
function find(text, field, fail) {
  /** @type {Span[]} */
  const spans = [];
  for (const numbered of field === "" ? [] : field.split(" … ")) {
    const [, piece, number] = /** @type {RegExpExecArray} */ (/^(.*?)(?:#(\d+))?$/.exec(numbered));
    const places = [];
    for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + piece.length)) places.push(at);
    const start = places[Number(number ?? 1) - 1];
    if (start === undefined) {
      fail(`the text has "${piece}" ${places.length} times`);
    } else if (number === undefined && places.length > 1) {
      fail(`the text has "${piece}" ${places.length} times: number it, from #1 to #${places.length}`);
    } else if (spans.length > 0 && start < spans[spans.length - 1][1]) {
      fail(`"${numbered}" comes before the piece in front of it`);
    } else {
      spans.push([start, start + piece.length]);
    }
  }
  return spans;
}

/**
 * Direct: all of the content stands in quotation marks, or is a turn of a transcript, whose speaker is in capitals. Mixed:
 * a part of it does.
 * @param {string} text
 * @param {Quote} quote
 */
function kindOf(text, quote) {
  const string = (/** @type {Span[]} */ spans) => spans.map((span) => text.slice(...span)).join(" ");
  const source = string(quote.source);
  if (string(quote.cue) === ":" && source !== "" && source === source.toUpperCase()) return "direct";
  const marked = quote.content.map((span) => markedPart(text.slice(...span), (text[span[1]] ?? "\n") === "\n"));
  if (marked.every((part) => part === "all")) return "direct";
  return marked.every((part) => part === "none") ? "indirect" : "mixed";
}

/**
 * How much of a piece of content stands in quotation marks. One that opens and ends a paragraph needs no closing mark.
 * @param {string} piece
 * @param {boolean} endsParagraph
 */
function markedPart(piece, endsParagraph) {
  const openers = Array.from(piece.matchAll(/[“«‘]|(?<![^\s([—–-])["'](?=\w)/g));
  if (openers.length === 0) return "none";
  const [{ 0: opener, index }] = openers;
  const closer = /** @type {string} */ (CLOSERS.get(opener));
  const once = openers.filter((other) => other[0] === opener).length === 1;
  const closed = piece.endsWith(closer) || (endsParagraph && !new RegExp(`${closer}(?!\\w)`).test(piece.slice(1)));
  return index === 0 && once && closed ? "all" : "part";
}
