/**
 * Every text of the interface, in one table ready to translate. `{name}` is filled in; a text that depends on a number
 * `{n}` has a form for each plural category that the language has, as `Intl.PluralRules` names them.
 */

/** @typedef {string | Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }} Phrase */
/** @typedef {Record<keyof typeof WORDS, Phrase>} Words */
/** @typedef {(key: keyof typeof WORDS, values?: Record<string, string | number>) => string} Tell */

/** In English. */
export const WORDS = {
  /** How the interface is written: "ltr" or "rtl". */
  direction: "ltr",

  who: "Who is quoted",
  quotes: { one: "{n} quote", other: "{n} quotes" },
  words: { one: "{n} word", other: "{n} words" },
  summary: { one: "{n} quote, {people}, {words} quoted", other: "{n} quotes, {people}, {words} quoted" },
  speakers: { one: "{n} speaker", other: "{n} speakers" },
  foreign: "The text is not in English: only what stands in quotation marks was looked for.",
  none: "No quotes were found.",
  shown: { one: "{n} quote shown", other: "{n} quotes shown" },
  shownOf: { one: "{n} quote of {who} shown", other: "{n} quotes of {who} shown" },
  more: { one: "{n} more speaker", other: "{n} more speakers" },
  everybody: "Show everybody",
  kinds: "Kinds to show",
  article: "Text {n}",
  nth: "Quote {i} of {n}",
  close: "Close",
  next: "Next quote",
  previous: "Previous quote",
  keys: "Keys {next} and {previous} lead from quote to quote",
  save: "Save the quotes",
  csv: "CSV",
  jsonld: "JSON-LD",
  annotations: "Web Annotation",

  direct: "direct",
  mixed: "mixed",
  indirect: "indirect",
  directly: "Direct: the speaker’s own words",
  mixedly: "Mixed: partly the speaker’s own words",
  indirectly: "Indirect: retold in the article’s words",
  unclosed: "The quotation mark is never closed",

  unclear: "Speaker unclear",
  nobody: "Speaker not named",
  perhaps: "Perhaps {who}",

  claim: "Presented as a claim",
  concession: "Presented as an admission",
  denial: "Presented as a denial",
  question: "Asked, not stated",
  directive: "Asked for, advised or ordered",
  promise: "Promised or announced",
  belief: "A thought or belief",
  doubt: "A doubt",
  refusal: "A refusal",
  negated: "The text says that this was not said",
  unspoken: "Not said yet, or only possibly",

  kind: "Kind",
  how: "How",
  to: "To",
  when: "When",
  by: "By",
  within: "Within it",
  because: "Why",
  sure: "How sure",
  sureQuote: "{words} a quote ({percent}%)",
  sureSpeaker: "{words} this speaker ({percent}%)",
  certain: "almost surely",
  likely: "probably",
  maybe: "perhaps",
  doubtful: "doubtfully",

  copy: "Copy",
  copied: "Copied",
  link: "Copy link",
  linked: "Link copied",
  failed: "Not copied: the browser forbids it",

  marked: "In marks, but no quotes",
  scare: "the writer’s distance",
  title: "a title",
  nickname: "a nickname",
  term: "a term",
  measure: "a measure",
};

/**
 * Tells the phrases of a table in a language.
 * @param {Partial<Words>} [words] what differs from English
 * @param {string} [language] of the table, for its numbers and plurals
 * @returns {Tell}
 */
export function telling(words, language) {
  /** @type {Words} */
  const table = { ...WORDS, ...words };
  if (!words) language = "en-GB";
  const plural = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (key, values = {}) => {
    const phrase = table[key];
    const text = typeof phrase === "string" ? phrase : (phrase[plural.select(Number(values.n))] ?? phrase.other);
    return text.replace(/\{(\w+)\}/g, (_, name) => {
      const value = values[name];
      return typeof value === "number" ? numbers.format(value) : (value ?? "");
    });
  };
}
