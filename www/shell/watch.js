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

/** How often it is looked whether a hidden part is shown, in milliseconds: by feel. */
const LOOKS = 500;

/** What holds styles. */
const STYLES = "style,link[rel~=stylesheet]";
/** Whom a change of the page's styles may concern. @type {Set<() => void>} */
const styling = new Set();
const restyled = () => styling.forEach((note) => note());
/** @type {MutationObserver | undefined} */
let styles;

/** A style sheet of an address counts when it has come. @param {Event} event */
function loaded({ target }) {
  if (target instanceof Element && target.matches(STYLES)) restyled();
}

/** @param {() => void} note */
function watchStyles(note) {
  if (styling.size === 0) {
    const attributeFilter = ["media", "disabled", "rel", "href"];
    // Not before: the module is imported where there is no page too.
    styles ??= new MutationObserver((records) => records.some(restyles) && restyled());
    styles.observe(document, { subtree: true, childList: true, characterData: true, attributeFilter });
    document.addEventListener("load", loaded, true);
  }
  styling.add(note);
}

/** @param {() => void} note */
function leaveStyles(note) {
  if (!styling.delete(note) || styling.size > 0) return;
  styles?.disconnect();
  document.removeEventListener("load", loaded, true);
}

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
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #looking;
  #restyled = () => this.#note();

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
    watchStyles(this.#restyled);
    for (const node of nodes) {
      this.#observer.observe(node, { subtree: true, childList: true, characterData: true, ...CHANGES });
      for (let up = node.parentElement; up; up = up.parentElement) this.#observer.observe(up, CHANGES);
    }
  }

  /**
   * Tells when a part that is hidden is shown, by whatever: of an animation, or a rule that a script has made, nobody tells.
   * @param {Element} part
   */
  waitFor(part) {
    clearInterval(this.#looking);
    const isShown = () => part.checkVisibility?.({ visibilityProperty: true }) !== false;
    if (isShown()) return;
    this.#looking = setInterval(() => {
      if (!isShown()) return;
      clearInterval(this.#looking);
      this.#note();
    }, LOOKS);
  }

  /** Watches no more. */
  stop() {
    clearTimeout(this.#timer);
    clearInterval(this.#looking);
    this.#observer.disconnect();
    leaveStyles(this.#restyled);
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
 * Whether a change is one of a page's styles.
 * @param {MutationRecord} record
 */
function restyles({ type, target, addedNodes, removedNodes }) {
  const element = target instanceof Element ? target : target.parentElement;
  if (element?.matches(STYLES)) return true;
  if (type !== "childList") return false;
  return [...addedNodes, ...removedNodes].some(
    (node) => node instanceof Element && (node.matches(STYLES) || node.querySelector(STYLES) !== null),
  );
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
