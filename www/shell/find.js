/** Finds what stands at a point of the page, and takes the reader to what stands elsewhere. */

/** @typedef {import("../engine/engine.js").Quote} Quote */
/** @typedef {import("./read.js").PageText} PageText */

/**
 * The quote drawn at a point of the window, null where there is none. Of two, the shorter: it lies within the other.
 * @param {PageText} page
 * @param {Quote[]} quotes
 * @param {number} x
 * @param {number} y
 * @returns {Quote | null}
 */
export function quoteAt(page, quotes, x, y) {
  const caret = caretAt(x, y, page.shadows);
  const offset = caret && page.offsetAt(caret.node, caret.offset);
  if (offset === null) return null;
  const length = (/** @type {Quote} */ quote) => quote.content.reduce((sum, [from, to]) => sum + to - from, 0);
  return (
    quotes
      .filter((quote) =>
        quote.content.some((span) => span[0] <= offset && offset <= span[1] && covers(page, span, x, y)),
      )
      .sort((a, b) => length(a) - length(b))[0] ?? null
  );
}

/**
 * Whether a span is drawn at a point: the caret alone would also answer for the empty end of a line.
 * @param {PageText} page
 * @param {import("../engine/engine.js").Span} span
 * @param {number} x
 * @param {number} y
 */
function covers(page, span, x, y) {
  return page
    .ranges(span)
    .some((range) =>
      [...live(range).getClientRects()].some(
        (box) => box.left <= x && x <= box.right && box.top <= y && y <= box.bottom,
      ),
    );
}

/**
 * Scrolls the window so that a quote begins a third down from its top, where it can.
 * @param {PageText} page
 * @param {Quote} quote
 */
export function scrollTo(page, quote) {
  const first = quote.content.flatMap((span) => page.ranges(span))[0];
  if (!first) return;
  const box = live(first).getBoundingClientRect();
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  window.scrollBy({ top: box.top - window.innerHeight / 3, behavior: calm ? "instant" : "smooth" });
}

/** @param {StaticRange} range */
function live(range) {
  const live = document.createRange();
  live.setStart(range.startContainer, range.startOffset);
  live.setEnd(range.endContainer, range.endOffset);
  return live;
}

/**
 * @param {number} x
 * @param {number} y
 * @param {ShadowRoot[]} shadowRoots
 * @returns {{ node: Node, offset: number } | null}
 */
function caretAt(x, y, shadowRoots) {
  if (document.caretPositionFromPoint) {
    const caret = document.caretPositionFromPoint(x, y, { shadowRoots });
    return caret && { node: caret.offsetNode, offset: caret.offset };
  }
  // Safari before 26.2.
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, offset: range.startOffset } : null;
}
