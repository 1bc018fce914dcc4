/** Who is quoted on a page, over all of its annotated parts. */
import { coloursOf } from "./palette.js";

/** @typedef {import("../engine/engine.js").Quote} Quote */
/** @typedef {import("../engine/engine.js").Reading} Reading */
/** @typedef {import("../engine/engine.js").Span} Span */

/**
 * What the card and the panel need of an annotation.
 * @typedef {object} Annotated
 * @property {Element} root
 * @property {string} [url] the address of the page that it came with, where it is another than the page's now
 * @property {string} [title] the title of that page
 * @property {string} text
 * @property {Reading} reading
 * @property {Quote[]} quotes those of the reading that may be drawn
 * @property {(spans: Span[]) => string} words
 * @property {(spans: Span[]) => AbstractRange[]} ranges
 * @property {(quote: Quote | null) => void} activate
 * @property {(wanted: (quote: Quote) => boolean) => void} show
 * @property {(quote: Quote) => Promise<void> | void} scrollTo
 * @property {(x: number, y: number) => Quote | null} quoteAt
 */

/** A quote and where it is from. @typedef {{ annotation: Annotated, quote: Quote }} Entry */

/**
 * Somebody who is quoted. Number and name are missing of the two who stand for all quotes without a speaker, and for
 * all of whom the speaker is unclear.
 * @typedef {object} Person
 * @property {string} name
 * @property {"unclear" | "nobody" | null} nameless
 * @property {string | null} role
 * @property {number} number by how much is quoted, from 1; 0 of the nameless
 * @property {number} colour
 * @property {number} words
 * @property {Entry[]} entries
 */

/**
 * Everybody who is quoted, whoever has most words first and the nameless last, and who each quote is of.
 * @param {Annotated[]} annotations
 */
export function castOf(annotations) {
  /** @type {Person[]} */
  const people = [];
  /** @type {Map<Quote, Person[]>} */
  const of = new Map();
  /** Who is known by a full name is the same person in every part of the page. @type {Map<string, Person>} */
  const named = new Map();
  /** @type {Partial<Record<"unclear" | "nobody", Person>>} */
  const nameless = {};

  /**
   * @param {string} name
   * @param {Person["nameless"]} why
   * @param {string | null} role
   * @param {number} colour
   */
  const add = (name, why, role, colour) => {
    const person = { name, nameless: why, role, number: 0, colour, words: 0, entries: [] };
    people.push(person);
    return person;
  };

  for (const annotation of annotations) {
    const { speakers = [] } = annotation.reading;
    const colours = coloursOf(speakers);
    /** @type {Map<number, Person>} */
    const known = new Map();
    const person = (/** @type {number} */ index) => {
      const { name, role, is } = speakers[index];
      let found = known.get(index);
      const shared = is === "unnamed" || is === "group" ? undefined : named.get(name);
      // Two of one name in one text are two.
      if (!found && shared && ![...known.values()].includes(shared)) found = shared;
      found ??= add(name, null, role, colours[index]);
      found.role ??= role;
      known.set(index, found);
      if (is !== "unnamed" && is !== "group" && !named.has(name)) named.set(name, found);
      return found;
    };
    for (const quote of annotation.quotes) {
      const why = quote.unclear ? "unclear" : quote.speakers?.length ? null : "nobody";
      const speaking = why
        ? [(nameless[why] ??= add("", why, null, 0))]
        : [...new Set(quote.speakers.map((index) => person(index)))];
      const words = annotation.words(quote.content).match(/[\p{L}\p{N}]\S*/gu)?.length ?? 0;
      for (const one of speaking) {
        one.words += words;
        one.entries.push({ annotation, quote });
      }
      of.set(quote, speaking);
    }
  }
  people.sort((a, b) => Number(Boolean(a.nameless)) - Number(Boolean(b.nameless)) || b.words - a.words);
  people.forEach((person, index) => (person.number = person.nameless ? 0 : index + 1));
  return { people, of };
}
