/** What the extension's own pages share. */

/**
 * An element of the page.
 * @template {HTMLElement} [E=HTMLElement]
 * @param {string} selector
 * @param {new () => E} [kind]
 * @returns {E}
 */
export function find(selector, kind) {
  const found = document.querySelector(selector);
  if (!(found instanceof (kind ?? HTMLElement))) throw new Error(`inquit: the page has no ${selector}`);
  return /** @type {E} */ (found);
}
