/** Finds what stands at a point of the page. */

/** @typedef {import("../engine/engine.js").Quote} Quote */
/** @typedef {import("./read.js").PageText} PageText */

/**
 * The registry with what TypeScript does not know of yet.
 * @typedef {HighlightRegistry & { highlightsFromPoint?: (x: number, y: number, options: { shadowRoots: ShadowRoot[] }) =>
 *   { ranges: AbstractRange[] }[] }} Registry
 */

/**
 * The quote drawn at a point of the window, null where there is none. Of two, the shorter: it lies within the other.
 * @param {PageText} page
 * @param {Quote[]} quotes
 * @param {number} x
 * @param {number} y
 * @returns {Quote | null}
 */
export function quoteAt(page, quotes, x, y) {
  const hit = hitAt(page, quotes, x, y);
  const length = (/** @type {Quote} */ quote) => quote.content.reduce((sum, [from, to]) => sum + to - from, 0);
  return quotes.filter(hit).sort((a, b) => length(a) - length(b))[0] ?? null;
}

/**
 * A test of whether a quote is drawn at a point, by the first way that the browser has.
 * @param {PageText} page
 * @param {Quote[]} quotes
 * @param {number} x
 * @param {number} y
 * @returns {(quote: Quote) => boolean}
 */
function hitAt(page, quotes, x, y) {
  const { shadows: shadowRoots } = page;
  const registry = /** @type {Registry} */ (CSS.highlights);
  if (registry.highlightsFromPoint) {
    const ranges = registry.highlightsFromPoint(x, y, { shadowRoots }).flatMap(({ ranges }) => ranges);
    const offsets = ranges.map(({ startContainer, startOffset }) => page.offsetAt(startContainer, startOffset));
    return ({ content }) =>
      content.some(([from, to]) => offsets.some((offset) => offset !== null && from <= offset && offset < to));
  }
  // Chromium before 140, Firefox before 150, Safari: the text's own element is under the point, and one of its lines.
  let element = document.elementFromPoint(x, y);
  while (element?.shadowRoot) {
    const inner = element.shadowRoot.elementFromPoint(x, y);
    if (!inner || inner === element) break;
    element = inner;
  }
  return ({ content }) =>
    content
      .flatMap((span) => page.ranges(span))
      .some(
        (range) =>
          range.startContainer.parentNode === element &&
          [...live(range).getClientRects()].some(
            (box) => box.left <= x && x <= box.right && box.top <= y && y <= box.bottom,
          ),
      );
}

/**
 * A range that can be measured.
 * @param {AbstractRange} range
 */
export function live(range) {
  const live = document.createRange();
  live.setStart(range.startContainer, range.startOffset);
  live.setEnd(range.endContainer, range.endOffset);
  return live;
}
