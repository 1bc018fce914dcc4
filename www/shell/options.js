/** What a publisher may choose, checked: a value that will not do gets one clear message. */

/** @typedef {import("../engine/engine.js").Quote} Quote */
/** @typedef {import("../engine/engine.js").Reading} Reading */
/** @typedef {Quote["kind"]} Kind */
/** @typedef {import("./annotation.js").Annotation} Annotation */
/** @typedef {import("./embed.js").Surface} Surface */

/**
 * Whoever answers a text with its quotes, in whatever time it takes to be ready for it.
 * @typedef {object} Answerer
 * @property {() => Promise<void>} [ready]
 * @property {(text: string, options?: { signal?: AbortSignal }) => Promise<Reading>} ask
 */

/** The names of what happens to an annotation. @typedef {"reading" | "drawn" | "gone" | "failed"} EventName */

/**
 * How a part of a page is annotated.
 * @typedef {object} Options
 * @property {Kind[]} [kinds] the kinds to draw: all where it is left out
 * @property {number} [minConfidence] quotes less sure than this are not drawn, from 0 to 1
 * @property {number} [minSpeaker] below this a speaker is not named but "unclear", from 0 to 1: where it is left out,
 *   the engine judges
 * @property {string | URL} [quotes] the address of a `quotes.json` made beforehand: then no engine is loaded
 * @property {boolean} [live] whether to read again when the text changes: yes where it is left out
 * @property {Partial<Record<EventName, (event: CustomEvent) => void>>} [on] listeners that hear the first events too
 * @property {import("./read.js").LeaveOut} [leaveOut] what is not to be read. A whole page's embedding leaves out, by
 *   `besides` of `article.js`, what is none of an article's text, unless its quotes were made beforehand
 * @property {AbortSignal} [signal] stops it
 * @property {Answerer} [engine] an engine of one's own: without, all annotations of a page share one
 */

/**
 * What a whole page's embedding takes besides.
 * @typedef {object} PageOptions
 * @property {string | (() => Element[])} [root] a selector of the articles, "article" where it is left out, or what finds
 *   them
 * @property {string} [ignore] a selector of what is not to be read besides
 * @property {string} [panel] "docked", "none", or a selector of the element to put the panel into
 * @property {(annotations: Annotation[]) => Surface[]} [surfaces] what shows the quotes in the place of card and panel
 * @property {import("./card.js").Keys | false} [keys] the keys that lead from quote to quote: n and p where they are left
 *   out, none where it is false; `data-keys="n p"` or `data-keys="none"` says it in an attribute
 * @property {Partial<import("./words.js").Words> | string} [words] the interface's texts, where they are not to be
 *   English, or the address of a JSON file of them
 * @property {boolean} [jsonLd] whether each article's quotes stand in the document's head as schema.org's `Quotation`s:
 *   `data-json-ld` in an attribute
 * @property {string} [lang] the language of these texts
 */

/** @type {Kind[]} */
const KINDS = ["direct", "mixed", "indirect"];

/** What a script element may say, and of what kind it is. */
const ATTRIBUTES = /** @type {const} */ ({
  root: "text",
  ignore: "text",
  panel: "text",
  keys: "keys",
  lang: "text",
  words: "text",
  jsonLd: "flag",
  quotes: "text",
  kinds: "list",
  minConfidence: "number",
  minSpeaker: "number",
});

/**
 * The options that a script element's `data-` attributes give. Fails where one will not do.
 * @param {HTMLElement} script
 * @returns {Options & PageOptions}
 */
export function optionsOf(script) {
  /** @type {Record<string, unknown>} */
  const options = {};
  for (const [name, value = ""] of Object.entries(script.dataset)) {
    const kind = Object.hasOwn(ATTRIBUTES, name) && ATTRIBUTES[/** @type {keyof typeof ATTRIBUTES} */ (name)];
    // What is not known is others': a script element may be marked for many ends.
    if (kind === "number") options[name] = /^[\d.]+$/.test(value.trim()) ? Number(value) : value;
    else if (kind === "keys") options[name] = keysOf(value);
    else if (kind === "list") options[name] = value.split(/[\s,]+/).filter(Boolean);
    else if (kind === "flag") options[name] = value.trim() === "" || value;
    else if (kind === "text") options[name] = value.trim();
  }
  return check(options, (name) => `data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
}

/**
 * The keys that an attribute names, as it stands where it names none.
 * @param {string} value
 */
function keysOf(value) {
  if (value.trim() === "none") return false;
  const [next, previous, ...more] = value.trim().toLowerCase().split(/\s+/);
  return previous && more.length === 0 ? { next, previous } : value;
}

/**
 * The same options, every value good. Fails where one is not.
 * @param {Options & PageOptions} options
 * @param {(name: string) => string} [called] what the publisher calls an option
 * @returns {Options & PageOptions}
 */
export function check(options, called = (name) => `"${name}"`) {
  /**
   * @param {string} name
   * @param {unknown} value
   * @param {string} wanted
   */
  const refuse = (name, value, wanted) => {
    throw new TypeError(`inquit: ${called(name)} is ${wanted}, not ${JSON.stringify(value) ?? String(value)}`);
  };
  const { kinds, minConfidence, minSpeaker, root, ignore, panel, quotes, keys, words, jsonLd } = options;
  if (kinds !== undefined && !(Array.isArray(kinds) && kinds.length > 0 && kinds.every((kind) => KINDS.includes(kind))))
    refuse("kinds", kinds, `some of ${KINDS.join(", ")}`);
  for (const [name, value] of Object.entries({ minConfidence, minSpeaker }))
    if (value !== undefined && !(typeof value === "number" && value >= 0 && value <= 1))
      refuse(name, value, "a number from 0 to 1");
  if (root !== undefined && typeof root !== "function" && !isSelector(root)) refuse("root", root, "a CSS selector");
  if (ignore !== undefined && !isSelector(ignore)) refuse("ignore", ignore, "a CSS selector");
  if (panel !== undefined && !isSelector(panel)) refuse("panel", panel, '"docked", "none" or a CSS selector');
  if (keys && !(typeof keys === "object" && [keys.next, keys.previous].every((key) => key && key.length > 0)))
    refuse("keys", keys, 'two keys such as "n p", or "none"');
  for (const [name, value] of Object.entries({ quotes, words }))
    if ((typeof value === "string" || value instanceof URL) && !URL.canParse(value, document.baseURI))
      refuse(name, String(value), "an address");
  if (jsonLd !== undefined && typeof jsonLd !== "boolean") refuse("jsonLd", jsonLd, "there or not, and has no value");
  return options;
}

/** @param {unknown} text */
function isSelector(text) {
  if (typeof text !== "string" || text === "") return false;
  try {
    document.createDocumentFragment().querySelector(text);
    return true;
  } catch {
    return false;
  }
}
