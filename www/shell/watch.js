/** Watches a part of a page for what may change its text, and tells when it has come to rest. */

/** How long nothing must have changed, in milliseconds: a framework fills a page in bursts. */
const QUIET = 300;
/** How long a part that changes all the time is left alone at most, in milliseconds. */
const MOST = 2000;
/** Of the page's time, reading again takes one part in so many at most: a clock may tick within an article. */
const SHARE = 20;

/** What hides a part of a page, shows it, or tells us of it. */
const ATTRIBUTES = ["class", "style", "hidden", "open", "slot", "data-inquit-ignore", "data-inquit-speaker"];
/** What of a style hides or shows. Animations change the rest of theirs all the time. */
const HIDES = /display|visibility/;
const CHANGES = { attributeFilter: ATTRIBUTES, attributeOldValue: true };

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
    this.#observer = new MutationObserver((records) => records.some(tells) && this.#note());
  }

  /**
   * Watches these nodes and what is within them, and what their style may hang on around them.
   * @param {Node[]} nodes
   */
  observe(...nodes) {
    for (const node of nodes) {
      this.#observer.observe(node, { subtree: true, childList: true, characterData: true, ...CHANGES });
      for (let up = node.parentElement; up; up = up.parentElement) this.#observer.observe(up, CHANGES);
    }
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

/**
 * Whether a change may be one of the text that is shown.
 * @param {MutationRecord} record
 */
function tells({ attributeName, oldValue, target }) {
  return (
    attributeName !== "style" || HIDES.test(`${oldValue} ${/** @type {Element} */ (target).getAttribute("style")}`)
  );
}
