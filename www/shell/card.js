/** The card of one quote: who says it, how, when, to whom, and why we think so. */
import { capital, button, chip, fit, focused, make, mountAbove, part, stay } from "./interface.js";
import { castOf } from "./cast.js";
import { linkTo } from "./link.js";
import { boxesOf, isFolded } from "./sight.js";
import { telling } from "./words.js";

/** @typedef {import("../engine/engine.js").Quote} Quote */
/** @typedef {import("./cast.js").Annotated} Annotated */
/** @typedef {import("./cast.js").Entry} Entry */
/** @typedef {import("./words.js").Words} Words */

/** The key that leads to the next quote and the one that leads back. @typedef {{ next: string, previous: string }} Keys */

/**
 * @typedef {object} CardOptions
 * @property {Partial<Words>} [words] the interface's texts, where they differ from English
 * @property {string} [lang] the language of these texts, if there are any
 * @property {Keys | false} [keys] n and p where it is left out; false for none
 * @property {boolean} [hover] whether pointing at a quote opens its card: yes where it is left out
 * @property {string} [stylesheet] the address of a file of our styles, for where a script can make none
 */

/** How long the pointer rests on a quote before its card opens, and off it before it closes, in milliseconds: by feel. */
const [RESTS, LEAVES] = [350, 500];
/** How long a page may scroll smoothly to a quote, in milliseconds: browsers take no longer. */
const ARRIVES = 1500;
/** How far the card stays from its quote and from the window's edge, in pixels. */
const [GAP, EDGE] = [10, 8];

/** From how sure on which words are used. @type {[number, "certain" | "likely" | "maybe" | "doubtful"][]} */
const SURE = [
  [0.95, "certain"],
  [0.75, "likely"],
  [0.5, "maybe"],
  [0, "doubtful"],
];

const KINDS = /** @type {const} */ ({ direct: "directly", mixed: "mixedly", indirect: "indirectly" });

/** What is the page's own to click on. */
const CLICKABLE =
  "a,area,audio,button,details,input,label,option,select,summary,textarea,video,[contenteditable],[role=button]";

/** What takes no letters, though it has the focus. */
const PRESSED = "a[href],button,summary";
/** What takes the letters of all that is within it: a field, a list to type ahead in, a player. */
const TAKES_KEYS =
  "[contenteditable],[tabindex]:not([tabindex='-1']),:has(>video,>audio)," +
  "application,combobox,grid,listbox,menu,menubar,searchbox,textbox,tree,treegrid".replace(/\w+/g, "[role=$&]");

/**
 * The card of a page's quotes. It opens by pointing at one, by a tap or click on one, and by keys; `show` is the event
 * of another quote's being shown, or none.
 */
export class Card extends EventTarget {
  #annotations;
  #options;
  #tell;
  #element;
  #unmount;
  #ending = new AbortController();
  /** @type {Entry | null} */
  #entry = null;
  /** What its quote says, by which it is found again when the page is read anew. */
  #words = "";
  /** Whether it was asked for, and not just pointed at. */
  #pinned = false;
  /** Until when the page may be on its way to the quote: before, the card stays also while it is out of sight. */
  #arrives = 0;
  /** Where the focus was. @type {HTMLElement | null} */
  #back = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** Who is quoted, once it is asked for. @type {ReturnType<typeof castOf> | null} */
  #known = null;
  /** Where the pointer was last. */
  #pointer = "";

