/** What shows a page's quotes: the card, and a list on the page or in the browser's side panel, wherever the reader has it. */
import { Card } from "../shell/card.js";
import { coloursOf } from "../shell/palette.js";
import { Panel } from "../shell/panel.js";

/** @typedef {import("../engine/engine.js").Quote} Quote */
/** @typedef {import("../shell/annotation.js").Annotation} Annotation */
/** @typedef {import("./messages.js").PageContent} PageContent */
/** @typedef {import("./messages.js").PageShown} PageShown */
/** @typedef {import("./messages.js").PanelMessage} PanelMessage */
/** @typedef {import("./settings.js").Settings} Settings */

/** A surface of an `Embedding`. It tells by the event `change` when there are other quotes. */
export class Shown extends EventTarget {
  /** @type {Annotation[]} */
  #annotations;
  #lists;
  #frame;
  /** @type {Panel | null} */
  #list = null;
  /** @type {Set<chrome.runtime.Port>} */
  #panels = new Set();
  /** Which quotes of an annotation the side panel has chosen. @type {WeakMap<Annotation, Set<Quote>>} */
  #wanted = new WeakMap();

  /**
   * @param {Annotation[]} annotations
   * @param {Settings} settings
   * @param {boolean} top whether the page is no frame of another
   * @param {Promise<{ frame: number }>} styled tells which frame this is
   */
  constructor(annotations, { hover, keys, list }, top, styled) {
    super();
    this.#annotations = annotations;
    this.#lists = list && top;
    this.#frame = styled.then(({ frame }) => frame);
    this.card = new Card(annotations, { hover, keys: keys ? undefined : false });
    this.card.addEventListener("show", () => this.#follow());
  }

  /** @param {Annotation[]} annotations */
  update(annotations) {
    this.#annotations = annotations;
    this.card.update(annotations);
    this.#list?.update(annotations);
    this.#place();
    for (const port of this.#panels) this.#send(port, this.#content());
    this.dispatchEvent(new Event("change"));
  }

  close() {
    this.#annotations = [];
    this.#list?.close();
    this.card.close();
    for (const port of this.#panels) this.#send(port, this.#content());
    this.#panels.clear();
  }

  /**
   * Shows the quotes in a side panel too.
   * @param {chrome.runtime.Port} port
   */
  to(port) {
    this.#panels.add(port);
    this.#place();
    this.#send(port, this.#content());
  }

  /**
   * A side panel was closed.
   * @param {chrome.runtime.Port} port
   */
  without(port) {
    this.#panels.delete(port);
    if (this.#panels.size > 0) return;
    this.#wanted = new WeakMap();
    this.card.wanted = () => true;
    for (const annotation of this.#annotations) annotation.show(() => true);
    this.#place();
  }

  /** One list is enough. */
  #place() {
    const wanted = this.#lists && this.#panels.size === 0 && this.#annotations.some(({ quotes }) => quotes.length > 0);
    if (wanted) this.#list ??= new Panel(this.#annotations, { card: this.card });
    else {
      this.#list?.close();
      this.#list = null;
    }
  }

  /** @returns {Omit<PageContent, "frame">} */
  #content() {
    return {
      url: location.href,
      articles: this.#annotations.map(({ url, root, text, reading, quotes }) => ({
        url,
        title: root.querySelector("h1,h2,h3")?.textContent?.trim() ?? "",
        text,
        reading,
        quotes: quotes.map((quote) => reading.quotes.indexOf(quote)),
        colours: coloursOf(reading.speakers),
      })),
    };
  }

  #follow() {
    const { entry } = this.card;
    const article = entry ? this.#annotations.findIndex((annotation) => annotation === entry.annotation) : -1;
    /** @type {Omit<PageShown, "frame">} */
    const message = {
      shown: entry && article >= 0 ? [article, entry.annotation.reading.quotes.indexOf(entry.quote)] : null,
    };
    for (const port of this.#panels) this.#send(port, message);
  }

  /**
   * @param {chrome.runtime.Port} port
   * @param {object} message
   */
  async #send(port, message) {
    const frame = await this.#frame;
    try {
      port.postMessage({ frame, ...message });
    } catch {
      // It was closed meanwhile.
    }
  }

  /**
   * Does what a side panel asks.
   * @param {PanelMessage} message
   */
  async hear(message) {
    if ("hide" in message) return this.card.hide();
    const annotation = this.#annotations[message.article];
    if (message.frame !== (await this.#frame)) {
      if ("show" in message) this.card.hide();
    } else if (annotation && "show" in message) {
      const quote = annotation.reading.quotes[message.show];
      if (quote) this.card.show({ annotation, quote }, { scroll: true });
    } else if (annotation && "wanted" in message) {
      const wanted = new Set(message.wanted.map((index) => annotation.reading.quotes[index]));
      annotation.show((quote) => wanted.has(quote));
      this.#wanted.set(annotation, wanted);
      this.card.wanted = (entry) => this.#annotations.some((of) => this.#wanted.get(of)?.has(entry.quote) ?? true);
    }
  }
}
