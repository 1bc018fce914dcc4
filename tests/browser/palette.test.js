// The eight colours of the speakers, seen by people with and without colour blindness.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DARK, LIGHT, TINTS, coloursOf, lightness } from "../../www/shell/palette.js";

/** @typedef {import("../../www/engine/engine.js").Speaker} Speaker */
/** @typedef {[number, number, number]} Triple */

/** Machado, Oliveira, Fernandes 2009, severity 1, on linear light. @type {Record<string, Triple[] | null>} */
const EYES = {
  "colour vision": null,
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** Björn Ottosson's Oklab: linear light to cones, their cube roots to lightness and two colour axes. @type {[Triple[], Triple[]]} */
const OKLAB = [
  [
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
  ],
  [
    [0.2104542553, 0.793617785, -0.0040720468],
    [1.9779984951, -2.428592205, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.808675766],
  ],
];

/**
 * @param {Triple[]} matrix
 * @param {Triple} vector
 */
const times = (matrix, vector) =>
  /** @type {Triple} */ (matrix.map((row) => row.reduce((sum, factor, i) => sum + factor * vector[i], 0)));

/** @param {string} hex */
const light = (hex) =>
  /** @type {Triple} */ (
    [1, 3, 5].map((at) => {
      const value = parseInt(hex.slice(at, at + 2), 16) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    })
  );

/** @param {string} hex */
const luminance = (hex) => times([[0.2126, 0.7152, 0.0722]], light(hex))[0] + 0.05;

/**
 * @param {string} a
 * @param {string} b
 */
const contrast = (a, b) => Math.max(luminance(a), luminance(b)) / Math.min(luminance(a), luminance(b));

/**
 * How far apart two colours look, in Oklab: 0.02 is about what can just be told.
 * @param {string} a
 * @param {string} b
 * @param {Triple[] | null} eye
 */
function distance(a, b, eye) {
  const [x, y] = [a, b].map((hex) => {
    const seen = /** @type {Triple} */ (
      (eye ? times(eye, light(hex)) : light(hex)).map((value) => Math.min(1, Math.max(0, value)))
    );
    return times(OKLAB[1], /** @type {Triple} */ (times(OKLAB[0], seen).map(Math.cbrt)));
  });
  return Math.hypot(...x.map((value, i) => value - y[i]));
}

for (const [name, set, papers] of /** @type {[string, string[], string[]][]} */ ([
  ["light", LIGHT, ["#ffffff", "#fbfaf6"]],
  ["dark", DARK, ["#000000", "#171614", "#2a2a2a"]],
])) {
  test(`the lines stand out from ${name} paper`, () => {
    assert.equal(set.length, 9);
    for (const colour of set)
      for (const paper of papers) assert.ok(contrast(colour, paper) >= 3, `${colour} on ${paper}: WCAG 1.4.11`);
  });

  for (const [eye, matrix] of Object.entries(EYES)) {
    test(`with ${eye} no two of the eight ${name} colours look alike`, () => {
      const eight = set.slice(1);
      const pairs = eight.flatMap((a, i) => eight.slice(i + 1).map((b) => /** @type {const} */ ([a, b])));
      const near = pairs.filter(([a, b]) => distance(a, b, matrix) < 0.11);
      assert.deepEqual(near, []);
    });
  }
}

/**
 * A paper with some of a colour laid over it, as `color-mix` in sRGB does.
 * @param {string} paper
 * @param {string} colour
 * @param {number} share in per cent
 */
const over = (paper, colour, share) =>
  `#${[1, 3, 5]
    .map((at) => {
      const [below, above] = [paper, colour].map((hex) => parseInt(hex.slice(at, at + 2), 16));
      return Math.round(below + ((above - below) * share) / 100)
        .toString(16)
        .padStart(2, "0");
    })
    .join("")}`;

for (const [name, set, paper, ink, quiet, [quoted, source, active]] of /** @type {const} */ ([
  ["light", LIGHT, "#ffffff", "#222222", "#595959", TINTS.light],
  ["dark", DARK, "#171614", "#e9e4d9", "#b0b0b0", TINTS.dark],
])) {
  test(`text on ${name} tints can be read`, () => {
    for (const colour of set) {
      const tinted = over(paper, colour, quoted);
      assert.ok(
        contrast(quiet, tinted) >= 4.5,
        `${colour}: a quote in a page's greyest ink, ${contrast(quiet, tinted)}`,
      );
      const chosen = contrast(ink, over(tinted, colour, active));
      assert.ok(chosen >= 4.5, `${colour}: the chosen quote in plain ink, ${chosen}`);
      assert.ok(contrast(quiet, over(paper, colour, source)) >= 4.5, `${colour}: a source`);
    }
  });
}

test("the eight who are quoted most have a colour each, and keep it", () => {
  const speaker = (/** @type {string} */ name, /** @type {number} */ words) =>
    /** @type {Speaker} */ ({ name, words, role: null, is: "person", mentions: [] });
  const many = [..."abcdefghij"].map((name, i) => speaker(name, name === "c" || name === "d" ? 1 : 20 - i));
  const colours = coloursOf(many);
  assert.deepEqual(colours, [1, 2, 0, 0, 3, 4, 5, 6, 7, 8]);
  assert.equal(coloursOf(many), colours);
  assert.deepEqual(coloursOf([speaker("new", 5), speaker("e", 3), speaker("a", 1)]), [2, 3, 1]);
  assert.deepEqual(coloursOf([speaker("newer", 5), speaker("e", 3)]), [1, 3]);
  assert.deepEqual(coloursOf([speaker("newest", 5)]), [3], "a colour that is rare so far");
});

test("light ink is told from dark in every notation", () => {
  const inks = ["rgb(238, 238, 238)", "rgba(255, 255, 255, 0.87)", "oklch(0.93 0.01 90)", "oklab(0.9 0 0 / 0.9)"];
  inks.push("lab(92.1 0 0)", "lch(92 1 80)", "color(srgb 0.9 0.9 0.85)", "color(display-p3 0.9 0.88 0.8)");
  for (const ink of inks) assert.ok(lightness(ink) > 0.8, ink);
  const dark = ["rgb(34, 34, 34)", "oklch(0.25 0.01 90)", "lab(12 1 -3)", "color(srgb 0.1 0.1 0.1)", "", "nonsense"];
  for (const ink of dark) assert.ok(lightness(ink) < 0.3, ink);
});
