/** The editor's word goes before the engine's: who speaks in a part of the page. */

/** @typedef {import("../engine/engine.js").Quote} Quote */
/** @typedef {import("../engine/engine.js").Reading} Reading */
/** @typedef {import("../engine/engine.js").Span} Span */

/** A stretch of the text of which the page says who speaks in it. @typedef {{ name: string, span: Span }} Named */

/** Why a quote has the speaker that the page gives it. */
const BECAUSE = "named by the editor";

/**
 * The reading with the speakers that the page names: quotes that stand within a named stretch have that speaker for
 * certain. A name that is in the table already is that speaker. Whoever is quoted no more leaves the table.
 * @param {Reading} reading
 * @param {string} text
 * @param {Named[]} named in the order of their beginnings: of two that hold a quote, the later stands within the other
 * @returns {Reading}
 */
export function settle(reading, text, named) {
  if (named.length === 0) return reading;
  const speakers = reading.speakers.map((speaker) => ({ ...speaker }));

  /** @param {string} name */
  const indexOf = (name) => {
    const at = speakers.findIndex((speaker) => plain(speaker.name) === plain(name));
    return at >= 0 ? at : speakers.push({ name, role: null, is: "person", mentions: [], words: 0 }) - 1;
  };

  const quotes = reading.quotes.flatMap((quote) => {
    const parts = cut(quote, text, named);
    if (parts.length === 1 && !parts[0].name) return quote;
    const count = (/** @type {number} */ index, /** @type {number} */ words) => {
      speakers[index].words = Math.max(0, speakers[index].words + words);
    };
    return parts.map(({ name, part }) => {
      if (name === undefined) return part;
      const speaker = indexOf(name);
      const words = wordsOf(part, text);
      for (const before of quote.speakers) count(before, -words);
      count(speaker, words);
      return {
        ...part,
        speaker: speakers[speaker].name,
        speakers: [speaker],
        speakerConfidence: 1,
        unclear: false,
        because: BECAUSE,
      };
    });
  });
  return { ...reading, ...renumbered(quotes, speakers) };
}

/**
 * The quote in as many parts as the page gives its words to speakers, each with the name: the engine may have taken what
 * two say one after the other for one quote.
 * @param {Quote} quote
 * @param {string} text
 * @param {Named[]} named
 * @returns {{ name?: string, part: Quote }[]}
 */
function cut(quote, text, named) {
  const ownerOf = (/** @type {Span} */ span) => named.findLast((stretch) => within(span, stretch.span));
  /** @type {Map<Named | undefined, Span[]>} */
  const contents = new Map();
  for (const [from, to] of quote.content) {
    const borders = named.flatMap(({ span }) => span).filter((border) => from < border && border < to);
    const places = [from, ...borders.sort((a, b) => a - b), to];
    for (let i = 1; i < places.length; i++) {
      const words = text.slice(places[i - 1], places[i]);
      if (!/[\p{L}\p{N}]/u.test(words)) continue;
      const start = places[i - 1] + words.length - words.trimStart().length;
      /** @type {Span} */
      const piece = [start, start + words.trim().length];
      const owner = ownerOf(piece);
      contents.set(owner, [...(contents.get(owner) ?? []), piece]);
    }
  }
  if (contents.size < 2) return [{ name: [...contents.keys()][0]?.name, part: quote }];
  return [...contents].map(([owner, content]) => {
    const its = (/** @type {Span} */ span) => ownerOf(span) === owner;
    const { cue, source, addressee, medium, when, nested } = quote;
    const roles = Object.fromEntries(
      Object.entries({ cue, source, addressee, medium, when }).map(([role, spans]) => [role, spans.filter(its)]),
    );
    return {
      name: owner?.name,
      part: {
        ...quote,
        kind: kindOf(content.map((span) => text.slice(...span))),
        content,
        ...roles,
        nested: nested.filter((q) => its(q.content[0])),
      },
    };
  });
}

/**
 * The kind of a quote by the marks around its words and in them.
 * @param {string[]} contents
 * @returns {Quote["kind"]}
 */
function kindOf(contents) {
  if (contents.every((words) => /^[“"‘'«„].*[”"’'»“][.,]?$/su.test(words))) return "direct";
  return contents.some((words) => /[“”"«»„]/u.test(words)) ? "mixed" : "indirect";
}

/**
 * The quotes with a table of those alone who are quoted in them, in the order of their first quotes.
 * @param {Quote[]} quotes
 * @param {Reading["speakers"]} speakers
 */
function renumbered(quotes, speakers) {
  /** @type {Map<number, number>} */
  const moved = new Map();
  /** @type {(quotes: Quote[]) => void} */
  const number = (quotes) => {
    for (const { speakers, nested } of quotes) {
      for (const old of speakers) if (!moved.has(old)) moved.set(old, moved.size);
      number(nested);
    }
  };
  number(quotes);
  /** @type {(quote: Quote) => Quote} */
  const moving = (quote) => ({
    ...quote,
    speakers: quote.speakers.map((old) => moved.get(old) ?? old),
    nested: quote.nested.map(moving),
  });
  return { quotes: quotes.map(moving), speakers: [...moved.keys()].map((old) => speakers[old]) };
}

/**
 * @param {Span} inner
 * @param {Span} outer
 */
function within(inner, outer) {
  return outer[0] <= inner[0] && inner[1] <= outer[1];
}

/** @param {string} name */
function plain(name) {
  return name.trim().replace(/\s+/g, " ").toLowerCase();
}

/**
 * @param {Quote} quote
 * @param {string} text
 */
function wordsOf(quote, text) {
  return quote.content.flatMap((span) => text.slice(...span).match(/[\p{L}\p{N}][^\s]*/gu) ?? []).length;
}
