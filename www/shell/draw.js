/**
 * Draws quotes on a page by the CSS Custom Highlight API: the page's own nodes and styles stay untouched. Each speaker's
 * colour is a highlight of its own, and so is each kind of line.
 */
import { live } from "./find.js";
import { PRIORITY, coloursOf, fillOf, highlightName, highlightStyles, onDark } from "./palette.js";

/** @typedef {import("../engine/engine.js").Quote} Quote */
/** @typedef {import("../engine/engine.js").Span} Span */
/** @typedef {import("../engine/engine.js").Speaker} Speaker */
/** @typedef {import("./palette.js").Part} Part */
/** @typedef {import("./read.js").PageText} PageText */

/** A range and the name of the highlight that it is in. @typedef {[name: string, range: AbstractRange]} Mark */

/** How long a page's change of scheme may fade, in milliseconds: by feel. */
const FADES = 300;

/**
 * From more quotes than these on a page, only those near the window are drawn. A browser goes through all ranges of all
 * highlights at every frame in which one changes: of 1,000 quotes for 28 ms on a slow phone.
 */
const MANY = 400;
/**
 * How often it is looked whether all that is drawn is there still, in milliseconds, by feel: whoever clears the registry of
 * highlights for his own clears it for all, and nothing tells.
 */
const KEPT = 500;
/** How far above and below the window, in windows and in quotes, and how long after the last scroll, in milliseconds. */
const [MARGIN, BESIDE, SCROLLS] = [2, 40, 80];

/**
 * What this browser lacks to draw, in words for people.
 * @returns {string[]}
 */
export function missing() {
  const able = typeof CSS === "object" && "highlights" in CSS && typeof Highlight === "function";
  return able ? [] : ["the CSS Custom Highlight API"];
}

/** A highlight that is never registered, and a colour that no page has. */
const PROBE = "inquit-probe";
const PROBED = "rgb(1, 2, 3)";

/** Quotes drawn on a page. */
export class Drawing {
  #page;
  #quotes;
  #colours;
  /** @type {(quote: Quote) => boolean} */
  #wanted = () => false;
  /** What is drawn of each quote. @type {Map<Quote, Mark[]>} */
  #drawn = new Map();
  /** @type {Quote | null} */
  #chosen = null;
  /** @type {Mark[]} */
  #active = [];

  /**
   * @param {PageText} page
   * @param {Quote[]} quotes
   * @param {Speaker[]} [speakers] those whom the quotes' `speakers` count
   */
  constructor(page, quotes, speakers = []) {
    this.#page = page;
    this.#quotes = quotes;
    this.#colours = coloursOf(speakers);
    open(this, page.shadows);
  }

  /**
   * Draws the quotes that `wanted` picks, and no other.
   * @param {(quote: Quote) => boolean} wanted
   */
  show(wanted) {
    for (const _ of this.showing(wanted));
  }

