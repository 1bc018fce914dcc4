/** The list of quotes: who said what, and the way to each. It is also how assistive technology gets at them. */

/** @typedef {import("../shell/inquit.js").Annotation} Annotation */
/** @typedef {import("../shell/inquit.js").Quote} Quote */
/** @typedef {Quote["kind"]} Kind */

/**
 * What the list asks of the page.
 * @typedef {object} Page
 * @property {(quote: Quote) => void} choose the reader chose a quote
 * @property {(wanted: (quote: Quote) => boolean) => void} show the reader chose which kinds to see
 */

/** @type {Kind[]} */
const KINDS = ["direct", "mixed", "indirect"];

/** Said of a quote whose source the text does not give. */
const NOBODY = "speaker not named";

/** Said of one whose source the text gives, but not surely whom it means. */
const UNCLEAR = "speaker unclear";

/** Said of a text in another language. */
const FOREIGN = "The text is not in English: only what stands in quotation marks was looked for.";

/** The list of the quotes of one text. */
export class QuoteList {
  #aside;
  #page;
  /** @type {Annotation | null} */
  #annotation = null;
  /** @type {Map<Quote, HTMLButtonElement>} */
  #entries = new Map();
  /** @type {Set<Kind>} */
  #wanted = new Set(KINDS);

  /**
   * @param {HTMLElement} aside where the list's frame stands
   * @param {Page} page
   */
  constructor(aside, page) {
    this.#aside = aside;
    this.#page = page;
    const handle = this.#find(".handle");
    handle.addEventListener("click", () => {
      handle.setAttribute("aria-expanded", String(handle.getAttribute("aria-expanded") !== "true"));
    });
    this.#find("#list").addEventListener("keydown", (event) => this.#step(event));
  }

  /** Empties the list and hides it. */
  clear() {
    this.#annotation = null;
    this.#entries.clear();
    this.#wanted = new Set(KINDS);
    this.#aside.hidden = true;
  }

  /**
   * Lists the quotes of a text, and gives the words to announce them by.
   * @param {Annotation} annotation
   * @returns {string}
   */
  fill(annotation) {
    this.#annotation = annotation;
    const { quotes } = annotation.reading;
    const words = annotation.text.match(/[\p{L}\p{N}]\S*/gu)?.length ?? 0;
    const found = count(quotes.length, "quote");
    this.#entries = new Map(quotes.map((quote, index) => [quote, this.#entry(quote, index)]));
    this.#find("#list").replaceChildren(
      ...[...this.#entries.values()].map((entry) => {
        const item = document.createElement("li");
        item.append(entry);
        return item;
      }),
    );
    this.#find(".kinds").replaceChildren(...KINDS.map((kind) => this.#toggle(kind)));
    this.#find(".handle-text").textContent = found;
    const foreign = annotation.reading.language === "en" ? "" : ` ${FOREIGN}`;
    const summary = `${found} in ${count(words, "word")}, found in ${duration(annotation.took)}.${foreign}`;
    this.#find("#summary").textContent = summary;
    this.#find("#quotes-body").scrollTop = 0;
    this.#aside.hidden = false;
    return summary;
  }

  /**
   * Marks one entry as the active one, or none, and brings it into sight within the list.
   * @param {Quote | null} quote
   */
  activate(quote) {
    for (const [other, entry] of this.#entries) {
      if (other === quote) entry.setAttribute("aria-current", "true");
      else entry.removeAttribute("aria-current");
    }
    const entry = quote && this.#entries.get(quote);
    if (entry) this.#reveal(entry);
    this.#find(".handle-text").textContent = quote ? this.tell(quote) : count(this.#entries.size, "quote");
  }

  /**
   * One quote in a few words.
   * @param {Quote} quote
   */
  tell(quote) {
    const number = Number(this.#entries.get(quote)?.dataset.quote) + 1;
    return `${number} of ${this.#entries.size}: ${this.#speaker(quote) || this.#unnamed(quote)}, ${quote.kind}`;
  }

  /**
   * Scrolls the list alone: scrollIntoView would move the page under the reader's pointer.
   * @param {HTMLElement} entry
   */
  #reveal(entry) {
    const body = this.#find("#quotes-body");
    const [inner, outer] = [entry.getBoundingClientRect(), body.getBoundingClientRect()];
    if (inner.top < outer.top) body.scrollTop -= outer.top - inner.top;
    else if (inner.bottom > outer.bottom) body.scrollTop += inner.bottom - outer.bottom;
  }

  /**
   * Who is quoted, by name; nothing where the text does not say, or not surely.
   * @param {Quote} quote
   */
  #speaker(quote) {
    return quote.unclear ? "" : (quote.speaker ?? "");
  }

  /**
   * What is said where there is no name.
   * @param {Quote} quote
   */
  #unnamed(quote) {
    return quote.unclear ? UNCLEAR : NOBODY;
  }

  /**
   * @param {Quote} quote
   * @param {number} index
   */
  #entry(quote, index) {
    const entry = document.createElement("button");
    entry.type = "button";
    entry.dataset.quote = String(index);
    const who = this.#speaker(quote);
    entry.title = quote.because ?? "";
    entry.append(
      part("number", String(index + 1)),
      who ? part("who", who) : part("who nobody", this.#unnamed(quote)),
      part(`kind ${quote.kind}`, quote.unclosed ? `${quote.kind}, mark left open` : quote.kind),
      part("what", this.#annotation?.words(quote.content) ?? ""),
    );
    entry.addEventListener("click", () => this.#page.choose(quote));
    return entry;
  }

  /** @param {Kind} kind */
  #toggle(kind) {
    const ofKind = [...this.#entries].filter(([quote]) => quote.kind === kind);
    const toggle = document.createElement("button");
    toggle.type = "button";
    toggle.setAttribute("aria-pressed", "true");
    toggle.append(part(`sample ${kind}`, kind), " ", part("number", String(ofKind.length)));
    toggle.addEventListener("click", () => {
      const wanted = !this.#wanted.delete(kind);
      if (wanted) this.#wanted.add(kind);
      toggle.setAttribute("aria-pressed", String(wanted));
      for (const [, entry] of ofKind) if (entry.parentElement) entry.parentElement.hidden = !wanted;
      this.#page.show((quote) => this.#wanted.has(quote.kind));
    });
    return toggle;
  }

  /**
   * The arrow keys go from entry to entry.
   * @param {KeyboardEvent} event
   */
  #step(event) {
    const entries = [...this.#entries.values()].filter((entry) => !entry.parentElement?.hidden);
    const at = entries.findIndex((entry) => entry === document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    entries[Math.max(0, Math.min(to, entries.length - 1))].focus();
  }

  /** @param {string} selector */
  #find(selector) {
    return /** @type {HTMLElement} */ (this.#aside.querySelector(selector));
  }
}

/**
 * @param {string} name
 * @param {string} words
 */
function part(name, words) {
  const span = document.createElement("span");
  span.className = name;
  span.textContent = words;
  return span;
}

/**
 * @param {number} number
 * @param {string} thing
 */
function count(number, thing) {
  return `${number.toLocaleString("en-GB")} ${thing}${number === 1 ? "" : "s"}`;
}

/** @param {number} milliseconds */
function duration(milliseconds) {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(1)} seconds`;
  return milliseconds < 1 ? "under a millisecond" : `${Math.round(milliseconds)}\u00a0ms`;
}