  /**
   * @param {Annotated[]} annotations
   * @param {CardOptions} [options]
   */
  constructor(annotations, options = {}) {
    super();
    this.#annotations = annotations;
    this.#options = options;
    this.#tell = telling(options.words, options.lang);
    /** Which quotes the keys lead to. @type {(entry: Entry) => boolean} */
    this.wanted = () => true;
    /** The keys that lead from quote to quote, while there are any. */
    this.keys = options.keys === undefined ? { next: "n", previous: "p" } : options.keys;
    this.#element = make("div", {
      class: "iq-card",
      role: "dialog",
      "aria-labelledby": "iq-card-name",
      "aria-describedby": "iq-card-words",
      tabindex: "-1",
      popover: "manual",
      lang: options.words ? (options.lang ?? "") : "en",
      dir: this.#tell("direction"),
      hidden: true,
    });
    this.#unmount = mountAbove(this.#element, options);

    const { signal } = this.#ending;
    const passive = { signal, passive: true };
    if (options.hover !== false) {
      document.addEventListener("pointermove", (event) => this.#point(event), passive);
      document.documentElement.addEventListener("pointerleave", () => this.#leave(), passive);
    }
    document.addEventListener("click", (event) => this.#click(event), { signal });
    // At the window the page's own listeners have had their say.
    addEventListener("keydown", (event) => this.#key(event), { signal });
    document.addEventListener("scroll", () => this.#place(), { ...passive, capture: true });
    addEventListener("resize", () => this.#place(), passive);
  }

  /** What is shown. */
  get entry() {
    return this.#entry;
  }

  /**
   * Shows the card of a quote.
   * @param {Entry} entry
   * @param {{ scroll?: boolean, focus?: boolean, pin?: boolean }} [how] whether the page scrolls to the quote and the
   *   focus goes to the card
   */
  show(entry, { scroll = false, focus = false, pin = scroll || focus } = {}) {
    clearTimeout(this.#timer);
    const before = this.#entry;
    if (before && before.annotation !== entry.annotation) before.annotation.activate(null);
    this.#entry = entry;
    this.#words = entry.annotation.words(entry.quote.content);
    this.#pinned = pin;
    if (scroll) this.#arrives = performance.now() + ARRIVES;
    stay(this.#element);
    fit(this.#element);
    this.#element.replaceChildren(...this.#content(entry));
    this.#element.hidden = false;
    // The top layer is above whatever the page has.
    if ("popover" in this.#element && !this.#element.matches(":popover-open")) this.#element.showPopover();
    entry.annotation.activate(entry.quote);
    if (scroll) Promise.resolve(entry.annotation.scrollTo(entry.quote)).then(() => this.#place());
    this.#place();
    if (!this.#entry) return;
    if (focus) {
      const had = focused();
      if (!had || !this.#element.contains(had)) this.#back = had;
      this.#element.focus({ preventScroll: true });
    }
    this.dispatchEvent(new CustomEvent("show", { detail: entry }));
  }

  /** Hides the card; the focus goes back to where it was. */
  hide() {
    clearTimeout(this.#timer);
    if (!this.#entry) return;
    const had = focused();
    this.#entry.annotation.activate(null);
    this.#entry = null;
    if (this.#element.isConnected) this.#element.hidePopover?.();
    this.#element.hidden = true;
    if (had && this.#element.contains(had)) this.#back?.focus({ preventScroll: true });
    this.#back = null;
    this.dispatchEvent(new CustomEvent("show", { detail: null }));
  }

  /**
   * Goes to the next quote that is wanted, or with -1 to the one before.
   * @param {1 | -1} way
   */
  step(way) {
    const entries = this.#entries();
    const at = entries.findIndex(({ quote }) => quote === this.#entry?.quote);
    const from = at < 0 && way < 0 ? 0 : at;
    for (let steps = 1; steps <= entries.length; steps++) {
      const entry = entries[(from + way * steps + entries.length) % entries.length];
      if (isFolded(entry.annotation.ranges(entry.quote.content))) continue;
      return this.show(entry, { scroll: true, focus: true });
    }
  }

  /**
   * Takes up what a page's new reading says.
   * @param {Annotated[]} [annotations]
   */
  update(annotations = this.#annotations) {
    this.#annotations = annotations;
    this.#known = null;
    const shown = this.#entry;
    if (!shown) return;
    const words = this.#words;
    const same = this.#all().find(
      ({ annotation, quote }) =>
        annotation === shown.annotation && (quote === shown.quote || annotation.words(quote.content) === words),
    );
    // The quotes were drawn anew, so that the one that is shown must stand out anew.
    if (same) this.show(same, { pin: this.#pinned, focus: this.#element.contains(focused()) });
    else this.hide();
  }

  /** Ends it: nothing of it is left in the page. */
  close() {
    this.hide();
    this.#ending.abort();
    this.#unmount();
  }

  get #cast() {
    return (this.#known ??= castOf(this.#annotations));
  }

  #all() {
    return this.#annotations.flatMap((annotation) => annotation.quotes.map((quote) => ({ annotation, quote })));
  }

  #entries() {
    return this.#all().filter((entry) => this.wanted(entry));
  }

  /**
   * @param {number} x
   * @param {number} y
   * @returns {Entry | null}
   */
  #at(x, y) {
    for (const annotation of this.#annotations) {
      const quote = annotation.quoteAt(x, y);
      if (quote) return { annotation, quote };
    }
    return null;
  }

  /** @param {PointerEvent} event */
  #point(event) {
    if (event.pointerType === "touch" || event.buttons !== 0 || this.#pinned || isSelecting()) return;
    clearTimeout(this.#timer);
    if (event.composedPath().includes(this.#element)) return;
    const { clientX, clientY, screenX, screenY } = event;
    const before = this.#pointer;
    this.#pointer = `${screenX} ${screenY}`;
    // The page has moved and not the pointer: whoever scrolls wants to read.
    if (this.#pointer === before) return this.#leave();
    this.#timer = setTimeout(() => {
      const entry = this.#at(clientX, clientY);
      if (!entry) this.#leave();
      else if (entry.quote !== this.#entry?.quote) this.show(entry);
    }, RESTS);
  }

  /** The pointer is on no quote: the card goes, but for who is on the way to it. */
  #leave() {
    if (this.#pinned || !this.#entry) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.hide(), LEAVES - RESTS);
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const [target] = event.composedPath();
    if (event.defaultPrevented || event.button !== 0 || event.composedPath().includes(this.#element)) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (!(target instanceof Element) || target.closest(CLICKABLE)) return;
    // Whoever marks a text wants no card, nor the one that the first click of two has opened.
    if (isSelecting()) return event.detail > 1 ? this.hide() : undefined;
    const entry = this.#at(event.clientX, event.clientY);
    if (entry) this.show(entry, { focus: true });
    else if (!target.closest(".iq-panel")) this.hide();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") return this.hide();
    if (!this.keys || !isFree(event)) return;
    const key = event.key.toLowerCase();
    if (key !== this.keys.next && key !== this.keys.previous) return;
    event.preventDefault();
    this.step(key === this.keys.next ? 1 : -1);
  }

  /** Puts the card below its quote, above where there is no room, always within the window. */
  #place() {
    if (!this.#entry) return;
    const { annotation, quote } = this.#entry;
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    const lines = annotation
      .ranges(quote.content)
      .flatMap((range) => boxesOf(range))
      .filter((box) => box.bottom > 0 && box.top < height);
    const [first, last] = [lines[0], lines.at(-1)];
    if (!first && performance.now() > this.#arrives) return this.hide();
    const { style, offsetWidth } = this.#element;
    const own = this.#element.getBoundingClientRect();
    const floor = Math.max(height - own.height - EDGE, EDGE);
    let top = last ? last.bottom + GAP : floor;
    if (top > floor) top = first && first.top - GAP - own.height >= EDGE ? first.top - GAP - own.height : floor;
    const left = Math.max(EDGE, Math.min((last ?? { left: 0 }).left, width - own.width - EDGE));
    // A page may zoom its root: what we ask for is zoomed, and what is measured is not.
    const zoom = own.width / offsetWidth || 1;
    // A translation is no layout shift, which browsers count.
    style.translate = `${left / zoom}px ${Math.max(EDGE, top) / zoom}px`;
  }

  /**
   * @param {Entry} entry
   * @returns {HTMLElement[]}
   */
  #content({ annotation, quote }) {
    const tell = this.#tell;
    const people = this.#cast.of.get(quote) ?? [];
    const unclear = quote.unclear && quote.speaker;
    const head = make(
      "div",
      { class: "iq-head" },
      make(
        "div",
        { id: "iq-card-name", class: "iq-people" },
        ...people.map((person) =>
          make(
            "div",
            { class: "iq-person" },
            chip(person),
            make(
              "div",
              {},
              make("p", { class: "iq-name" }, person.nameless ? tell(person.nameless) : capital(person.name)),
              person.role ? make("p", { class: "iq-role" }, person.role) : "",
              unclear ? make("p", { class: "iq-role" }, tell("perhaps", { who: unclear })) : "",
            ),
          ),
        ),
      ),
      button("iq-close", () => this.hide(), part("iq-unseen", tell("close")), cross()),
    );
    const rows = this.#rows(annotation, quote).map(([term, ...words]) =>
      make("div", {}, make("dt", {}, term), ...words.map((word) => make("dd", { dir: "auto" }, word))),
    );
    const entries = this.#entries();
    const at = entries.findIndex((other) => other.quote === quote) + 1;
    const said = make("p", { class: "iq-unseen", role: "status" });
    const copying = (/** @type {"copied" | "linked"} */ done, /** @type {() => string} */ text) => async () => {
      const worked = await copy(text());
      said.textContent = tell(worked ? done : "failed");
      said.classList.add("iq-said");
    };
    return [
      head,
      make("blockquote", { id: "iq-card-words", class: "iq-unseen", dir: "auto" }, annotation.words(quote.content)),
      make("dl", { class: "iq-facts" }, ...rows),
      make(
        "div",
        { class: "iq-foot" },
        button(
          "",
          copying("copied", () => this.#copyOf({ annotation, quote })),
          tell("copy"),
        ),
        button(
          "",
          copying("linked", () => this.#linkTo({ annotation, quote })),
          tell("link"),
        ),
        said,
        make(
          "span",
          { class: "iq-steps" },
          button("iq-step", () => this.step(-1), part("iq-unseen", tell("previous")), arrow("iq-back")),
          part("iq-nth", part("iq-unseen", tell("nth", { i: at, n: entries.length })), nth(at, entries.length)),
          button("iq-step", () => this.step(1), part("iq-unseen", tell("next")), arrow("iq-on")),
        ),
      ),
    ];
  }

  /**
   * What is known of a quote: a term and what is said of it.
   * @param {Annotated} annotation
   * @param {Quote} quote
   * @returns {[string, ...string[]][]}
   */
  #rows(annotation, quote) {
    const tell = this.#tell;
    const { stance = "neutral", negated, unspoken, unclosed, nested = [] } = quote;
    const how = [
      stance !== "neutral" && tell(stance),
      negated && tell("negated"),
      unspoken && tell("unspoken"),
      unclosed && tell("unclosed"),
    ];
    const where = (/** @type {[number, number][] | undefined} */ spans) =>
      spans?.length ? [annotation.words(spans)] : [];
    const sure = [
      quote.confidence !== undefined && this.#sure("sureQuote", quote.confidence),
      quote.speaker && quote.speakerConfidence !== undefined && this.#sure("sureSpeaker", quote.speakerConfidence),
    ];
    /** @type {[string, ...(string | false | null | undefined)[]][]} */
    const rows = [
      [tell("kind"), tell(KINDS[quote.kind])],
      [tell("how"), ...how],
      [tell("to"), ...where(quote.addressee)],
      [tell("when"), ...where(quote.when)],
      [tell("by"), ...where(quote.medium)],
      [tell("within"), ...nested.map((inner) => inside(annotation, inner, tell))],
      [tell("because"), quote.because],
      [tell("sure"), ...sure],
    ];
    return /** @type {[string, ...string[]][]} */ (
      rows.map((row) => row.filter(Boolean)).filter(({ length }) => length > 1)
    );
  }

  /**
   * @param {"sureQuote" | "sureSpeaker"} what
   * @param {number} confidence
   */
  #sure(what, confidence) {
    const [, words] = /** @type {typeof SURE[0]} */ (SURE.find(([from]) => confidence >= from));
    // Nothing is quite certain.
    const percent = Math.min(99, Math.round(confidence * 100));
    return capital(this.#tell(what, { words: this.#tell(words), percent }));
  }

  /** @param {Entry} entry */
  #linkTo({ annotation, quote }) {
    return linkTo(annotation.url ?? location.href, annotation.text, quote.content);
  }

  /**
   * The quote with who said it, how, and where it stands: what is retold or denied must not pass for one's own words.
   * @param {Entry} entry
   */
  #copyOf({ annotation, quote }) {
    const tell = this.#tell;
    const people = this.#cast.of.get(quote) ?? [];
    const who = people.map(({ name, nameless, role }) =>
      [nameless ? tell(nameless) : capital(name), role].filter(Boolean).join(", "),
    );
    const how = [
      quote.kind !== "direct" && tell(KINDS[quote.kind]),
      quote.stance && quote.stance !== "neutral" && tell(quote.stance),
      quote.negated && tell("negated"),
      quote.unspoken && tell("unspoken"),
    ].filter(Boolean);
    const words = annotation.words(quote.content).replace(/\s+/g, " ").trim();
    return [
      words,
      `— ${who.join("; ")}${how.length > 0 ? ` (${how.join("; ")})` : ""}`,
      `${annotation.title ?? document.title}, ${this.#linkTo({ annotation, quote })}`,
    ].join("\n");
  }
}

/**
 * A quote within a quote in one line.
 * @param {Annotated} annotation
 * @param {Quote} quote
 * @param {import("./words.js").Tell} tell
 */
export function inside(annotation, quote, tell) {
  const who = quote.unclear ? tell("unclear") : quote.speaker;
  return capital(`${who ? `${who}, ` : ""}${tell(quote.kind)}: ${annotation.words(quote.content)}`);
}

/**
 * Where one stands among the quotes, for the eye.
 * @param {number} at
 * @param {number} all
 */
function nth(at, all) {
  return make("span", { "aria-hidden": "true" }, `${at || "–"} / ${all}`);
}

function cross() {
  return make("span", { class: "iq-cross", "aria-hidden": "true" });
}

/** @param {string} way */
function arrow(way) {
  return make("span", { class: `iq-arrow ${way}`, "aria-hidden": "true" });
}

/**
 * Whether a letter is nobody else's: nothing has the focus, or what can but be pressed, or something of ours. A field may
 * hide where a page lets nobody look, in a closed shadow tree: all that is seen of it is the element around.
 * @param {KeyboardEvent} event
 */
function isFree(event) {
  const [target, ...around] = event.composedPath().filter((node) => node instanceof HTMLElement);
  if (!target) return true;
  if (target.isContentEditable || document.designMode === "on") return false;
  if (target === document.body || target === document.documentElement) return true;
  if (target.closest(".iq-card,.iq-panel")) return !/^(input|textarea|select)$/.test(target.localName);
  const role = target.getAttribute("role") ?? "button";
  if (!target.matches(PRESSED) || !/^(button|link)$/.test(role)) return false;
  return !around.some((element) => element !== document.body && element.matches(TAKES_KEYS));
}

/** Whether some text of the page is selected. */
function isSelecting() {
  return getSelection()?.isCollapsed === false;
}

/**
 * Puts a text on the clipboard, by the older way where the newer one is forbidden.
 * @param {string} text
 */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    let heard = false;
    const give = (/** @type {ClipboardEvent} */ event) => {
      event.clipboardData?.setData("text/plain", text);
      event.preventDefault();
      event.stopImmediatePropagation();
      heard = Boolean(event.clipboardData);
    };
    addEventListener("copy", give, { capture: true });
    const worked = document.execCommand("copy");
    removeEventListener("copy", give, { capture: true });
    return worked && heard;
  }
}
