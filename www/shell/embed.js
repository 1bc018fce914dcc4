/** Serves a whole page: its articles, those that come later, one card and one panel for all. */
import { besides } from "./article.js";
import { fetched } from "./fetch.js";
import { sayOnce, why } from "./say.js";
import { trusted } from "./trust.js";
import { pause } from "./wait.js";
import { Watch } from "./watch.js";

/** @typedef {import("./annotation.js").Annotation} Annotation */
/** @typedef {import("./options.js").Options} Options */
/** @typedef {import("./options.js").PageOptions} PageOptions */

/** What shows the quotes of all annotations: it looks again when told so. @typedef {{ update(annotations: Annotation[]): void, close(): void }} Surface */

/** The articles of a page with their quotes drawn. */
export class Embedding {
  #options;
  #annotate;
  #watch = new Watch(() => this.#look());
  /** Null while an article is being read. @type {Map<Element, Annotation | null>} */
  #articles = new Map();
  /** What an article does not have of the quotes made beforehand. @type {Map<Element, string[]>} */
  #gone = new Map();
  /** The quotes of each article for machines, in the document's head. @type {Map<Element, HTMLScriptElement>} */
  #published = new Map();
  /** @type {Promise<Surface[]> | null} */
  #surfaces = null;
  #stopped = new AbortController();

  /**
   * @param {Options & PageOptions} options
   * @param {(root: Element, options: Options) => Promise<Annotation>} annotate
   */
  constructor(options, annotate) {
    this.#options = options;
    this.#annotate = annotate;
    options.signal?.addEventListener("abort", () => this.stop(), { once: true });
    if (options.live !== false) this.#watch.observe(document);
    /** Settles when the articles that are there at first are drawn. */
    this.ready = this.#look();
  }

