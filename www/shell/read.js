/**
 * Reads the text of a part of a page, with an exact way back from the text's offsets to the page's nodes.
 *
 * The text is what `inquit extract --html` reads of the same page: a block boundary and `<br>` give one line
 * break, every white-space character outside `white-space: pre*` becomes one space, what is not shown is left
 * out, and every other character stays as it is.
 */

import { inSlices } from "./wait.js";

/** @typedef {import("../engine/engine.js").Span} Span */
/** @typedef {import("./editor.js").Named} Named */

/** Makes for a root a test of which elements within are not to be read. @typedef {(root: Element) => (element: Element) => boolean} LeaveOut */

/**
 * The share of one text node: its characters stand in the text one for one, from `start` on.
 * @typedef {{ node: Text, start: number }} Run
 */

/**
 * An element whose children are being read.
 * @typedef {{ nodes: ArrayLike<Node>, next: number, block: boolean, shown: boolean, breaks: boolean, named?: Named }} Frame
 */

/** Elements whose text is not the page's: code, stand-ins for what the browser draws itself, what the reader enters. */
const LEFT_OUT = new Set(
  `audio canvas datalist iframe meter noembed noframes noscript object option progress script select style svg
  template textarea title video`.split(/\s+/),
);

/** Elements that stay a part of their line when a style floats them (a drop cap) or takes them out of the flow. */
const PHRASING = new Set("a abbr b big cite em font i mark q s small span strong sub sup u".split(" "));

/** The text of a part of a page. */
export class PageText {
  /**
   * @param {string} text
   * @param {Run[]} runs in the text's order
   * @param {ShadowRoot[]} shadows the shadow roots that were read
   * @param {Named[]} named the stretches of which the page says who speaks, in the order of their beginnings
   */
  constructor(text, runs, shadows, named) {
    /** What was read. */
    this.text = text;
    /** The shadow roots that were read. */
    this.shadows = shadows;
    /** The stretches of which the page says who speaks in them: the later of two may stand within the other. */
    this.named = named;
    this.#runs = runs;
    this.#starts = new Map(runs.map(({ node, start }) => [node, start]));
  }

  /** @type {Run[]} */
  #runs;
  /** @type {Map<Node, number>} */
  #starts;

  /**
   * Where a span of the text stands on the page: a range for every text node that it touches, so that nothing
   * that was left out between them is within. The line breaks of block boundaries stand nowhere.
   * @param {Span} span
   * @returns {StaticRange[]}
   */
  ranges([start, end]) {
    const ranges = [];
    for (let i = this.#runAt(start); i < this.#runs.length; i++) {
      const { node, start: at } = this.#runs[i];
      if (at >= end) break;
      const from = Math.max(start - at, 0);
      const to = Math.min(end - at, node.length);
      if (from < to) {
        ranges.push(new StaticRange({ startContainer: node, startOffset: from, endContainer: node, endOffset: to }));
      }
    }
    return ranges;
  }

  /**
   * The offset in the text of a position on the page, null where that was not read.
   * @param {Node} node
   * @param {number} offset
   * @returns {number | null}
   */
  offsetAt(node, offset) {
    const start = this.#starts.get(node);
    return start === undefined ? null : start + offset;
  }

  /**
   * Whether another reading found the same text in the same nodes.
   * @param {PageText} other
   */
  standsAs(other) {
    return (
      this.text === other.text &&
      this.#runs.length === other.#runs.length &&
      this.#runs.every(({ node, start }, i) => node === other.#runs[i].node && start === other.#runs[i].start) &&
      this.namesAs(other)
    );
  }

  /**
   * Whether the page said the same of who speaks where.
   * @param {PageText} other
   */
  namesAs(other) {
    return JSON.stringify(this.named) === JSON.stringify(other.named);
  }

  /**
   * The index of the last run that begins at `offset` or before.
   * @param {number} offset
   */
  #runAt(offset) {
    let low = 0;
    let high = this.#runs.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#runs[middle].start <= offset) low = middle;
      else high = middle;
    }
    return low;
  }
}

/**
 * Reads the text under `root`, which may itself lie in a shadow tree. The page is only looked at.
 * @param {Element} root
 * @param {LeaveOut} [leaveOut]
 * @returns {PageText}
 */
