/** The content script: the embedded widget's shell in somebody else's page, with an engine that answers by messages. */
import { articlesOf, besides } from "../shell/article.js";
import { Annotation } from "../shell/annotation.js";
import { missing, stylesAreThere } from "../shell/draw.js";
import { Embedding } from "../shell/embed.js";
import { recolour } from "../shell/palette.js";
import { why } from "../shell/say.js";
import { PORT, ask } from "./messages.js";
import { Notice } from "./notice.js";
import { selected } from "./selection.js";
import { settings, whenChanged } from "./settings.js";
import { Shown } from "./shown.js";

/** @typedef {import("../shell/options.js").Options} Options */
/** @typedef {import("./messages.js").PageMessage} PageMessage */
/** @typedef {import("./messages.js").State} State */

const NONE =
  "No article was found on this page. To mark a part of it, select its text and click Inquit’s button once more.";
const FOREIGN = "This text is not in English, so that only what stands in quotation marks is marked.";
const THERE =
  "The quotations on this page are marked already, by the site itself or by Inquit before it was renewed: then load the page again.";

const top = window.top === window;

/** A frame of a page, marked or not. */
class Page {
  /** Ends what is on; null while all is off. @type {AbortController | null} */
  #on = null;
  /** @type {Embedding | null} */
  #embedding = null;
  /** @type {Shown | null} */
  #shown = null;
  /** @type {Set<chrome.runtime.Port>} */
  #panels = new Set();
  #notice = new Notice();
  /** Settles when the styles of what was on before are gone: the same ones that come first would go with them. */
  #unstyled = Promise.resolve();
  /** What was told last. @type {State} */
  #state = "off";

