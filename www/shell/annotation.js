/** A part of a page with its quotes drawn, read again when its text changes. */
import { Drawing } from "./draw.js";
import { quoteAt } from "./find.js";
import { readInSlices } from "./read.js";
import { inSlices, pause } from "./wait.js";
import { Watch } from "./watch.js";

/** @typedef {import("../engine/engine.js").Quote} Quote */
/** @typedef {import("../engine/engine.js").Reading} Reading */
/** @typedef {import("../engine/engine.js").Span} Span */
/** @typedef {import("./options.js").EventName} EventName */
/** @typedef {import("./options.js").Options} Options */
/** @typedef {import("./read.js").PageText} PageText */

/** Answers a text. @typedef {(text: string, signal: AbortSignal) => Promise<{ reading: Reading, gone: unknown[], took: number }>} Answer */

/** What a text without a word holds. @type {Reading} */
const NOTHING = { version: 1, offsets: "utf16", language: "und", quotes: [], speakers: [], marked: [] };

/**
 * A part of a page with its quotes drawn. It tells of what happens by events, each with a `detail`:
 * - `reading`: a text was read; `{ reading }`
 * - `drawn`: its quotes stand on the page, the first time or anew; `{ quotes }`
 * - `gone`: quotes of a `quotes.json` that the page does not have, or no more; `{ quotes }`
 * - `failed`: a changed text could not be read, and nothing is drawn; `{ error }`
 */
export class Annotation extends EventTarget {
  #answer;
  #options;
  #watch = new Watch(() => this.update().catch((error) => this.#fail(error)));
  /** Ends the reading that is under way. */
  #under = new AbortController();
  /** @type {PageText | null} */
  #page = null;
  /** What was answered, before the editor's word. @type {Reading} */
  #answered = NOTHING;
  /** @type {Drawing | null} */
  #drawing = null;
  /** @type {(quote: Quote) => boolean} */
  #wanted = () => true;
  #stopped = false;
  /** What the page was when the text came. */
  #came = { url: location.href, title: document.title };

  /**
   * Nothing is read before `update`.
   * @param {Element} root
   * @param {Answer} answer
   * @param {Options} [options]
   */
  constructor(root, answer, options = {}) {
    super();
    /** The part of the page. */
    this.root = root;
    /** What was found in `text`, with the editor's word. @type {Reading} */
    this.reading = NOTHING;
    /** The quotes of the reading that may be drawn: of the kinds asked for and sure enough. @type {Quote[]} */
    this.quotes = [];
    /** How long it took to answer, in milliseconds. */
    this.took = 0;
    /**
     * Whether it came to a page that has others: there the address and title of the page change as the reader goes on, and
     * those of the moment are the ones of what he looks at.
     */
    this.late = false;
    this.#answer = answer;
    this.#options = options;
    for (const [name, listener] of Object.entries(options.on ?? {}))
      this.addEventListener(name, /** @type {EventListener} */ (listener));
    options.signal?.addEventListener("abort", () => this.stop(), { once: true });
    if (options.live !== false) this.#watch.observe(root);
  }

  /** The address of the page that the text came with. */
  get url() {
    return this.late ? location.href : this.#came.url;
  }

  /** The title of the page that the text came with. */
  get title() {
    return this.late ? document.title : this.#came.title;
  }

  /** The text that was read. */
  get text() {
    return this.#page?.text ?? "";
  }

