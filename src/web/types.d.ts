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
  /** Who is quoted, for display; co-ordinated speakers joined by "and". */
  speaker: string | null;
  /** Who is quoted, as indexes into the reading's speakers: the index is the identity. */
  speakers: number[];
  /** How sure the speaker is, from 0 to 1. */
  speakerConfidence: number;
  /** Too unsure to name the speaker to a reader: show "speaker unclear". */
  unclear: boolean;
  /** Why this speaker, in a few words: plain text. */
  because: string | null;
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

/** Somebody who is quoted. */
export interface Speaker {
  /** The fullest name in the text, without title, role or party; an unnamed source keeps its words. */
  name: string;
  /** What the text says that a person is: "mayor of Lund". */
  role: string | null;
  /** A group is people as a class: voters, the two parties. */
  is: "person" | "organisation" | "document" | "group" | "unnamed";
  /** Where it is mentioned, by name, pronoun or description, in order. */
  mentions: Span[];
  /** How many words are quoted of it. */
  words: number;
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
  /** Who is quoted, in the order of their first quotes. */
  speakers: Speaker[];
  /** Stretches in quotation marks that are no quote, in reading order. */
  marked: Marked[];
}

/** What `extract` does, a step at a time. */
export class Extraction {
  /** Throws an `Error` where `text` is not a string. */
  constructor(text: string);
  /** Takes a step: the last one gives the reading, the others nothing. */
  step(): Reading | undefined;
  /** Lets go of what it holds. */
  free(): void;
}