  constructor() {
    chrome.runtime.onMessage.addListener((/** @type {PageMessage} */ message, _, respond) => {
      if (message.is === "turn off") this.turnOff();
      else if (message.is === "step") this.#shown?.card.step(message.way);
      respond({ on: this.#on !== null && !this.#mayTryAgain() });
    });
    chrome.runtime.onConnect.addListener((port) => {
      if (port.name !== PORT) return;
      this.#panels.add(port);
      port.onMessage.addListener((message) => this.#shown?.hear(message));
      port.onDisconnect.addListener(() => {
        this.#panels.delete(port);
        this.#shown?.without(port);
      });
      if (top) port.postMessage(this.#told());
      this.#shown?.to(port);
    });
    // One change after the other: the last one counts.
    let renewed = Promise.resolve();
    whenChanged(() => {
      renewed = renewed.then(async () => {
        if (!this.#on) return;
        await this.turnOff();
        await this.turnOn();
      });
    });
    // A page that the reader leaves may come back as it was; the panel must not wait for it.
    addEventListener("pagehide", () => {
      // What was told a moment ago would else count for the next page.
      if (this.#on) this.#report("off", 0);
      for (const port of this.#panels) port.disconnect();
      this.#panels.clear();
    });
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted && this.#on) this.#count();
    });
  }

  /** Marks the page's articles, or what is selected. */
  async turnOn() {
    if (this.#on && !this.#mayTryAgain()) return;
    await this.turnOff();
    // Somebody else was quicker.
    if (this.#on) return;
    const ending = (this.#on = new AbortController());
    try {
      await this.#mark(ending);
    } catch (error) {
      if (ending.signal.aborted) return;
      await this.turnOff();
      this.#tell("failed", 0);
      this.#say(`This page could not be marked: ${why(error)}`);
    }
  }

  /** @param {AbortController} ending */
  async #mark(ending) {
    const { signal } = ending;
    const chosen = await settings();
    if (signal.aborted) return;
    if (document.querySelector("inquit-interface")) return this.#nothing(THERE);
    const lacks = missing();
    if (lacks.length > 0) return this.#nothing(`This browser is too old for Inquit: it lacks ${lacks.join(" and ")}.`);
    const selection = selected();
    // A frame is asked without a word: most hold an advert.
    if (!selection && !top && articlesOf().length === 0) return this.#nothing();

    recolour(chosen.light, chosen.dark);
    stylesAreThere();
    const colours = { light: chosen.light, dark: chosen.dark };
    const styled = this.#unstyled.then(() => ask({ is: "styles", on: true, colours }));
    signal.addEventListener("abort", () => {
      this.#unstyled = styled
        .then(() => ask({ is: "styles", on: false, colours }))
        .then(
          () => {},
          () => {},
        );
    });
    this.#tell("reading", 0);

    const answer = selection ? selection.answer(read) : read;
    const annotate = async (/** @type {Element} */ root, /** @type {Options} */ options) => {
      const leaveOut = selection ? undefined : besides;
      const annotation = new Annotation(root, answer, { ...options, leaveOut });
      try {
        await annotation.update();
        return annotation;
      } catch (error) {
        annotation.stop();
        if (!signal.aborted) this.#failed(error);
        throw error;
      }
    };
    const { kinds, minConfidence, minSpeaker } = chosen;
    const embedding = new Embedding(
      {
        ...{ kinds, minConfidence, minSpeaker: minSpeaker ?? undefined, signal },
        root: selection ? () => [selection.root] : () => articlesOf(),
        live: selection === null,
        surfaces: (annotations) => {
          this.#shown = new Shown(annotations, chosen, top, styled);
          this.#shown.addEventListener("change", () => this.#count());
          for (const port of this.#panels) this.#shown.to(port);
          return [this.#shown];
        },
        on: { failed: ({ detail }) => this.#failed(detail.error) },
      },
      annotate,
    );
    this.#embedding = embedding;
    await Promise.all([embedding.ready, styled]);
    if (signal.aborted || this.#state === "failed") return;
    this.#count();
    if (this.#state === "foreign") this.#say(FOREIGN);
    else if (this.#state === "none" && top && !framesHaveArticles()) this.#say(NONE);
  }

  /** Takes everything off the page. */
  async turnOff() {
    if (!this.#on) return;
    this.#on.abort();
    this.#on = null;
    this.#notice.hide();
    const embedding = this.#embedding;
    this.#embedding = this.#shown = null;
    await embedding?.stop();
    this.#tell("off", 0);
  }

  /** Whether the reader has done as he was told where no article was found. */
  #mayTryAgain() {
    return this.#state === "none" && selected() !== null;
  }

  /**
   * Leaves the page as it is, and says why.
   * @param {string} [words]
   */
  async #nothing(words) {
    await this.turnOff();
    if (words) this.#say(words);
  }

  /** Tells what is marked by now. */
  #count() {
    const annotations = this.#embedding?.annotations ?? [];
    const quotes = annotations.reduce((sum, annotation) => sum + annotation.quotes.length, 0);
    const foreign = annotations.length > 0 && annotations.every(({ reading }) => reading.language === "und");
    if (annotations.length > 0) this.#notice.hide();
    this.#tell(annotations.length === 0 ? "none" : foreign ? "foreign" : "drawn", quotes);
  }

  /** @param {unknown} error */
  #failed(error) {
    // The extension was taken away or renewed under the page: what it left behind can ask nobody.
    if (!chrome.runtime?.id) return void this.turnOff();
    this.#tell("failed", 0);
    this.#say(`This page could not be read: ${why(error)}`);
  }

  /**
   * @param {State} state
   * @param {number} quotes
   */
  #tell(state, quotes) {
    this.#state = state;
    if (top) for (const port of this.#panels) port.postMessage(this.#told());
    this.#report(state, quotes);
  }

  /**
   * @param {State} state
   * @param {number} quotes
   */
  #report(state, quotes) {
    ask({ is: "state", state, quotes, page: performance.timeOrigin }).catch(() => {});
  }

  /** @returns {import("./messages.js").PageState} */
  #told() {
    return { state: this.#state, url: location.href };
  }

  /** @param {string} words */
  #say(words) {
    if (top) this.#notice.show(words);
  }
}

/**
 * The background's reading of a text.
 * @param {string} text
 * @param {AbortSignal} signal
 */
async function read(text, signal) {
  const begun = performance.now();
  const { reading } = await ask({ is: "text", text });
  signal.throwIfAborted();
  return { reading, gone: [], took: performance.now() - begun };
}

/** Whether a frame of the same site has what this page lacks. */
function framesHaveArticles() {
  return [...document.querySelectorAll("iframe,frame")].some((frame) => {
    const page = /** @type {HTMLIFrameElement} */ (frame).contentDocument;
    return page !== null && articlesOf(page).length > 0;
  });
}

/** The page in this frame: the script may be put into it again, to turn it on again. */
const frame = /** @type {{ inquit?: Page }} */ (globalThis);
frame.inquit ??= new Page();
frame.inquit.turnOn();
