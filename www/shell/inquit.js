/**
 * The front door of the shell. `annotate` draws the quotes of a part of a page, `extract` gives those of a text, `embed`
 * serves a whole page; and where this module is a page's own script element, it embeds itself by the element's attributes.
 */
import { Annotation } from "./annotation.js";
import { Engine, missing as missingToAsk } from "./ask.js";
import { missing as missingToDraw } from "./draw.js";
import { Embedding } from "./embed.js";
import { fetched } from "./fetch.js";
import { check, optionsOf } from "./options.js";
import { sayOnce, why } from "./say.js";
import { idle } from "./wait.js";

export { Annotation, Embedding, Engine };
export { stylesAreThere } from "./draw.js";
export { highlightStyles } from "./palette.js";

/** @typedef {import("../engine/engine.js").Quote} Quote */
/** @typedef {import("../engine/engine.js").Reading} Reading */
/** @typedef {import("../engine/engine.js").Span} Span */
/** @typedef {import("./options.js").Options} Options */
/** @typedef {import("./options.js").PageOptions} PageOptions */

/** The engine that all of a page share. @type {Engine | undefined} */
let shared;

/**
 * What this browser lacks, in words for people; empty where all is well.
 * @returns {string[]}
 */
export function missing() {
  return [...missingToAsk(), ...missingToDraw()];
}

/**
 * Finds the quotes of a text. Offsets are UTF-16 code units of it.
 * @param {string} text
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Promise<Reading>}
 */
export async function extract(text, options) {
  if (typeof text !== "string") throw new TypeError("inquit: extract(text) takes a string");
  return (shared ??= new Engine()).ask(text, options);
}

/**
 * Finds the quotes under `root` and draws them, and does so again when the text changes. Nothing of the page's document
 * changes. Fails where it can't be done; later failures are told by the annotation's events.
 * @param {Element} root
 * @param {Options} [options]
 * @returns {Promise<Annotation>}
 */
export async function annotate(root, options = {}) {
  check(options);
  if (!(root instanceof Element)) throw new TypeError("inquit: annotate(root) takes an element");
  const lacks = missing();
  if (lacks.length > 0) throw new Error(`inquit: this browser lacks ${lacks.join(" and ")}`);
  const annotation = new Annotation(root, answerer(options), options);
  try {
    await annotation.update();
    return annotation;
  } catch (error) {
    annotation.stop();
    throw error;
  }
}

/**
 * Annotates the articles of a page, those that come later too, with a card for each quote and a panel of who is quoted.
 * @param {Options & PageOptions} [options]
 * @returns {Embedding}
 */
export function embed(options = {}) {
  return new Embedding(check(options), annotate);
}

/**
 * Who answers the texts of an annotation: a file made beforehand, or the engine.
 * @param {Options} options
 * @returns {import("./annotation.js").Answer}
 */
function answerer({ quotes, engine }) {
  if (quotes !== undefined) {
    /** @type {Promise<string> | undefined} */
    let file;
    return async (text) => {
      const begun = performance.now();
      const [{ fromQuotes }, json] = await Promise.all([import("./locate.js"), (file ??= fetched(quotes))]);
      return { ...fromQuotes(json, text), took: performance.now() - begun };
    };
  }
  return async (text, signal) => {
    const asked = engine ?? (shared ??= new Engine());
    await asked.ready?.();
    const begun = performance.now();
    const reading = await asked.ask(text, { signal });
    return { reading, gone: [], took: performance.now() - begun };
  };
}

/** The page's own script element for this module, if there is one: who imports the module gets the functions alone. */
function ownScript() {
  if (typeof document === "undefined") return undefined;
  /** @type {NodeListOf<HTMLScriptElement>} */
  const scripts = document.querySelectorAll("script[type=module][src]");
  return [...scripts].find(({ src }) => src === import.meta.url);
}

/** What the page's script element asked for, null where there is none. @type {Promise<Embedding | null>} */
export const embedded = start();

async function start() {
  const script = ownScript();
  if (!script) return null;
  try {
    const options = optionsOf(script);
    const lacks = missing();
    if (lacks.length > 0) throw new Error(`this browser lacks ${lacks.join(" and ")}`);
    await idle();
    return embed(options);
  } catch (error) {
    sayOnce("error", `nothing is marked on this page: ${why(error)}`);
    return null;
  }
}
