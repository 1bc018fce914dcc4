/** The sites that are always marked: those for which the reader has given the browser's permission. */

/**
 * What the browser calls a site.
 * @param {string} url
 */
export function siteOf(url) {
  const { protocol, hostname } = new URL(url);
  return `${protocol}//${hostname}/*`;
}

/** @param {string} url */
export function allows(url) {
  return chrome.permissions.contains({ origins: [siteOf(url)] });
}

/**
 * Asks for a site. The browser wants to see the reader's click for it, so that nothing may be waited for before.
 * @param {string} url
 * @returns {Promise<boolean>} whether it is allowed
 */
export function allow(url) {
  return chrome.permissions.request({ origins: [siteOf(url)] });
}

/** @param {string} url */
export function forget(url) {
  return chrome.permissions.remove({ origins: [siteOf(url)] });
}

/** @returns {Promise<string[]>} */
export async function allowed() {
  const { origins = [] } = await chrome.permissions.getAll();
  return origins.sort();
}
