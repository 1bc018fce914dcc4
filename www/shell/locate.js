/**
 * Finds words again in a text that may have changed since, by the W3C's text-quote selectors: the words themselves and
 * 32 characters before and after them. Also reads `quotes.json`, which `inquit extract --format quotes` writes of a
 * page beforehand, so that it can be drawn without the engine.
 *
 * The words must be there to the letter, but for the length of white space and characters that nobody sees. What stands
 * around them may have changed a little. Where it tells no place from another, the words count as gone: better none
 * than a lookalike.
 */

/** @typedef {import("../engine/engine.js").Quote} Quote */
/** @typedef {import("../engine/engine.js").Reading} Reading */
/** @typedef {import("../engine/engine.js").Span} Span */

/** A text-quote selector of the W3C's Web Annotation Data Model. @typedef {{ exact: string, prefix: string, suffix: string }} Selector */

/** @typedef {"content" | "cue" | "source" | "addressee" | "medium" | "when"} Role */

/**
 * A quote of `quotes.json`: one of a reading, with a selector for each of its spans.
 * @typedef {Omit<Quote, "nested"> & { nested: FiledQuote[], selectors: Record<Role, Selector[]> }} FiledQuote
 */

/**
 * What `quotes.json` holds: a reading with selectors. Its `selectors` is the version of what it adds.
 * @typedef {Omit<Reading, "quotes" | "marked"> & { selectors: 1, quotes: FiledQuote[],
 *   marked: (Reading["marked"][0] & { selector: Selector })[] }} Quotes
 */

/** A text with each run of white space as one space and without what is invisible, and its way back. @typedef {{ text: string, at: Uint32Array }} Folded */

/** How many characters of context a selector has on either side: what Hypothesis and others write. */
const CONTEXT = 32;

/** How much of the context must be left, of one whole side or of both together. By feel: a word of five may change. */
const ALIKE = 0.75;

/** A side shorter than this, at the edge of a text, says too little alone. */
const TELLING = CONTEXT / 2;

/** By how many characters the context of one place must fit better than that of any other. */
const MARGIN = 8;

/** Words in more places than these ("said" in a book) are found by their whole context only: it bounds the time. */
const MOST = 1000;

/** Of how many places, the likeliest by the characters next to the words, the context is compared in full. */
const COMPARED = 16;

/** Soft hyphens, zero-width spaces, word joiners, byte order marks. */
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;

/** The roles of a quote's words. A quote without the first three is no longer the one that was read. */
const ROLES = /** @type {const} */ (["content", "cue", "source", "addressee", "medium", "when"]);
const NEEDED = 3;

/** Deeper than any quote within quotes. */
const DEEPEST = 16;

/**
 * The selector of a span of a text. It counts characters, not UTF-16 code units.
 * @param {string} text
 * @param {Span} span
 * @returns {Selector}
 */
export function describe(text, [start, end]) {
  const before = Array.from(text.slice(Math.max(0, start - 2 * CONTEXT), start));
  const after = Array.from(text.slice(end, end + 2 * CONTEXT));
  return {
    exact: text.slice(start, end),
    prefix: before.slice(-CONTEXT).join(""),
    suffix: after.slice(0, CONTEXT).join(""),
  };
}

/**
 * Finds many selectors in a text: the span of each, null for one that is gone.
 * @param {string} text
 * @param {Selector[]} selectors
 * @param {(number | undefined)[]} [starts] where they stood when they were made: it saves time, and tells apart places
 *   with the same words around them
 * @returns {{ spans: (Span | null)[], gone: Selector[] }}
 */
export function locate(text, selectors, starts = []) {
  const page = fold(text);
  /** @type {Map<string, number[]>} */
  const places = new Map();
  // By how much the text has moved where it was last found.
  let drift = 0;
  const spans = selectors.map((selector, i) => {
    const [exact, prefix, suffix] = [selector.exact, selector.prefix, selector.suffix].map((words) => fold(words).text);
    const start = starts[i];
    const hint = start === undefined ? -1 : indexOf(page, start + drift);
    const found = exact === "" ? -1 : place(page, places, exact, prefix, suffix, hint);
    if (found < 0) return null;
    if (start !== undefined) drift = page.at[found] - start;
    return /** @type {Span} */ ([page.at[found], page.at[found + exact.length - 1] + 1]);
  });
  return { spans, gone: selectors.filter((_, i) => !spans[i]) };
}

