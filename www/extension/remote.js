/** What the side panel has in the place of a page's annotations and card: the page itself is in another process. */
import { colour } from "../shell/palette.js";

/** @typedef {import("../shell/cast.js").Annotated} Annotated */
/** @typedef {import("../shell/cast.js").Entry} Entry */
/** @typedef {import("./messages.js").Article} Article */

/**
 * An article of the page.
 * @param {Article} article
 * @param {(wanted: number[]) => void} want tells the page which quotes to draw
 * @returns {Annotated}
 */
export function remoteArticle({ url, title, text, reading, quotes, colours }, want) {
  colour(reading.speakers, colours);
  const root = document.createElement("article");
  root.appendChild(document.createElement("h1")).textContent = title;
  return {
    url,
    root,
    text,
    reading,
    quotes: quotes.map((index) => reading.quotes[index]),
    words: (spans) => spans.map((span) => text.slice(...span)).join(" … "),
    show: (wanted) => want(quotes.filter((index) => wanted(reading.quotes[index]))),
    // The page does these for itself, with its card.
    ranges: () => [],
    activate: () => {},
    scrollTo: () => {},
    quoteAt: () => null,
  };
}

/** The page's card. It tells by `show` what it shows. */
export class RemoteCard extends EventTarget {
  #show;
  #hide;
  /** What is shown. @type {Entry | null} */
  entry = null;
  /** The page's keys are the options' matter. @type {false} */
  keys = false;
  /** @type {(entry: Entry) => boolean} */
  wanted = () => true;

  /**
   * @param {(entry: Entry) => void} show
   * @param {() => void} hide
   */
  constructor(show, hide) {
    super();
    this.#show = show;
    this.#hide = hide;
  }

  /** @param {Entry} entry */
  show(entry) {
    this.#show(entry);
  }

  hide() {
    if (this.entry) this.#hide();
  }

  /**
   * What the page says that it shows.
   * @param {Entry | null} entry
   */
  become(entry) {
    this.entry = entry;
    this.dispatchEvent(new CustomEvent("show", { detail: entry }));
  }
}
