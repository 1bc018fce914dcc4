/** What a page with Trusted Types asks for: our own scripts' addresses and our own data, and nothing of anybody else's. */

/** @typedef {"createScriptURL" | "createScript"} Maker */

/** @typedef {Record<Maker, (text: string) => unknown>} Policy */

/** @typedef {{ createPolicy(name: string, rules: Record<Maker, (text: string) => string>): Policy }} TrustedTypes */

/** @type {Policy | undefined} */
let policy;

/**
 * A text as the page's sinks take it: the address of a worker's script, or what is in a script element.
 * @param {Maker} make
 * @param {string} text
 */
export function trusted(make, text) {
  try {
    const { trustedTypes } = /** @type {{ trustedTypes?: TrustedTypes }} */ (globalThis);
    const same = (/** @type {string} */ text) => text;
    policy ??= trustedTypes?.createPolicy("inquit", { createScriptURL: same, createScript: same });
  } catch {
    // The page allows no policy of this name: it will say so where it asks for one.
  }
  return /** @type {string} */ (policy?.[make](text) ?? text);
}