/**
 * Turns `quotes.json` into a reading of a text, and lists the words of the quotes that are gone from it. A quote is
 * there when all of its content is, and the words that attribute it. Where else its speakers are mentioned is not known.
 * @param {string | Quotes} json the file's text, or what it parses to
 * @param {string} text
 * @returns {{ reading: Reading, gone: string[] }}
 */
export function fromQuotes(json, text) {
  const file = checked(json);
  /** @type {Selector[]} */
  const selectors = [];
  /** @type {number[]} */
  const starts = [];
  const add = (/** @type {Selector} */ selector, /** @type {Span} */ [start]) => {
    selectors.push(selector);
    starts.push(start);
  };
  const addAll = (/** @type {FiledQuote[]} */ quotes) => {
    for (const quote of quotes) {
      for (const role of ROLES) quote[role].forEach((span, i) => add(quote.selectors[role][i], span));
      addAll(quote.nested);
    }
  };
  addAll(file.quotes);
  for (const { selector, span } of file.marked) add(selector, span);

  const { spans } = locate(text, selectors, starts);
  let next = 0;
  /** @type {string[]} */
  const gone = [];
  const quoted = new Set();
  /**
   * @param {FiledQuote[]} quotes
   * @param {boolean} listed
   * @returns {Quote[]}
   */
  const found = (quotes, listed) =>
    quotes.flatMap(({ selectors, nested, ...quote }) => {
      const all = ROLES.map((role) => quote[role].map(() => spans[next++]));
      const there = all.slice(0, NEEDED).every((role) => role.every((span) => span));
      if (!there && listed) gone.push(selectors.content.map(({ exact }) => exact).join(" … "));
      const within = found(nested, there && listed);
      if (!there) return [];
      for (const speaker of quote.speakers) quoted.add(speaker);
      const roles = Object.fromEntries(ROLES.map((role, i) => [role, all[i].filter((span) => span)]));
      return [/** @type {Quote} */ ({ ...quote, ...roles, nested: within })];
    });
  const quotes = found(file.quotes, true);
  const { version, offsets, language } = file;
  return {
    reading: {
      ...{ version, offsets, language, quotes },
      speakers: file.speakers.map((speaker, i) => ({
        ...speaker,
        mentions: [],
        words: quoted.has(i) ? speaker.words : 0,
      })),
      marked: file.marked.flatMap(({ label }) => {
        const span = spans[next++];
        return span ? [{ span, label }] : [];
      }),
    },
    gone,
  };
}

/**
 * @param {string} text
 * @returns {Folded}
 */
function fold(text) {
  const folded = text.replace(INVISIBLE, "").replace(/\s+/g, " ");
  const at = new Uint32Array(folded.length + 1);
  let length = 0;
  let inSpace = false;
  for (let i = 0; i < text.length; i++) {
    const plain = text.charCodeAt(i) > 32 && text.charCodeAt(i) < 127;
    if (!plain && text[i].search(INVISIBLE) === 0) continue;
    const space = !plain && /\s/.test(text[i]);
    if (!space || !inSpace) at[length++] = i;
    inSpace = space;
  }
  at[length] = text.length;
  return { text: folded, at };
}

/**
 * Where an offset of the text lies in the folded one.
 * @param {Folded} page
 * @param {number} offset
 */
