/** A half-open range [start, end) of the text given, in UTF-16 code units: `text.slice(...span)`. */
export type Span = [start: number, end: number];

/** One quotation. */
export interface Quote {
  /** Direct: all of the content stands in quotation marks; indirect: none; mixed: a part. */
  kind: "direct" | "indirect" | "mixed";
  /** What was said; several spans where a cue splits it. */
  content: Span[];
  /** The words that attribute it ("said", "according to"). */
  cue: Span[];
  /** The words that name the source. */
  source: Span[];
  /** Who is quoted, for display. */
  speaker: string | null;
  /** The chance that content and source are right; absent where no model judged. */
  confidence?: number;
  /** A quotation mark opens and none closes it. */
  unclosed: boolean;
  /** How the text presents it: alleged, admitted, denied, asked ... */
  stance:
    | "neutral"
    | "claim"
    | "concession"
    | "denial"
    | "question"
    | "directive"
    | "promise"
    | "belief"
    | "doubt"
    | "refusal";
  /** The text says that the source did not say it. */
  negated: boolean;
  /** It is yet to be said, or only might be. */
  unspoken: boolean;
  /** The words that name whom it was said to. */
  addressee: Span[];
  /** The words that say by what means: "in a letter", "tweeted". */
  medium: Span[];
  /** The words that say when. */
  when: Span[];
  /** The quotes within its content. */
  nested: Quote[];
}

/** A stretch in quotation marks that is no quote, or a measure with primes. */
export interface Marked {
  span: Span;
  label: "scare" | "title" | "nickname" | "term" | "measure";
}

/** What was found in a text. */
export interface Reading {
  /** Of this shape. */
  version: 1;
  /** The unit of every offset. */
  offsets: "utf16";
  /** English, or undetermined: any other, of which only what stands in quotation marks is given. */
  language: "en" | "und";
  /** In reading order. */
  quotes: Quote[];
  /** Stretches in quotation marks that are no quote, in reading order. */
  marked: Marked[];
}
