/** What the reader has chosen. It is kept on this device. */
import { DARK, LIGHT } from "../shell/palette.js";

/** @typedef {import("../engine/engine.js").Quote["kind"]} Kind */

/**
 * @typedef {object} Settings
 * @property {Kind[]} kinds the kinds that are marked
 * @property {number} minConfidence quotes less sure than this are not marked
 * @property {number | null} minSpeaker below this a speaker is "unclear"; where it is null, the engine judges
 * @property {boolean} hover whether pointing at a quote shows who says it
 * @property {boolean} keys whether n and p lead from quote to quote
 * @property {boolean} list whether the page has a list of its own while the side panel is closed
 * @property {string[]} light the colours on light pages: of whoever has none, and of eight speakers
 * @property {string[]} dark the same on dark ones
 */

/** @type {Settings} */
export const DEFAULTS = {
  kinds: ["direct", "mixed", "indirect"],
  minConfidence: 0,
  minSpeaker: null,
  hover: true,
  keys: false,
  list: true,
  light: LIGHT,
  dark: DARK,
};

/** @returns {Promise<Settings>} */
export async function settings() {
  const { settings } = await chrome.storage.local.get("settings");
  return { ...DEFAULTS, .../** @type {Partial<Settings>} */ (settings) };
}

/** Changes are kept one by one, so that no two overwrite each other. */
let keeping = Promise.resolve();

/** @param {Partial<Settings>} changed */
export function change(changed) {
  keeping = keeping.then(async () => {
    await chrome.storage.local.set({ settings: { ...(await settings()), ...changed } });
  });
  return keeping;
}

/** Everything as it was at first. */
export async function reset() {
  await chrome.storage.local.remove("settings");
}

/**
 * Tells of every change.
 * @param {(settings: Settings) => void} changed
 */
export function whenChanged(changed) {
  chrome.storage.local.onChanged.addListener(async (changes) => {
    if ("settings" in changes) changed(await settings());
  });
}
