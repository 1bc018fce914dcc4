/**
 * Gives a reading to other programs: as schema.org's `Quotation` in JSON-LD, as the W3C's Web Annotations, as CSV. The
 * command line writes the same, to the letter (`src/command/export`).
 *
 * An unclear speaker is never named.
 */
import { describe } from "./locate.js";

/** @typedef {import("../engine/engine.js").Quote} Quote */
/** @typedef {import("../engine/engine.js").Reading} Reading */
/** @typedef {import("../engine/engine.js").Span} Span */

/** What the text is a part of: the page's address. @typedef {{ url?: string }} Options */

/** Writes a file of a reading; annotations fail without a url. @typedef {(text: string, reading: Reading, options?: Options) => string} Write */

/** The forms, each with its media type, the end of a file's name, and what writes it. */
export const FORMS = {
  jsonld: { type: "application/ld+json", extension: ".jsonld", write: json(toJsonLd) },
  annotations: { type: "application/ld+json", extension: ".annotations.jsonld", write: json(toAnnotations) },
  csv: { type: "text/csv;charset=utf-8", extension: ".csv", write: toCsv },
};

/** An opening quotation mark and those that may close it. */
const MARKS = ["“”", '""', "„“”", "‘’", "''", "‚‘’", "«»", "»«", "‹›", "›‹", "「」", "『』", "””", "’’"];

/** Where a spreadsheet would see a formula begin, also if it takes `;` for the end of a cell. */
const FORMULA = /(^|;) ?(?=[=+\-@＝＋－＠])/g;

/** The columns of the table. */
const COLUMNS = `page quote within kind attribution speaker role speaker_is content cue source stance negated unspoken
  unclosed addressee medium when confidence speaker_confidence because`.split(/\s+/);

/**
 * schema.org's `Quotation`s, for `<script type="application/ld+json">`. They tell machines what people said, so that this
 * is the most careful form. Only words in quotation marks are a quotation's `text`: those of an indirect or mixed quote
 * are the article's own and stand as its `abstract`. What was not said, or is yet to be said, is left out, and so is
 * what an indirect or mixed quote denies, doubts or refuses: its words alone would say the opposite.
 * @param {string} text
 * @param {Reading} reading
 * @param {Options} [options]
 */
export function toJsonLd(text, reading, { url } = {}) {
  /**
   * @param {Quote[]} quotes
   * @param {object} [isPartOf]
   * @returns {object[]}
   */
  const quotations = (quotes, isPartOf) =>
    quotes.filter(isSaid).map((quote) => {
      const named = speakers(reading, quote);
      const said = named.filter(({ is }) => is === "person" || is === "organisation");
      const papers = named.filter(({ is }) => is === "document");
      const others = named.filter(({ is }) => is === "group" || is === "unnamed");
      return {
        "@type": "Quotation",
        ...(quote.kind === "direct" ? { text: verbatim(text, quote) } : { abstract: words(text, quote.content) }),
        spokenByCharacter: oneOrMore(
          said.map(({ name, role, is }) => ({
            "@type": is === "person" ? "Person" : "Organization",
            name,
            description: role ?? undefined,
          })),
        ),
        isBasedOn: oneOrMore(papers.map(({ name }) => ({ "@type": "CreativeWork", name }))),
        creditText: others.map(({ name }) => name).join(" and ") || undefined,
        inLanguage: reading.language === "en" ? "en" : undefined,
        isPartOf,
        hasPart: oneOrMore(quotations(quote.nested)),
      };
    });
  const page = url && { "@type": "WebPage", url: withoutFragment(url) };
  return { "@context": "https://schema.org", "@graph": quotations(reading.quotes, page || undefined) };
}

/**
 * A page of the W3C's Web Annotations, one for each quote and each within it. Bodies name the speakers and tag kind and
 * stance; targets are the spans of the content. Positions count characters (code points) of the text that was read, as
 * the standard demands, not UTF-16 code units.
 * @param {string} text
 * @param {Reading} reading
 * @param {Options} [options]
 */
export function toAnnotations(text, reading, { url } = {}) {
  if (!url) throw new Error("inquit: annotations point into a page: give its url");
  const page = withoutFragment(url);
  const position = characters(text);
  const body = (/** @type {string} */ purpose, /** @type {string} */ value) => ({
    ...{ type: "TextualBody", purpose, format: "text/plain", value },
  });
  return {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    id: `${page}#inquit`,
    type: "AnnotationPage",
    items: flat(reading.quotes).map(({ quote }, i) => ({
      id: `${page}#inquit-${i + 1}`,
      type: "Annotation",
      motivation: "describing",
      body: [
        ...speakers(reading, quote).map(({ name }) => body("identifying", name)),
        body("tagging", quote.kind),
        ...(quote.stance === "neutral" ? [] : [body("tagging", quote.stance)]),
        ...(quote.negated ? [body("tagging", "negated")] : []),
        ...(quote.unspoken ? [body("tagging", "unspoken")] : []),
        ...(quote.unclear ? [body("tagging", "speaker unclear")] : []),
      ],
      target: quote.content.map((span) => ({
        type: "SpecificResource",
        source: page,
        selector: [
          { type: "TextQuoteSelector", ...describe(text, span) },
          { type: "TextPositionSelector", start: position(span[0]), end: position(span[1]) },
        ],
      })),
    })),
  };
}

