/** The panel "Who is quoted": the speakers, their shares and their quotes, and the way to each. */
import { castOf } from "./cast.js";
import { inside } from "./card.js";
import { button, capital, chip, cut, fit, make, mountAbove, mountInto, part, settle, stay } from "./interface.js";
import { inSlices } from "./wait.js";
import { telling } from "./words.js";

/** @typedef {import("../engine/engine.js").Quote} Quote */
/** @typedef {import("./card.js").Card} Card */
/** What the panel needs of a card. @typedef {Pick<Card, "entry" | "wanted" | "keys" | "show" | "hide" | "addEventListener">} CardFace */
/** @typedef {import("./cast.js").Annotated} Annotated */
/** @typedef {import("./cast.js").Entry} Entry */
/** @typedef {import("./cast.js").Person} Person */
/** @typedef {import("./words.js").Words} Words */
/** @typedef {Quote["kind"]} Kind */

/**
 * @typedef {object} PanelOptions
 * @property {Partial<Words>} [words] the interface's texts, where they differ from English
 * @property {string} [lang] the language of these texts, if there are any
 * @property {Element | null} [into] an element of the page to put the panel into; without, it is docked at the window's edge
 * @property {boolean} [shadow] whether it stands in a shadow tree there: yes where it is left out
 * @property {boolean} [sheet] whether it becomes a sheet at the foot of a narrow window, as the docked one does
 * @property {CardFace} [card] the card of these annotations, which shows what is chosen here
 * @property {boolean} [marked] whether what stands in marks and is no quote is listed too
 * @property {boolean} [save] whether the quotes can be saved to files: yes where it is left out
 * @property {string} [stylesheet] the address of a file of our styles, for where a script can make none
 */

/** @type {Kind[]} */
const KINDS = ["direct", "mixed", "indirect"];

/** What the quotes can be saved as: the names of `export.js`'s forms. */
const FILES = /** @type {const} */ (["csv", "jsonld", "annotations"]);

/** Where the panel is a sheet at the foot of the window, as `styles.js` has it. */
const NARROW = "(max-width: 48rem)";

/** How many speakers are shown at first; all where it would be but one more. */
const FEW = 6;

/** So that several panels name their parts apart. */
let panels = 0;

/** A panel over one annotation or several. */
export class Panel {
  #annotations;
  #options;
  #tell;
  #element;
  #unmount;
  #ending = new AbortController();
  #id = `iq-panel-${++panels}`;
  #cast;
  /** The entries of the list by their quotes. @type {Map<Quote, { entry: Entry, item: HTMLLIElement, button: HTMLButtonElement }>} */
  #listed = new Map();
  /** @type {Set<Kind>} */
  #kinds = new Set(KINDS);
  /** Whose quotes alone are shown, by what does not change when the page is read anew. @type {string | null} */
  #only = null;
  /** The one who that is now. @type {Person | undefined} */
  #who;
  #all = false;
  /** Whether the list is behind what is known: it is made when it is first seen. */
  #stale = true;
  /** Ends the making of the list that is under way. */
  #filling = new AbortController();

  #handle;
  #handleText = part("iq-handle-text");
  #summary = make("p", { class: "iq-summary" });
  #people = make("ul", { class: "iq-cast", role: "list" });
  #more;
  #everybody;
  #toggles;
  #list = make("ol", { class: "iq-quotes", role: "list" });
  #marked = make("div", { class: "iq-marked" });
  #status = make("p", { class: "iq-unseen", role: "status" });
  #body;

