/** What the reader has selected, to be read instead of the article. */
import { read } from "../shell/read.js";

/** @typedef {import("../engine/engine.js").Quote} Quote */
/** @typedef {import("../engine/engine.js").Reading} Reading */
/** @typedef {import("../engine/engine.js").Span} Span */
/** @typedef {import("../shell/annotation.js").Answer} Answer */

/** Fewer characters are selected by chance, by a double click or a slip of the hand. */
const LEAST = 40;

/**
 * The element around what is selected, and what makes of whoever answers a text one who is asked only that part of it; null
 * where nothing is selected.
 */
export function selected() {
  const selection = getSelection();
  if (!selection || selection.rangeCount === 0 || selection.toString().trim().length < LEAST) return null;
  const range = selection.getRangeAt(0);
  const { commonAncestorContainer: common } = range;
  const root = common instanceof Element ? common : common.parentElement;
  if (!root) return null;
  const page = read(root);
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  /** @type {Span | null} */
  let span = null;
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    if (!range.intersectsNode(node)) continue;
    const from = page.offsetAt(node, node === range.startContainer ? range.startOffset : 0);
    if (from === null) continue;
    const length = node === range.endContainer ? range.endOffset : (node.nodeValue ?? "").length;
    span = [span ? span[0] : from, page.offsetAt(node, length) ?? from];
  }
  if (!span) return null;
  const [start, end] = span;
  /** @type {(answer: Answer) => Answer} */
  const answer = (whole) => async (text, signal) => {
    const answered = await whole(text.slice(start, end), signal);
    return { ...answered, reading: moved(answered.reading, start) };
  };
  return { root, answer };
}

/**
 * A reading of a text's part as one of the whole text.
 * @param {Reading} reading
 * @param {number} by
 * @returns {Reading}
 */
function moved(reading, by) {
  const span = (/** @type {Span} */ [start, end]) => /** @type {Span} */ ([start + by, end + by]);
  /** @type {(quote: Quote) => Quote} */
  const moveQuote = (quote) => ({
    ...quote,
    content: quote.content.map(span),
    cue: quote.cue.map(span),
    source: quote.source.map(span),
    addressee: quote.addressee.map(span),
    medium: quote.medium.map(span),
    when: quote.when.map(span),
    nested: quote.nested.map(moveQuote),
  });
  return {
    ...reading,
    quotes: reading.quotes.map(moveQuote),
    speakers: reading.speakers.map((speaker) => ({ ...speaker, mentions: speaker.mentions.map(span) })),
    marked: reading.marked.map((marked) => ({ ...marked, span: span(marked.span) })),
  };
}