/**
 * A table for a spreadsheet, by RFC 4180: a line for each quote and each within it. It begins with a byte order mark,
 * without which Excel takes it for another encoding.
 * @param {string} text
 * @param {Reading} reading
 * @param {Options} [options]
 */
export function toCsv(text, reading, { url = "" } = {}) {
  const page = withoutFragment(url);
  const rows = flat(reading.quotes).map(({ quote, within }, i) => {
    const named = speakers(reading, quote);
    const attribution = quote.unclear ? "unclear" : quote.speaker === null ? "none" : "named";
    const known = attribution === "named";
    return [
      ...[page, i + 1, within ?? "", quote.kind, attribution, known ? quote.speaker : ""],
      ...[named.flatMap(({ role }) => role ?? []).join("; "), named.map(({ is }) => is).join("; ")],
      ...[quote.content, quote.cue, quote.source].map((spans) => words(text, spans)),
      ...[quote.stance, quote.negated, quote.unspoken, quote.unclosed],
      ...[quote.addressee, quote.medium, quote.when].map((spans) => words(text, spans)),
      ...[quote.confidence ?? "", quote.speaker === null ? "" : quote.speakerConfidence],
      known ? (quote.because ?? "") : "",
    ];
  });
  const line = (/** @type {unknown[]} */ cells) => cells.map(cell).join(",") + "\r\n";
  return `\ufeff${[COLUMNS, ...rows].map(line).join("")}`;
}

/** @param {unknown} value */
function cell(value) {
  return `"${plain(String(value)).replace(FORMULA, "$&'").replaceAll('"', '""')}"`;
}

/**
 * Writes JSON that may stand in a script element: no word of an article can end it.
 * @param {(text: string, reading: Reading, options?: Options) => object} form
 * @returns {Write}
 */
function json(form) {
  return (...given) => `${JSON.stringify(form(...given), null, 2).replaceAll("<", "\\u003c")}\n`;
}

/**
 * Who is surely quoted.
 * @param {Reading} reading
 * @param {Quote} quote
 */
function speakers(reading, quote) {
  return quote.unclear ? [] : quote.speakers.map((index) => reading.speakers[index]);
}

/**
 * Every quote, those within another after it with its number.
 * @param {Quote[]} quotes
 * @param {{ quote: Quote, within?: number }[]} [all]
 * @param {number} [within]
 */
function flat(quotes, all = [], within) {
  for (const quote of quotes) flat(quote.nested, all, all.push({ quote, within }));
  return all;
}

/**
 * @param {string} text
 * @param {Span[]} spans
 */
function words(text, spans) {
  return spans.map((span) => plain(text.slice(...span))).join(" … ");
}

/**
 * Whether the speaker said what the words say.
 * @param {Quote} quote
 */
function isSaid({ kind, stance, negated, unspoken }) {
  return !negated && !unspoken && (kind === "direct" || !["denial", "doubt", "refusal"].includes(stance));
}

/**
 * What was said, without the marks around it and the comma that the article puts at its end.
 * @param {string} text
 * @param {Quote} quote
 */
function verbatim(text, quote) {
  const paragraphs = quote.content.flatMap((span) => text.slice(...span).split("\n"));
  const unmarkedParagraphs = paragraphs.flatMap((paragraph) => unmarked(plain(paragraph)) || []);
  return unmarkedParagraphs.join(" ").replace(/,$/, "");
}

/** @param {string} paragraph */
function unmarked(paragraph) {
  const marks = MARKS.find(([opening]) => paragraph.startsWith(opening));
  if (!marks) return paragraph;
  const [opening, ...closing] = marks;
  const inner = paragraph.slice(1, closing.some((mark) => paragraph.endsWith(mark)) ? -1 : undefined);
  // Of several stretches in marks, all stay.
  return inner.includes(opening) ? paragraph : inner;
}

/**
 * On one line.
 * @param {string} words
 */
function plain(words) {
  return words.replace(/[\t\n\f\r ]+/g, " ").replace(/^ | $/g, "");
}

/** @param {string} url */
function withoutFragment(url) {
  return url.split("#")[0];
}

/**
 * Turns offsets of a text into counts of characters.
 * @param {string} text
 * @returns {(offset: number) => number}
 */
function characters(text) {
  const pairs = Array.from(text.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g), ({ index }) => index);
  return (offset) => {
    let [low, high] = [0, pairs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[middle] < offset) low = middle + 1;
      else high = middle;
    }
    return offset - low;
  };
}

/**
 * @template T
 * @param {T[]} values
 * @returns {T | T[] | undefined}
 */
function oneOrMore(values) {
  return values.length > 1 ? values : values[0];
}
