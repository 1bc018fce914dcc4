/**
 * An `EventTarget` that classes can extend: Firefox gives a content script the page's own, and what extends that loses its
 * methods. `www/pack` puts it in the place of the global one.
 */
export class EventTarget {
  #target = new globalThis.EventTarget();

  /** @param {Parameters<globalThis.EventTarget["addEventListener"]>} given */
  addEventListener(...given) {
    this.#target.addEventListener(...given);
  }

  /** @param {Parameters<globalThis.EventTarget["removeEventListener"]>} given */
  removeEventListener(...given) {
    this.#target.removeEventListener(...given);
  }

  /** @param {Event} event */
  dispatchEvent(event) {
    return this.#target.dispatchEvent(event);
  }
}