export function read(root, leaveOut) {
  const steps = walk(root, leaveOut);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * The same, but what else the page has to do comes first: a long text takes many short tasks. What changes meanwhile may
 * be read as it was or as it is.
 * @param {Element} root
 * @param {AbortSignal} [signal]
 * @param {LeaveOut} [leaveOut]
 */
export function readInSlices(root, signal, leaveOut) {
  return inSlices(walk(root, leaveOut), signal);
}

/**
 * Reads a node a step.
 * @param {Element} root
 * @param {LeaveOut} [leaveOut]
 * @returns {Generator<undefined, PageText, void>}
 */
function* walk(root, leaveOut) {
  if (!root.isConnected) throw new Error("inquit: the root is not in the document; add it before it is read");
  /** @type {string[]} */
  const pieces = [];
  /** @type {Run[]} */
  const runs = [];
  /** @type {ShadowRoot[]} */
  const shadows = [];
  /** @type {Named[]} */
  const named = [];
  const isBeside = leaveOut?.(root);
  let length = 0;
  let boundary = false;

  /** @param {string} piece */
  const add = (piece) => {
    pieces.push(piece);
    length += piece.length;
  };

  // Pages nest as deep as they like, so the open elements are kept here and not on the call stack.
  /** @type {Frame[]} */
  const open = [{ nodes: [root], next: 0, block: false, shown: true, breaks: false }];
  for (let frame = open.at(-1); frame; frame = open.at(-1)) {
    yield;
    const node = frame.nodes[frame.next++];
    if (!node) {
      boundary ||= frame.block;
      if (frame.named) frame.named.span[1] = length;
      open.pop();
    } else if (isText(node)) {
      if (!frame.shown || node.length === 0) continue;
      if (boundary && length > 0) add("\n");
      boundary = false;
      runs.push({ node, start: length });
      add(frame.breaks ? node.data : node.data.replace(/[\t\n\f\r]/g, " "));
    } else if (isElement(node) && !isLeftOut(node) && !(node !== root && isBeside?.(node))) {
      if (node.localName === "br") {
        boundary = true;
        continue;
      }
      const style = getComputedStyle(node);
      if (style.display === "none") continue;
      const block = isBlock(node, style);
      boundary ||= block;
      const name = node.getAttribute("data-inquit-speaker")?.trim();
      if (name) named.push({ name, span: [length, length] });
      if (node.shadowRoot) shadows.push(node.shadowRoot);
      open.push({
        nodes: childrenOf(node),
        next: 0,
        block,
        shown: style.visibility === "visible",
        breaks: keepsBreaks(style),
        named: name ? named.at(-1) : undefined,
      });
    }
  }
  return new PageText(pieces.join(""), runs, shadows, named);
}

/**
 * @param {Node} node
 * @returns {node is Text}
 */
function isText(node) {
  return node.nodeType === Node.TEXT_NODE || node.nodeType === Node.CDATA_SECTION_NODE;
}

/**
 * @param {Node} node
 * @returns {node is Element}
 */
function isElement(node) {
  return node.nodeType === Node.ELEMENT_NODE;
}

/** @param {Element} element */
function isLeftOut(element) {
  return (
    LEFT_OUT.has(element.localName) || element.hasAttribute("hidden") || element.hasAttribute("data-inquit-ignore")
  );
}

/**
 * What is drawn within an element: its shadow tree, a slot's visitors, or its own children.
 * @param {Element} element
 * @returns {ArrayLike<Node>}
 */
function childrenOf(element) {
  if (element.shadowRoot) return [...element.shadowRoot.childNodes];
  if ("assignedNodes" in element) {
    const visitors = /** @type {HTMLSlotElement} */ (element).assignedNodes();
    if (visitors.length > 0) return visitors;
  }
  return [...element.childNodes];
}

/**
 * Whether a line ends before and after an element.
 * @param {Element} element
 * @param {CSSStyleDeclaration} style
 */
function isBlock(element, style) {
  if (/^(inline|contents|ruby|math)/.test(style.display)) return false;
  const lifted = style.float !== "none" || style.position === "absolute" || style.position === "fixed";
  return !(lifted && PHRASING.has(element.localName));
}

/**
 * Whether the white space of an element's own text is kept.
 * @param {CSSStyleDeclaration} style
 */
function keepsBreaks(style) {
  return /^(pre|break-spaces)/.test(style.whiteSpace);
}