  /**
   * The same, a quote a step. What is shown meanwhile by other means stays shown.
   * @param {(quote: Quote) => boolean} wanted
   */
  *showing(wanted) {
    this.#wanted = wanted;
    // All at once: see MANY.
    /** @type {[Quote, Mark[]][]} */
    const fresh = [];
    const [from, to] = this.#near();
    for (const [index, quote] of this.#quotes.entries()) {
      yield;
      const drawn = this.#drawn.get(quote);
      const shown = from <= index && index < to && this.#wanted(quote);
      if (shown && !drawn) {
        const marks = [...this.#marks(quote, quote.kind, quote.content), ...this.#marks(quote, "source", quote.source)];
        fresh.push([quote, marks]);
        this.#drawn.set(quote, marks);
      } else if (!shown && drawn) {
        remove(drawn);
        this.#drawn.delete(quote);
      }
    }
    for (const [quote, marks] of fresh) if (this.#drawn.get(quote) === marks) add(marks);
  }

  /** How many quotes it has to draw. */
  get size() {
    return this.#quotes.length;
  }

  /** Draws what has come near the window, and no more what has left it. */
  follow() {
    this.show(this.#wanted);
  }

  /**
   * From which quote to which those are that are near the window, all where a page has few. A text goes down its page, so
   * that a few measures tell.
   * @returns {[number, number]}
   */
  #near() {
    const all = [...drawings].reduce((sum, { size }) => sum + size, 0);
    if (all <= MANY || printing) return [0, this.size];
    /** @type {(edge: number) => number} */
    const firstBelow = (edge) => {
      let [low, high] = [0, this.size];
      while (low < high) {
        const middle = (low + high) >> 1;
        const [range] = this.#page.ranges(this.#quotes[middle].content[0]);
        if (range && live(range).getBoundingClientRect().bottom < edge) low = middle + 1;
        else high = middle;
      }
      return low;
    };
    return [
      Math.max(firstBelow(-MARGIN * innerHeight), firstBelow(0) - BESIDE),
      Math.min(firstBelow((1 + MARGIN) * innerHeight), firstBelow(innerHeight) + BESIDE),
    ];
  }

  /**
   * Makes one quote stand out, with its cue and source, or none.
   * @param {Quote | null} quote
   */
  activate(quote) {
    remove(this.#active);
    this.#chosen = quote;
    this.#active = quote ? this.#marks(quote, "active", [...quote.content, ...quote.cue, ...quote.source]) : [];
    add(this.#active);
  }

  /** Draws anew where the page has changed between light and dark. */
  refresh() {
    const wanted = this.#wanted;
    const chosen = this.#chosen;
    const first = [...this.#drawn.keys()].find((quote) => this.#drawn.get(quote)?.length);
    if (!first) return;
    const [drawn, now] = [this.#drawn.get(first) ?? [], this.#marks(first, first.kind, first.content)];
    if (now.every(([name], i) => name === drawn[i][0])) return;
    this.#clear();
    this.show(wanted);
    this.activate(chosen);
  }

  /** Takes everything off the page that this drawing put there. */
  erase() {
    this.#clear();
    close(this);
  }

  #clear() {
    this.activate(null);
    this.show(() => false);
  }

  /**
   * @param {Quote} quote
   * @param {Part} part
   * @param {Span[]} spans
   * @returns {Mark[]}
   */
  #marks(quote, part, spans) {
    const ranges = spans.flatMap((span) => this.#page.ranges(span));
    const parent = ranges[0]?.startContainer.parentElement;
    if (!parent) return [];
    const name = highlightName(part, this.#colour(quote), onDark(parent));
    return ranges.flatMap((range) => {
      const fill = range.startContainer.parentElement && fillOf(range.startContainer.parentElement);
      /** @type {Mark[]} */
      const marks = [[name, range]];
      return fill ? [...marks, [filling(fill, this.#page.shadows), range]] : marks;
    });
  }

  /** @param {Quote} quote */
  #colour({ unclear, speakers }) {
    return unclear || !speakers?.length ? 0 : (this.#colours[speakers[0]] ?? 0);
  }
}

/** What is drawn, by name. @type {Map<string, Highlight>} */
const ours = new Map();

/** @param {Mark[]} marks */
function add(marks) {
  for (const [name, range] of marks) {
    // Another copy of this script may have one of the name.
    let highlight = ours.get(name) ?? CSS.highlights.get(name);
    if (!highlight) {
      highlight = new Highlight();
      highlight.priority = PRIORITY[/** @type {keyof typeof PRIORITY} */ (name.split("-")[1])];
    }
    highlight.add(range);
    ours.set(name, highlight);
    if (!CSS.highlights.has(name)) CSS.highlights.set(name, highlight);
  }
}

/** @param {Mark[]} marks */
function remove(marks) {
  for (const [name, range] of marks) {
    const highlight = ours.get(name);
    highlight?.delete(range);
    if (highlight?.size !== 0) continue;
    ours.delete(name);
    if (CSS.highlights.get(name) === highlight) CSS.highlights.delete(name);
  }
}

/** Puts back what the page has taken away with its own. */
function keep() {
  for (const [name, highlight] of ours) if (!CSS.highlights.has(name)) CSS.highlights.set(name, highlight);
  for (const tree of dressed.keys()) wear(tree);
}

/** The drawings of this page. While there is one the style sheet is there and the page's scheme is watched. */
/** @type {Set<Drawing>} */
const drawings = new Set();
/** @type {CSSStyleSheet | null} */
let sheet = null;
/** Whether a highlight's style reaches from the document into what is within, shadow trees too. */
let inherits = false;
/** What has style sheets of ours, and which. @type {Map<Document | ShadowRoot, Set<CSSStyleSheet>>} */
const dressed = new Map();
/** The style sheet of the fillings, and the highlight of each colour. @type {CSSStyleSheet | null} */
let fillings = null;
/** @type {Map<string, string>} */
const filled = new Map();
/** @type {AbortController | null} */
let watching = null;
/** On paper everything is near. */
let printing = false;

/**
 * @param {Drawing} drawing
 * @param {ShadowRoot[]} shadows
 */
function open(drawing, shadows) {
  drawings.add(drawing);
  dress(shadows);
  if (watching) return;
  watching = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let fading;
  const refresh = () => {
    clearTimeout(fading);
    fading = setTimeout(() => drawings.forEach((drawing) => drawing.refresh()), FADES);
  };
  const { signal } = watching;
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", refresh, { signal });
  // A page's own switch sets a class or an attribute there.
  const observer = new MutationObserver(refresh);
  for (const element of [document.documentElement, document.body]) observer.observe(element, { attributes: true });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let scrolling;
  const follow = () => drawings.forEach((drawing) => drawing.follow());
  const scrolled = () => {
    clearTimeout(scrolling);
    scrolling = setTimeout(follow, SCROLLS);
  };
  document.addEventListener("scroll", scrolled, { signal, capture: true, passive: true });
  addEventListener("resize", scrolled, { signal });
  const keeping = setInterval(keep, KEPT);
  for (const [type, prints] of /** @type {const} */ ([
    ["beforeprint", true],
    ["afterprint", false],
  ]))
    addEventListener(type, () => ((printing = prints), follow()), { signal });
  signal.addEventListener("abort", () => {
    observer.disconnect();
    clearInterval(keeping);
    clearTimeout(fading);
    clearTimeout(scrolling);
  });
}

/** @param {Drawing} drawing */
function close(drawing) {
  drawings.delete(drawing);
  if (drawings.size > 0) return;
  watching?.abort();
  watching = null;
  for (const [tree, sheets] of dressed)
    tree.adoptedStyleSheets = tree.adoptedStyleSheets.filter((other) => !sheets.has(other));
  dressed.clear();
  filled.clear();
  sheet = fillings = null;
}

/** Whether the page has the highlights' styles from elsewhere: see `stylesAreThere`. */
let styled = false;

/** Says that the page's document has the highlights' styles already, as an extension's `insertCSS` gives them. */
export function stylesAreThere() {
  styled = true;
}

/**
 * Gives a tree a style sheet of ours, and those again that it had.
 * @param {Document | ShadowRoot} tree
 * @param {CSSStyleSheet} [worn]
 */
function wear(tree, worn) {
  const sheets = dressed.get(tree) ?? new Set();
  if (worn) sheets.add(worn);
  dressed.set(tree, sheets);
  const missing = [...sheets].filter((sheet) => !tree.adoptedStyleSheets.includes(sheet));
  if (missing.length > 0) tree.adoptedStyleSheets = [...tree.adoptedStyleSheets, ...missing];
}

/**
 * The highlight of letters that a page fills with a colour. A highlight has the colour of its element, and where the page
 * fills the letters with another it would undo that.
 * @param {string} colour
 * @param {ShadowRoot[]} shadows
 */
function filling(colour, shadows) {
  let name = filled.get(colour);
  fillings ??= new CSSStyleSheet();
  if (!name) {
    filled.set(colour, (name = `inquit-fill-${filled.size}`));
    fillings.insertRule(
      `@media (forced-colors:none){::highlight(${name}){color:${colour};-webkit-text-fill-color:${colour}}}`,
    );
  }
  for (const tree of [document, ...shadows]) wear(tree, fillings);
  return name;
}

/** @param {ShadowRoot[]} shadows */
function dress(shadows) {
  if (styled && shadows.length === 0) return;
  if (!sheet && styled) {
    // What an extension inserts stays out of shadow trees.
    sheet = new CSSStyleSheet();
    sheet.replaceSync(highlightStyles());
  } else if (!sheet) {
    const styles = highlightStyles();
    sheet = new CSSStyleSheet();
    // Where highlights inherit (Chromium from 131 on), rules for the root alone do, and cost a fifth of rules for all elements.
    const ofRoot = styles.replaceAll("::highlight(", ":root::highlight(");
    sheet.replaceSync(`:root::highlight(${PROBE}){color:${PROBED}}${ofRoot}`);
    wear(document, sheet);
    inherits = getComputedStyle(document.body, `::highlight(${PROBE})`).color === PROBED;
    if (!inherits) sheet.replaceSync(styles);
  }
  if (!inherits) for (const shadow of shadows) wear(shadow, sheet);
}