  /**
   * @param {Annotated[]} annotations
   * @param {PanelOptions} [options]
   */
  constructor(annotations, options = {}) {
    this.#annotations = annotations;
    this.#options = options;
    const tell = telling(options.words, options.lang);
    this.#tell = tell;
    this.#cast = castOf(annotations);
    const { into, card } = options;

    this.#handle = button(
      "iq-handle",
      () => this.#open(this.#handle.getAttribute("aria-expanded") !== "true"),
      this.#handleText,
      make("span", { class: "iq-arrow iq-up", "aria-hidden": "true" }),
    );
    this.#handle.setAttribute("aria-expanded", "false");
    this.#handle.setAttribute("aria-controls", `${this.#id}-body`);
    this.#more = button("iq-more", () => {
      this.#all = true;
      this.#fewer();
      /** @type {HTMLElement | null} */ (this.#people.children[FEW]?.firstElementChild)?.focus();
    });
    this.#everybody = button("iq-more", () => this.#filter(null), tell("everybody"));
    this.#toggles = new Map(KINDS.map((kind) => [kind, button("iq-toggle", () => this.#toggle(kind))]));
    const foot = make("div", { class: "iq-tools" }, ...this.#keys(), ...this.#saves());
    this.#body = make(
      "div",
      { class: "iq-body", id: `${this.#id}-body` },
      make("h2", { class: "iq-title", id: this.#id }, tell("who")),
      this.#summary,
      this.#people,
      this.#more,
      make(
        "div",
        { class: "iq-kinds", role: "group", "aria-label": tell("kinds") },
        ...this.#toggles.values(),
        this.#everybody,
      ),
      this.#list,
      this.#marked,
      foot.hasChildNodes() ? foot : "",
    );
    this.#list.addEventListener("click", ({ target }) => {
      const chosen = target instanceof Element && target.closest("button");
      for (const { button, entry } of this.#listed.values()) if (button === chosen) this.#choose(entry);
    });
    this.#list.addEventListener("keydown", (event) => this.#step(event));
    this.#element = make(
      "aside",
      {
        class: `iq-panel ${into ? "iq-in" : "iq-docked"}${!into || options.sheet ? " iq-sheet" : ""}`,
        "aria-labelledby": this.#id,
        lang: options.words ? (options.lang ?? "") : "en",
        dir: tell("direction"),
      },
      this.#handle,
      this.#body,
      this.#status,
    );
    this.#unmount = into ? mountInto(this.#element, into, options) : mountAbove(this.#element, options);

    const { signal } = this.#ending;
    card?.addEventListener("show", () => this.#follow(card.entry), { signal });
    this.#element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || card?.entry || !this.#element.matches(".iq-docked")) return;
      this.#open(false);
      this.#handle.focus();
    });
    // A page may fade into its other colours.
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTimeout(() => this.#fit(), 350), {
      signal,
    });
    this.update();
  }

  /**
   * Takes up what a page's new reading says; what was chosen stays.
   * @param {Annotated[]} [annotations]
   */
  update(annotations = this.#annotations) {
    this.#annotations = annotations;
    this.#cast = castOf(annotations);
    stay(this.#element);
    const tell = this.#tell;
    const { people } = this.#cast;
    if (!people.some((person) => key(person) === this.#only)) this.#only = null;
    const entries = annotations.flatMap((annotation) => annotation.quotes.map((quote) => ({ annotation, quote })));
    const words = people.reduce((sum, person) => sum + person.words, 0);
    const foreign = annotations.some(({ reading }) => reading.language === "und");
    this.#handleText.replaceChildren(make("strong", {}, tell("who")), ` · ${tell("quotes", { n: entries.length })}`);
    const summary = tell("summary", {
      n: entries.length,
      people: tell("speakers", { n: knownOf(people) }),
      words: tell("words", { n: words }),
    });
    this.#summary.textContent = `${entries.length > 0 ? summary : tell("none")}${foreign ? ` ${tell("foreign")}` : ""}`;
    people.forEach((person, index) => settle(this.#people, index, make("li", {}, this.#row(person, words))));
    cut(this.#people, people.length);
    for (const [kind, toggle] of this.#toggles) {
      const number = entries.filter(({ quote }) => quote.kind === kind).length;
      toggle.replaceChildren(part(`iq-line iq-${kind}`, tell(kind)), " ", part("iq-count", String(number)));
      toggle.hidden = number === 0;
    }
    this.#labels();
    this.#fewer();
    this.#draw();
    this.#fit();
    this.#stale = true;
    if (this.#options.into || this.#handle.getAttribute("aria-expanded") === "true") this.#fill();
  }

  /** Ends it: nothing of it is left in the page, and all quotes are drawn again. */
  close() {
    this.#ending.abort();
    this.#filling.abort();
    this.#unmount();
    if (this.#options.card) this.#options.card.wanted = () => true;
    for (const annotation of this.#annotations) annotation.show(() => true);
  }

  #fit() {
    fit(this.#element, this.#options.into ?? document.body);
    // Where a page has transformed its root, all that is fixed in it scrolls with it, but for the top layer.
    if (this.#options.into || !this.#element.offsetParent || !("popover" in this.#element)) return;
    this.#element.popover = "manual";
    if (!this.#element.matches(":popover-open")) this.#element.showPopover();
  }

  /** @param {boolean} open */
  #open(open) {
    this.#handle.setAttribute("aria-expanded", String(open));
    if (open && this.#stale) this.#fill();
  }

  /** Makes the list anew where it differs. A long one takes many short tasks. */
  #fill() {
    this.#stale = false;
    this.#filling.abort();
    this.#filling = new AbortController();
    this.#listed.clear();
    inSlices(this.#filled(), this.#filling.signal).then(
      () => this.#follow(this.#options.card?.entry ?? null),
      // Another list takes its place.
      () => {},
    );
  }

  *#filled() {
    const several = this.#annotations.length > 1;
    let place = 0;
    for (const [index, annotation] of this.#annotations.entries()) {
      const title = titleOf(annotation) || this.#tell("article", { n: index + 1 });
      if (several && annotation.quotes.length > 0)
        settle(this.#list, place++, make("li", { class: "iq-article" }, make("h3", {}, title)));
      for (const quote of annotation.quotes) {
        const entry = { annotation, quote };
        const item = settle(this.#list, place++, this.#entry(entry, this.#listed.size));
        const button = /** @type {HTMLButtonElement} */ (item.firstElementChild);
        this.#listed.set(quote, { entry, item, button });
        yield;
      }
    }
    cut(this.#list, place);
  }

  /**
   * A speaker's row: choosing it shows his quotes alone.
   * @param {Person} person
   * @param {number} all the words of all
   */
  #row(person, all) {
    const { name, nameless, role, words, entries, colour } = person;
    const share = all > 0 ? Math.round((100 * words) / all) : 0;
    const bar = part(`iq-bar iq-c${colour}`);
    bar.style.setProperty("--iq-share", `${share}%`);
    const row = button(
      "iq-who",
      () => this.#filter(this.#only === key(person) ? null : key(person)),
      chip(person),
      part(
        "iq-names",
        part(nameless ? "iq-name iq-nameless" : "iq-name", nameless ? this.#tell(nameless) : capital(name)),
        role ? part("iq-role", part("iq-unseen", ", "), role) : "",
      ),
      part(
        "iq-figures",
        part("iq-unseen", ", "),
        part("iq-share", `${share}%`),
        part("iq-unseen", ", "),
        part("iq-role", this.#tell("quotes", { n: entries.length })),
      ),
      bar,
    );
    row.setAttribute("aria-pressed", String(this.#only === key(person)));
    return row;
  }

  /** Shows the first few speakers, or all of them. */
  #fewer() {
    const { people } = this.#cast;
    const known = knownOf(people);
    const few = this.#all || known <= FEW + 1 ? people.length : FEW;
    [...this.#people.children].forEach((item, index) => {
      /** @type {HTMLElement} */ (item).hidden = index >= few && key(people[index]) !== this.#only;
    });
    this.#more.hidden = few === people.length;
    this.#more.textContent = this.#tell("more", { n: known - few });
  }

  /**
   * @param {Entry} entry
   * @param {number} index among all
   */
  #entry(entry, index) {
    const { annotation, quote } = entry;
    const tell = this.#tell;
    const people = this.#cast.of.get(quote) ?? [];
    const [first] = people;
    const who = first?.nameless
      ? tell(first.nameless)
      : capital(quote.speaker ?? people.map(({ name }) => name).join(", "));
    const how = [
      quote.stance && quote.stance !== "neutral" && tell(quote.stance),
      quote.negated && tell("negated"),
      quote.unspoken && tell("unspoken"),
      quote.unclosed && tell("unclosed"),
    ].filter((words) => typeof words === "string");
    const { nested = [] } = quote;
    const chosen = make(
      "button",
      { type: "button", class: "iq-button iq-quote" },
      first ? chip(first) : "",
      part(first?.nameless ? "iq-name iq-nameless" : "iq-name", who),
      " ",
      part(`iq-kind iq-line iq-${quote.kind} iq-c${first?.colour ?? 0}`, tell(quote.kind)),
      " ",
      make("span", { class: "iq-what", dir: "auto" }, annotation.words(quote.content)),
      ...(how.length > 0 ? [" ", part("iq-how", how.join(" · "))] : []),
      ...nested.flatMap((inner) => [
        " ",
        make(
          "span",
          { class: "iq-how iq-nested", dir: "auto" },
          `${tell("within")}: ${inside(annotation, inner, tell)}`,
        ),
      ]),
    );
    chosen.dataset.quote = String(annotation.reading.quotes.indexOf(quote));
    if (quote === this.#options.card?.entry?.quote) chosen.setAttribute("aria-current", "true");
    return make("li", { value: String(index + 1), hidden: !this.#wants(quote) }, chosen);
  }

  /** What stands in marks and is no quote, with what it is instead. */
  #labels() {
    const labels = this.#options.marked
      ? this.#annotations.flatMap((annotation) =>
          (annotation.reading.marked ?? []).map(({ span, label }) =>
            make(
              "li",
              {},
              make("span", { dir: "auto" }, annotation.words([span])),
              " ",
              part("iq-role", this.#tell(label)),
            ),
          ),
        )
      : [];
    this.#marked.replaceChildren(
      ...(labels.length > 0 ? [make("h3", {}, this.#tell("marked")), make("ul", { role: "list" }, ...labels)] : []),
    );
  }

  /** @param {Entry} entry */
  #choose(entry) {
    const { card } = this.#options;
    if (this.#element.matches(".iq-sheet") && matchMedia(NARROW).matches) {
      // The sheet makes way for what was chosen; the focus comes back to its handle.
      this.#handle.focus({ preventScroll: true });
      this.#open(false);
    }
    if (card) return card.show(entry, { scroll: true, focus: true });
    for (const annotation of this.#annotations)
      annotation.activate(annotation === entry.annotation ? entry.quote : null);
    entry.annotation.scrollTo(entry.quote);
    this.#follow(entry);
  }

  /**
   * Marks the entry of the quote that is shown, and brings it into sight within the panel.
   * @param {Entry | null} entry
   */
  #follow(entry) {
    for (const [quote, { button }] of this.#listed) {
      if (quote === entry?.quote) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
    const current = entry && this.#listed.get(entry.quote)?.button;
    if (!current) return;
    // scrollIntoView would move the page under the reader's pointer.
    const [inner, outer] = [current.getBoundingClientRect(), this.#body.getBoundingClientRect()];
    if (inner.top < outer.top) this.#body.scrollTop -= outer.top - inner.top;
    else if (inner.bottom > outer.bottom) this.#body.scrollTop += inner.bottom - outer.bottom;
  }

  /** @param {string | null} only */
  #filter(only) {
    this.#only = only;
    [...this.#people.children].forEach((item, index) => {
      item.firstElementChild?.setAttribute("aria-pressed", String(key(this.#cast.people[index]) === only));
    });
    this.#fewer();
    this.#draw(true);
  }

  /** @param {Kind} kind */
  #toggle(kind) {
    if (!this.#kinds.delete(kind)) this.#kinds.add(kind);
    this.#draw(true);
  }

  /**
   * Draws and lists what is wanted, and nothing else.
   * @param {boolean} [say] whether to say how much that is
   */
  #draw(say = false) {
    const person = this.#cast.people.find((person) => key(person) === this.#only);
    this.#who = person;
    const wanted = (/** @type {Quote} */ quote) => this.#wants(quote);
    for (const annotation of this.#annotations) annotation.show(wanted);
    for (const [quote, { item }] of this.#listed) item.hidden = !wanted(quote);
    for (const [kind, toggle] of this.#toggles) toggle.setAttribute("aria-pressed", String(this.#kinds.has(kind)));
    this.#everybody.hidden = !person;
    const { card } = this.#options;
    if (card) {
      card.wanted = ({ quote }) => wanted(quote);
      if (say) card.hide();
    }
    if (!say) return;
    const n = this.#annotations.reduce((sum, { quotes }) => sum + quotes.filter(wanted).length, 0);
    const who = person && (person.nameless ? this.#tell(person.nameless) : person.name);
    this.#status.textContent = who ? this.#tell("shownOf", { n, who }) : this.#tell("shown", { n });
  }

  /** @param {Quote} quote */
  #wants(quote) {
    const who = this.#who;
    return this.#kinds.has(quote.kind) && (!who || Boolean(this.#cast.of.get(quote)?.includes(who)));
  }

  /**
   * The arrow keys go from entry to entry.
   * @param {KeyboardEvent} event
   */
  #step(event) {
    const entries = [...this.#listed.values()].filter(({ item }) => !item.hidden).map(({ button }) => button);
    const at = entries.findIndex((entry) => event.target === entry);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    entries[Math.max(0, Math.min(to, entries.length - 1))].focus();
  }

  /** A switch for the keys: single letters must be the reader's to turn off. */
  #keys() {
    const { card } = this.#options;
    if (!card?.keys) return [];
    const { keys } = card;
    const box = make("input", { type: "checkbox", change: () => (card.keys = box.checked && keys) });
    box.checked = true;
    const [next, previous] = [keys.next.toUpperCase(), keys.previous.toUpperCase()];
    return [make("label", { class: "iq-keys" }, box, " ", this.#tell("keys", { next, previous }))];
  }

  #saves() {
    if (this.#options.save === false) return [];
    const label = this.#tell("save");
    return [
      make(
        "div",
        { class: "iq-saves", role: "group", "aria-label": label },
        part("iq-role", label),
        ...FILES.map((form) => button("", () => this.#save(form), this.#tell(form))),
      ),
    ];
  }

  /**
   * Saves the quotes that may be drawn, a file for each part of the page.
   * @param {typeof FILES[number]} form
   */
  async #save(form) {
    const { FORMS } = await import("./export.js");
    const { type, extension, write } = FORMS[form];
    const annotations = this.#annotations.filter(({ quotes }) => quotes.length > 0);
    for (const [index, { text, reading, quotes, url = location.href }] of annotations.entries()) {
      const written = write(text, { ...reading, quotes }, { url });
      const href = URL.createObjectURL(new Blob([written], { type }));
      const number = annotations.length > 1 ? `-${index + 1}` : "";
      make("a", { href, download: `quotes${number}${extension}` }).click();
      // The browser has begun to save it by then.
      setTimeout(() => URL.revokeObjectURL(href), 60_000);
    }
  }
}

/**
 * How many of them are known at all: a row is for the quotes whose speaker is unclear, too.
 * @param {Person[]} people
 */
function knownOf(people) {
  return people.filter(({ nameless }) => !nameless).length;
}

/**
 * What makes somebody the same after the page was read anew.
 * @param {Person} person
 */
function key({ nameless, name, role }) {
  return nameless ?? `${name}\n${role ?? ""}`;
}

/** @param {Annotated} annotation */
function titleOf({ root }) {
  return root.querySelector("h1,h2,h3")?.textContent?.trim() ?? "";
}
