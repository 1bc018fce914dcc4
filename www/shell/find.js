/** Finds what stands at a point of the page, and takes the reader to what stands elsewhere. */

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
 * Scrolls the window, and whatever scrolls in it, so that a quote begins a third down from its top, where it can. What is
 * closed around the quote is opened, as browsers do for what they find in a page (HTML's ancestor revealing algorithm).
 * @param {PageText} page
 * @param {Quote} quote
 */
export function scrollTo(page, quote) {
  const first = quote.content.flatMap((span) => page.ranges(span))[0];
  if (!first) return;
  for (const closed of closedAround(first.startContainer)) closed.open = true;
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
  let { top } = live(first).getBoundingClientRect();
  for (const element of around(first.startContainer)) {
    const { clientHeight, scrollHeight, scrollTop } = element;
    if (scrollHeight <= clientHeight || isWindow(element) || !/auto|scroll/.test(getComputedStyle(element).overflowY))
      continue;
    const box = element.getBoundingClientRect();
    // A zoom or a transformation stretches what is seen, and not what is scrolled by.
    const scale = box.height / /** @type {HTMLElement} */ (element).offsetHeight || 1;
    const wanted = scrollTop + (top - box.top - box.height / 3) / scale;
    const by = Math.max(0, Math.min(wanted, scrollHeight - clientHeight)) - scrollTop;
    element.scrollBy({ top: by, behavior });
    top -= by * scale;
  }
  // Below a dialog a page may stand still; only scripts could move it then.
  const { documentElement: root, body } = document;
  const [all, own] = [root, body].map((element) => getComputedStyle(element).overflowY);
  if (/hidden|clip/.test(all === "visible" ? own : all)) return;
  window.scrollBy({ top: top - window.innerHeight / 3, behavior });
}

/**
 * The boxes of a range's lines that no element around cuts off.
 * @param {AbstractRange} range
 * @param {boolean} [scrolled] whether it is enough that they can be scrolled into sight: then what scrolls stands for them
 * @returns {DOMRect[]}
 */
export function boxesOf(range, scrolled = false) {
  if (range.startContainer.parentElement?.checkVisibility?.() === false) return [];
  let boxes = [...live(range).getClientRects()].filter(({ width }) => width > 0);
  for (const element of around(range.startContainer)) {
    if (boxes.length === 0) break;
    const { display, overflowY } = getComputedStyle(element);
    if (overflowY === "visible" || /^(inline|contents)$/.test(display) || isWindow(element)) continue;
    const cut = element.getBoundingClientRect();
    if (scrolled && /auto|scroll/.test(overflowY)) boxes = [cut];
    boxes = boxes.filter((box) => {
      const seen = Math.min(box.bottom, cut.bottom) - Math.max(box.top, cut.top);
      return seen > 0 && 2 * seen >= Math.min(box.height, cut.height);
    });
  }
  return boxes;
}

/**
 * Whether nobody but the page can bring some text into sight: it is behind a fold, or hidden.
 * @param {AbstractRange[]} ranges
 */
export function isFolded([first]) {
  if (!first) return true;
  return closedAround(first.startContainer).length === 0 && boxesOf(first, true).length === 0;
}

/**
 * The closed `details` that a node is in, and not as their summary.
 * @param {Node} node
 * @returns {HTMLDetailsElement[]}
 */
function closedAround(node) {
  const closed = [];
  /** @type {Element | null} */
  let inner = null;
  for (const element of around(node)) {
    const summary = inner?.matches("summary:first-of-type");
    if (element instanceof HTMLDetailsElement && !element.open && !summary) closed.push(element);
    inner = element;
  }
  return closed;
}

/**
 * The elements around a node, as they are drawn within each other, from within.
 * @param {Node} node
 * @returns {Generator<Element>}
 */
function* around(node) {
  for (let up = drawnIn(node); up; up = drawnIn(up)) if (up instanceof Element) yield up;
}

/**
 * @param {Node} node
 * @returns {Node | null}
 */
function drawnIn(node) {
  if (node instanceof ShadowRoot) return node.host;
  return (node instanceof Element || node instanceof Text ? node.assignedSlot : null) ?? node.parentNode;
}

/**
 * Whether an element's overflow is the window's.
 * @param {Element} element
 */
function isWindow(element) {
  const { documentElement: root, body } = document;
  return element === root || (element === body && getComputedStyle(root).overflowY === "visible");
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