  /** The annotations that are there, in the order of the page. */
  get annotations() {
    return [...this.#articles]
      .flatMap(([, annotation]) => annotation ?? [])
      .sort((a, b) => (a.root.compareDocumentPosition(b.root) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  }

  /** Takes everything off the page. */
  async stop() {
    this.#stopped.abort();
    this.#watch.stop();
    for (const annotation of this.annotations) annotation.stop();
    this.#articles.clear();
    for (const script of this.#published.values()) script.remove();
    for (const surface of (await this.#surfaces) ?? []) surface.close();
  }

  /** Annotates the articles that have come and lets go of those that have left. */
  async #look() {
    const roots = this.#roots();
    let left = false;
    for (const [root, annotation] of this.#articles) {
      if (roots.includes(root)) continue;
      annotation?.stop();
      this.#articles.delete(root);
      this.#published.get(root)?.remove();
      this.#published.delete(root);
      left = true;
    }
    // One after the other: the reader's first article comes first, and no task gets long.
    const come = roots.filter((root) => !this.#articles.has(root));
    const late = this.#articles.size > 0;
    for (const root of come) await this.#take(root, late);
    if (left || come.length > 0) await this.#show();
    this.#report();
  }

  /**
   * @param {Element} root
   * @param {boolean} late whether others were there before
   */
  async #take(root, late) {
    this.#articles.set(root, null);
    const language = root.closest("[lang]")?.getAttribute("lang") ?? "";
    // Whoever gives the roots has looked at them: only the text is asked then.
    if (typeof this.#options.root !== "function" && !/^(en\b|$)/i.test(language)) {
      sayOnce(
        "info",
        `an article is left as it is: its language is "${language}" by its lang attribute, and only English is read`,
      );
      return;
    }
    const { kinds, minConfidence, minSpeaker, quotes, live, engine, on } = this.#options;
    // Whoever made the quotes beforehand knows what they are quoted from.
    const { ignore, leaveOut: given = quotes === undefined ? besides : undefined } = this.#options;
    const leaveOut = (/** @type {Element} */ root) => {
      const isBeside = given?.(root);
      return (/** @type {Element} */ element) =>
        Boolean(isBeside?.(element) || (ignore !== undefined && element.matches(ignore)));
    };
    try {
      const annotation = await this.#annotate(root, {
        ...{ kinds, minConfidence, minSpeaker, quotes, live, engine, leaveOut },
        on: {
          ...on,
          gone: (event) => {
            this.#gone.set(root, event.detail.quotes);
            on?.gone?.(event);
          },
        },
        signal: this.#stopped.signal,
      });
      if (this.#articles.get(root) !== null) return annotation.stop();
      annotation.late = late;
      this.#articles.set(root, annotation);
      if (annotation.text.trim() && annotation.reading.language !== "en")
        sayOnce("info", "an article is not in English by its text: only what stands in quotation marks is marked");
      annotation.addEventListener("drawn", () => {
        this.#publish(annotation);
        this.#show();
      });
      await this.#publish(annotation);
      annotation.addEventListener("failed", (event) => tell(/** @type {CustomEvent} */ (event).detail.error));
    } catch (error) {
      if (!this.#stopped.signal.aborted) tell(error);
    }
  }

  /** Brings the card and the panel up to date. They are loaded when there is something to show. */
  async #show() {
    // What opened now would stay: it may have been stopped while an article was read.
    if (this.#stopped.signal.aborted) return;
    const { annotations } = this;
    if (!this.#surfaces && !this.#options.surfaces && !annotations.some(({ quotes }) => quotes.length > 0)) return;
    this.#surfaces ??= this.#open().catch((error) => {
      sayOnce("error", `the quotes are marked, but no card or panel opens: ${why(error)}`);
      return [];
    });
    for (const surface of await this.#surfaces) {
      await pause();
      if (this.#stopped.signal.aborted) return;
      surface.update(this.annotations);
    }
  }

  /** @returns {Promise<Surface[]>} */
  async #open() {
    const { panel = "docked", keys, words: given, lang, surfaces } = this.#options;
    if (surfaces) return surfaces(this.annotations);
    const words = typeof given === "string" ? await wordsAt(given) : given;
    const { Card } = await import("./card.js");
    const card = new Card(this.annotations, { keys, words, lang });
    if (panel === "none") return [card];
    const into = panel === "docked" ? undefined : (document.querySelector(panel) ?? undefined);
    if (panel !== "docked" && !into) sayOnce("warn", `the panel is docked, as no element matches "${panel}"`);
    const { Panel } = await import("./panel.js");
    return [card, new Panel(this.annotations, { into, words, lang, card })];
  }

  /**
   * Puts an article's quotes into the document's head, for search engines and archives.
   * @param {Annotation} annotation
   */
  async #publish(annotation) {
    const { root, text, reading, quotes, late } = annotation;
    if (!this.#options.jsonLd) return;
    const { FORMS } = await import("./export.js");
    if (!this.#articles.get(root)) return;
    const script = this.#published.get(root) ?? document.createElement("script");
    script.type = FORMS.jsonld.type;
    /** @type {HTMLLinkElement | null} */
    const canonical = document.querySelector("link[rel=canonical]");
    const url = (!late && canonical?.href) || annotation.url.replace(/#.*/, "");
    try {
      script.textContent = trusted("createScript", FORMS.jsonld.write(text, { ...reading, quotes }, { url }));
    } catch {
      return sayOnce("error", "no JSON-LD in the head: the page's security policy lacks trusted-types inquit");
    }
    if (!script.isConnected) document.head.append(script);
    this.#published.set(root, script);
  }

  /** Tells of quotes made beforehand that no article of the page has. */
  #report() {
    const [first = [], ...rest] = [...this.#articles.keys()].map((root) => this.#gone.get(root) ?? []);
    const gone = first.filter((words) => rest.every((other) => other.includes(words)));
    if (gone.length > 0)
      sayOnce(
        "warn",
        `not on this page, or no longer, and not marked, of ${this.#options.quotes}: ${gone.join(" | ")}`,
      );
  }

  /** The articles: not those within another. */
  #roots() {
    const { root = "article" } = this.#options;
    if (typeof root === "function") return root();
    const all = [...document.querySelectorAll(root)];
    if (all.length === 0) sayOnce("info", `nothing to read on this page yet: no element matches "${root}"`);
    return all.filter((element) => !all.some((other) => other !== element && other.contains(element)));
  }
}

/**
 * The interface's texts from a file; English where it can't be had.
 * @param {string} address
 * @returns {Promise<Partial<import("./words.js").Words> | undefined>}
 */
async function wordsAt(address) {
  try {
    return JSON.parse(await fetched(address));
  } catch (error) {
    sayOnce("error", `the interface is in English: ${why(error)}`);
  }
}

/** @param {unknown} error */
function tell(error) {
  sayOnce("error", `an article is not marked: ${why(error)}`);
}