  /**
   * Reads what is new under the root and draws it: it happens by itself where the document changes, and is to be asked for
   * where a style sheet alone has shown or hidden a part.
   */
  async update() {
    this.#under.abort();
    this.#under = new AbortController();
    const { signal } = this.#under;
    try {
      if (this.#stopped) return;
      // A framework may have taken the root away for good or for a moment.
      if (!this.root.isConnected && this.#page) return this.#erase();
      await this.#read(signal);
    } catch (error) {
      // A newer reading took the place of this one.
      if (!signal.aborted) throw error;
      this.#options.signal?.throwIfAborted();
    }
  }

  /** @param {AbortSignal} signal */
  async #read(signal) {
    const page = await readInSlices(this.root, signal, this.#options.leaveOut);
    const before = this.#page;
    if (this.#options.live !== false) this.#watch.waitFor(this.root);
    if (before?.standsAs(page)) return;
    // Another beginning is another text: a framework has put it into the same element.
    if (before && firstLine(before.text) !== firstLine(page.text))
      this.#came = { url: location.href, title: document.title };
    if (this.#options.live !== false) this.#watch.observe(...page.shadows);
    const sameText = before?.text === page.text;
    if (!sameText) {
      const { reading, gone, took } = page.text.trim()
        ? await this.#answer(page.text, signal)
        : { reading: NOTHING, gone: [], took: 0 };
      // What an answer unpacks to and what is made of it are each a task of their own.
      await pause();
      signal.throwIfAborted();
      this.#answered = reading;
      this.took = took;
      if (gone.length > 0) this.#tell("gone", { quotes: gone });
    }
    if (!sameText || !before.namesAs(page)) {
      // Few pages have an editor's word.
      const { settle } = page.named.length > 0 ? await import("./editor.js") : { settle: () => this.#answered };
      signal.throwIfAborted();
      this.reading = this.#judged(settle(this.#answered, page.text, page.named));
      this.quotes = this.reading.quotes.filter((quote) => this.#may(quote));
      this.#tell("reading", { reading: this.reading });
    }
    // The new ones before the old ones go: the style sheet stays on.
    const drawn = this.#drawing;
    const drawing = new Drawing(page, this.quotes, this.reading.speakers);
    this.#page = page;
    this.#drawing = drawing;
    drawn?.erase();
    await inSlices(drawing.showing(this.#wanted), signal);
    this.#tell("drawn", { quotes: this.quotes });
  }

  /**
   * The words of some spans of the text.
   * @param {Span[]} spans
   */
  words(spans) {
    return spans.map((span) => this.text.slice(...span)).join(" … ");
  }

  /**
   * Where some spans of the text stand on the page.
   * @param {Span[]} spans
   * @returns {StaticRange[]}
   */
  ranges(spans) {
    return spans.flatMap((span) => this.#page?.ranges(span) ?? []);
  }

  /**
   * Draws the quotes that `wanted` picks, and no other, now and when the text changes.
   * @param {(quote: Quote) => boolean} wanted
   */
  show(wanted) {
    this.#wanted = wanted;
    this.#drawing?.show(wanted);
  }

  /**
   * Makes one quote stand out, or none.
   * @param {Quote | null} quote
   */
  activate(quote) {
    this.#drawing?.activate(quote);
  }

  /**
   * Scrolls the page to a quote.
   * @param {Quote} quote
   */
  async scrollTo(quote) {
    const { scrollTo } = await import("./sight.js");
    if (this.#page) scrollTo(this.#page, quote);
  }

  /**
   * The quote drawn at a point of the window, null where there is none.
   * @param {number} x
   * @param {number} y
   * @returns {Quote | null}
   */
  quoteAt(x, y) {
    return this.#page && quoteAt(this.#page, this.quotes.filter(this.#wanted), x, y);
  }

  /** Takes all highlights off and reads no more: the page is as it was. */
  stop() {
    this.#stopped = true;
    this.#watch.stop();
    this.#under.abort();
    this.#erase();
  }

  #erase() {
    this.#drawing?.erase();
    this.#drawing = null;
    this.#page = null;
  }

  /** @param {unknown} error */
  #fail(error) {
    this.#erase();
    this.#tell("failed", { error });
  }

  /**
   * @param {EventName} name
   * @param {object} detail
   */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /**
   * The reading with its speakers named where they are as sure as the publisher asks.
   * @param {Reading} reading
   * @returns {Reading}
   */
  #judged(reading) {
    const { minSpeaker } = this.#options;
    if (minSpeaker === undefined) return reading;
    /** @type {(quote: Quote) => Quote} */
    const judge = (quote) => ({
      ...quote,
      unclear: quote.speaker !== null && quote.speakerConfidence < minSpeaker,
      nested: quote.nested.map(judge),
    });
    return { ...reading, quotes: reading.quotes.map(judge) };
  }

  /** @param {Quote} quote */
  #may({ kind, confidence = 1 }) {
    const { kinds, minConfidence = 0 } = this.#options;
    return (!kinds || kinds.includes(kind)) && confidence >= minConfidence;
  }
}

/** @param {string} text */
function firstLine(text) {
  return text.trim().split("\n", 1)[0];
}
