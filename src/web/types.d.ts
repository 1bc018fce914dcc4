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
  /** A quotation mark opens and none closes it. */
  unclosed: boolean;
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
}
