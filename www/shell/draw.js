/**
 * Draws quotes on a page by the CSS Custom Highlight API: the page's own nodes and styles stay untouched. How the
 * highlights look is `inquit.css`'s business.
 */

/** @typedef {import("../engine/engine.js").Quote} Quote */
/** @typedef {import("../engine/engine.js").Span} Span */
/** @typedef {import("./read.js").PageText} PageText */

/** The registry's names, the whole page's, and who is drawn above whom. */
const PRIORITY = {
  "inquit-indirect": 0,
  "inquit-mixed": 0,
  "inquit-direct": 0,
  "inquit-cue": 1,
  "inquit-source": 1,
  "inquit-active": 2,
};

/** @typedef {keyof typeof PRIORITY} Name */

/**
 * What this browser lacks to draw, in words for people.
 * @returns {string[]}
 */
export function missing() {
  const able = typeof CSS === "object" && "highlights" in CSS && typeof Highlight === "function";
  return able ? [] : ["the CSS Custom Highlight API"];
}

/** Quotes drawn on a page. */
export class Drawing {
  /** @type {PageText} */
  #page;
  /** @type {Quote[]} */
  #quotes;
  /** What is drawn of each quote. @type {Map<Quote, [Name, AbstractRange][]>} */
  #drawn = new Map();
  /** @type {[Name, AbstractRange][]} */
  #active = [];

  /**
   * @param {PageText} page
   * @param {Quote[]} quotes
   */
  constructor(page, quotes) {
    this.#page = page;
    this.#quotes = quotes;
    this.show(() => true);
  }

  /**
   * Draws the quotes that `wanted` picks, and no other.
   * @param {(quote: Quote) => boolean} wanted
   */
  show(wanted) {
    for (const quote of this.#quotes) {
      const drawn = this.#drawn.get(quote);
      if (wanted(quote) && !drawn) {
        const marks = [
          ...this.#marks(`inquit-${quote.kind}`, quote.content),
          ...this.#marks("inquit-cue", quote.cue),
          ...this.#marks("inquit-source", quote.source),
        ];
        add(marks);
        this.#drawn.set(quote, marks);
      } else if (!wanted(quote) && drawn) {
        remove(drawn);
        this.#drawn.delete(quote);
      }
    }
  }

  /**
   * Makes one quote stand out, with its cue and source, or none.
   * @param {Quote | null} quote
   */
  activate(quote) {
    remove(this.#active);
    this.#active = quote ? this.#marks("inquit-active", [...quote.content, ...quote.cue, ...quote.source]) : [];
    add(this.#active);
  }

  /** Takes everything off the page that this drawing put there. */
  erase() {
    this.activate(null);
    this.show(() => false);
  }

  /**
   * @param {Name} name
   * @param {Span[]} spans
   * @returns {[Name, AbstractRange][]}
   */
  #marks(name, spans) {
    return spans.flatMap((span) => this.#page.ranges(span)).map((range) => [name, range]);
  }
}

/** @param {[Name, AbstractRange][]} marks */
function add(marks) {
  for (const [name, range] of marks) {
    let highlight = CSS.highlights.get(name);
    if (!highlight) {
      highlight = new Highlight();
      highlight.priority = PRIORITY[name];
      CSS.highlights.set(name, highlight);
    }
    highlight.add(range);
  }
}

/** @param {[Name, AbstractRange][]} marks */
function remove(marks) {
  for (const [name, range] of marks) {
    const highlight = CSS.highlights.get(name);
    highlight?.delete(range);
    if (highlight?.size === 0) CSS.highlights.delete(name);
  }
}
