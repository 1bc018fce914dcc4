/** Watches a part of a page for what may change its text, and tells when it has come to rest. */

/** How long nothing must have changed, in milliseconds: a framework fills a page in bursts. */
const QUIET = 300;
/** How long a part that changes all the time is left alone at most, in milliseconds. */
const MOST = 2000;
/** Of the page's time, reading again takes one part in so many at most: a clock may tick within an article. */
const SHARE = 20;

/** What hides a part of a page, shows it, or tells us of it. A style is not among it: animations change theirs all the time. */
const ATTRIBUTES = ["class", "hidden", "open", "slot", "data-inquit-ignore", "data-inquit-speaker"];

/** Watches until it is stopped. */
export class Watch {
  #rested;
  #observer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** When the first change came that nobody was told of. @type {number | null} */
  #since = null;
  /** Before then nobody is told. */
  #earliest = 0;

  /** @param {() => Promise<unknown>} rested reads again */
  constructor(rested) {
    this.#rested = rested;
    this.#observer = new MutationObserver(() => this.#note());
  }

  /**
   * Watches these nodes and what is within them.
   * @param {Node[]} nodes
   */
  observe(...nodes) {
    for (const node of nodes)
      this.#observer.observe(node, {
        subtree: true,
        childList: true,
        characterData: true,
        attributeFilter: ATTRIBUTES,
      });
  }

  /** Watches no more. */
  stop() {
    clearTimeout(this.#timer);
    this.#observer.disconnect();
  }

  #note() {
    const now = performance.now();
    this.#since ??= now;
    clearTimeout(this.#timer);
    const wait = Math.max(Math.min(QUIET, this.#since + MOST - now), this.#earliest - now, 0);
    this.#timer = setTimeout(() => this.#tell(), wait);
  }

  async #tell() {
    this.#since = null;
    const begun = performance.now();
    await this.#rested();
    const now = performance.now();
    this.#earliest = now + (now - begun) * SHARE;
  }
}
