/** The front door of the shell: annotates a part of a page with its quotes. */
import { Engine, missing as missingToAsk } from "./ask.js";
import { Drawing, missing as missingToDraw } from "./draw.js";
import { quoteAt, scrollTo } from "./find.js";
import { read } from "./read.js";

export { Engine };

/** @typedef {import("../engine/engine.js").Quote} Quote */
/** @typedef {import("../engine/engine.js").Reading} Reading */
/** @typedef {import("../engine/engine.js").Span} Span */

/**
 * What this browser lacks, in words for people; empty where all is well.
 * @returns {string[]}
 */
export function missing() {
  return [...missingToAsk(), ...missingToDraw()];
}

/**
 * Finds the quotes under `root` and draws them. Nothing of the page's document changes.
 * @param {Element} root
 * @param {{ engine?: Engine, signal?: AbortSignal }} [options] an engine to share between roots: without, one is
 *   opened for this root and closed when it has answered
 * @returns {Promise<Annotation>}
 */
export async function annotate(root, { engine, signal } = {}) {
  const lacks = missing();
  if (lacks.length > 0) throw new Error(`inquit: this browser lacks ${lacks.join(" and ")}`);
  const asked = engine ?? new Engine();
  try {
    await asked.ready();
    const page = read(root);
    const begun = performance.now();
    const reading = await asked.ask(page.text, { signal });
    return new Annotation(page, reading, performance.now() - begun);
  } finally {
    if (!engine) asked.close();
  }
}

/** A part of a page with its quotes drawn. */
export class Annotation {
  #page;
  #drawing;
  /** @type {Quote[]} */
  #shown;

  /**
   * @param {import("./read.js").PageText} page
   * @param {Reading} reading
   * @param {number} took
   */
  constructor(page, reading, took) {
    this.#page = page;
    /** What the engine found in `text`. */
    this.reading = reading;
    /** How long the engine took to answer, in milliseconds. */
    this.took = took;
    this.#shown = reading.quotes;
    this.#drawing = new Drawing(page, reading.quotes);
  }

  /** The text that was read. */
  get text() {
    return this.#page.text;
  }

  /**
   * The words of some spans of the text.
   * @param {Span[]} spans
   */
  words(spans) {
    return spans.map((span) => this.text.slice(...span)).join(" … ");
  }

  /**
   * Draws the quotes that `wanted` picks, and no other.
   * @param {(quote: Quote) => boolean} wanted
   */
  show(wanted) {
    this.#shown = this.reading.quotes.filter(wanted);
    this.#drawing.show(wanted);
  }

  /**
   * Makes one quote stand out, or none.
   * @param {Quote | null} quote
   */
  activate(quote) {
    this.#drawing.activate(quote);
  }

  /**
   * Scrolls the page to a quote.
   * @param {Quote} quote
   */
  scrollTo(quote) {
    scrollTo(this.#page, quote);
  }

  /**
   * The quote drawn at a point of the window.
   * @param {number} x
   * @param {number} y
   */
  quoteAt(x, y) {
    return quoteAt(this.#page, this.#shown, x, y);
  }

  /** Takes all highlights off: the page is as it was. */
  stop() {
    this.#drawing.erase();
  }
}
