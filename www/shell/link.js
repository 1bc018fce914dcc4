/** Links to exactly a quote, by text fragments: the browser that follows one finds and marks the words. */

/** @typedef {import("../engine/engine.js").Span} Span */

/** Longer words than this are given by their beginning and end, shorter ones than that need what stands around them. */
const [LONG, SHORT] = [300, 30];
/** How many words stand for a beginning or an end, and how many for what is around. */
const [EDGE, AROUND] = [5, 3];

/**
 * An address that leads to spans of a page's text.
 * @param {string} url of the page
 * @param {string} text what was read of it
 * @param {Span[]} spans
 */
export function linkTo(url, text, spans) {
  const terms = spans.filter(([start, end]) => text.slice(start, end).trim()).map((span) => `text=${term(text, span)}`);
  const page = url.split(":~:")[0];
  return terms.length > 0 ? `${page}${page.includes("#") ? "" : "#"}:~:${terms.join("&")}` : page;
}

/**
 * @param {string} text
 * @param {Span} span
 */
function term(text, [start, end]) {
  const blocks = text.slice(start, end).trim().split("\n");
  const exact = collapse(blocks[0]);
  const whole = blocks.length === 1 && exact.length <= LONG;
  const first = whole ? exact : wordsOf(exact).slice(0, EDGE).join(" ");
  const last = whole ? "" : wordsOf(blocks.at(-1)).slice(-EDGE).join(" ");
  const page = collapse(text).toLowerCase();
  const found = page.indexOf(first.toLowerCase());
  const twice = page.indexOf(first.toLowerCase(), found + 1) >= 0;
  // A word cut in two is no word to a browser.
  const [left, right] = [text.slice(0, start), text.slice(end)];
  const before = /\S$/.test(left) ? [] : wordsOf(lines(left).at(-1)).slice(-AROUND);
  const after = /^\S/.test(right) ? [] : wordsOf(lines(right)[0]).slice(0, AROUND);
  const around = twice || first.length < SHORT;
  return [
    around && before.length > 0 && `${encode(before.join(" "))}-`,
    encode(first),
    last && encode(last),
    around && after.length > 0 && `-${encode(after.join(" "))}`,
  ]
    .filter(Boolean)
    .join(",");
}

/**
 * Lines with something on them: a term can't reach beyond one.
 * @param {string} text
 */
function lines(text) {
  return text.split("\n").filter((line) => line.trim());
}

/** @param {string | undefined} text */
function wordsOf(text = "") {
  return text.split(/[ \t\n\f\r]+/).filter(Boolean);
}

/** @param {string} text */
function collapse(text) {
  return wordsOf(text).join(" ");
}

/**
 * A hyphen parts the pieces of a term, so that one of its own must be encoded; the standard's encoding leaves it.
 * @param {string} text
 */
function encode(text) {
  return encodeURIComponent(text.toWellFormed()).replaceAll("-", "%2D");
}
