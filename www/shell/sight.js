/** What of a page is in sight, and the way there: through what scrolls within the window, what is closed and what is cut off. */
import { live } from "./find.js";

/** @typedef {import("../engine/engine.js").Quote} Quote */
/** @typedef {import("./read.js").PageText} PageText */

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