function indexOf({ at }, offset) {
  let [low, high] = [0, at.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at[middle] < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Where the words stand, -1 where they don't, or where two places are as likely.
 * @param {Folded} page
 * @param {Map<string, number[]>} places all places of words that were looked for already
 * @param {string} exact
 * @param {string} prefix
 * @param {string} suffix
 * @param {number} hint where they may be, or -1
 */
function place({ text }, places, exact, prefix, suffix, hint) {
  const whole = prefix + exact + suffix;
  if (hint >= prefix.length && text.startsWith(whole, hint - prefix.length)) return hint;
  const first = text.indexOf(whole);
  if (first >= 0) return text.indexOf(whole, first + 1) < 0 ? first + prefix.length : -1;

  let all = places.get(exact);
  if (!all) {
    all = [];
    for (let at = text.indexOf(exact); at >= 0; at = text.indexOf(exact, at + 1)) all.push(at);
    places.set(exact, all);
  }
  if (all.length > MOST) return -1;
  const run = (/** @type {number} */ at) => {
    let [before, after] = [0, 0];
    while (before < prefix.length && text[at - 1 - before] === prefix.at(-1 - before)) before++;
    while (after < suffix.length && text[at + exact.length + after] === suffix[after]) after++;
    return before + after;
  };
  if (all.length > COMPARED) {
    const runs = all.map((at) => ({ at, run: run(at) })).sort((a, b) => b.run - a.run);
    all = runs.slice(0, COMPARED).map(({ at }) => at);
  }
  const [best, second] = all
    .map((at) => {
      const end = at + exact.length;
      const before = alike(reversed(prefix), reversed(text.slice(Math.max(0, at - CONTEXT - MARGIN), at)));
      const after = alike(suffix, text.slice(end, end + CONTEXT + MARGIN));
      const sides = [
        [before, prefix.length],
        [after, suffix.length],
        [before + after, prefix.length + suffix.length],
      ];
      const fits = sides.some(([kept, of]) => of >= TELLING && kept >= ALIKE * of);
      return { at, kept: before + after, fits };
    })
    .filter(({ fits }) => fits)
    .sort((a, b) => b.kept - a.kept);
  return best && !(second && best.kept - second.kept < MARGIN) ? best.at : -1;
}

/**
 * How many characters of some context are left at the start of what stands there now: its length less the edits.
 * @param {string} context
 * @param {string} now
 */
function alike(context, now) {
  // Levenshtein's distance, a row for each character of the context; what follows it in `now` costs nothing.
  let row = Array.from({ length: now.length + 1 }, (_, j) => j);
  for (let i = 0; i < context.length; i++) {
    const above = row;
    row = [i + 1];
    for (let j = 0; j < now.length; j++) {
      row.push(Math.min(above[j] + Number(context[i] !== now[j]), above[j + 1] + 1, row[j] + 1));
    }
  }
  return context.length - Math.min(...row);
}

/** @param {string} text */
function reversed(text) {
  return text.split("").reverse().join("");
}

/**
 * The file's content where it is what `inquit extract --format quotes` writes; else an error says what is wrong.
 * @param {unknown} json
 * @returns {Quotes}
 */
function checked(json) {
  const fail = (/** @type {string} */ what, /** @type {unknown} */ cause = undefined) => {
    throw new Error(`inquit: quotes.json ${what}; write it anew by: inquit extract --format quotes`, { cause });
  };
  /** @type {any} */
  let file = json;
  if (typeof json === "string") {
    try {
      file = JSON.parse(json);
    } catch (cause) {
      fail("is no JSON", cause);
    }
  }
  if (!file || !Array.isArray(file.quotes)) fail("holds no quotes");
  if (file.selectors === undefined) fail("has no selectors, as a plain reading");
  if (file.version !== 1 || file.selectors !== 1) {
    fail(`has version ${file.version}, selectors ${file.selectors}, and this script reads 1 and 1`);
  }
  const list = (/** @type {any} */ value, /** @type {(item: any) => boolean} */ is) =>
    Array.isArray(value) && value.every(is);
  const isSpan = (/** @type {any} */ span) => list(span, Number.isInteger) && span.length === 2;
  const isSelector = (/** @type {any} */ selector) =>
    ["exact", "prefix", "suffix"].every((name) => typeof selector?.[name] === "string");
  const isName = (/** @type {any} */ name) => name === null || typeof name === "string";
  /** @type {(quote: any, depth?: number) => boolean} */
  const isQuote = (quote, depth = 0) =>
    ["direct", "indirect", "mixed"].includes(quote?.kind) &&
    ROLES.every(
      (role) =>
        list(quote[role], isSpan) &&
        list(quote.selectors?.[role], isSelector) &&
        quote[role].length === quote.selectors[role].length,
    ) &&
    quote.content.length > 0 &&
    isName(quote.speaker) &&
    list(quote.speakers, (index) => Number.isInteger(index) && index in file.speakers) &&
    depth < DEEPEST &&
    list(quote.nested, (nested) => isQuote(nested, depth + 1));
  if (file.offsets !== "utf16") fail(`counts its offsets in ${file.offsets}`);
  if (!list(file.speakers, (speaker) => typeof speaker?.name === "string" && isName(speaker.role))) {
    fail("has something among its speakers that is none");
  }
  const wrong = file.quotes.findIndex((/** @type {any} */ quote) => !isQuote(quote));
  if (wrong >= 0) fail(`has no whole quote at quotes[${wrong}]`);
  if (!list(file.marked, (marked) => isSpan(marked?.span) && isSelector(marked.selector))) {
    fail("has something among its marked stretches that is none");
  }
  return file;
}
