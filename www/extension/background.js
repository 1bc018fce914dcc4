/** The background: runs the engine, turns pages on and off, and keeps the button's badge. It sleeps when nobody asks. */
import init, { extract } from "../engine/engine.js";
import { highlightStyles, recolour } from "../shell/palette.js";
import { why } from "../shell/say.js";

/** @typedef {import("./messages.js").Colours} Colours */
/** @typedef {import("./messages.js").Message} Message */
/** @typedef {import("./messages.js").PageMessage} PageMessage */
/** @typedef {import("./messages.js").StateMessage} StateMessage */

const TITLE = "Mark the quotations on this page";
const REFUSED = "Inquit may not run on this page";

/** Where styles of highlights inherit, rules for the root alone do, and cost a fifth of rules for all elements: not in Firefox. */
const ROOT = "sidePanel" in chrome ? ":root" : "";

/**
 * Milliseconds until a page is asked once more: a busy Chrome (156) refuses one click in a hundred on a page that it opens to
 * it just then, and a moment later no more.
 */
const MOMENT = 300;

/** The name under which the sites that are always on have their script. */
const ALWAYS = "always";

chrome.action.onClicked.addListener(async ({ id }) => {
  if (id !== undefined) await toggle(id);
});

chrome.commands.onCommand.addListener(async (command, tab) => {
  if (tab?.id !== undefined && (command === "next" || command === "previous"))
    await tell(tab.id, { is: "step", way: command === "next" ? 1 : -1 });
});

chrome.runtime.onMessage.addListener((message, sender, respond) => {
  answer(message, sender).then(respond, (error) => respond({ error: why(error) }));
  // The answer comes later.
  return true;
});

chrome.runtime.onInstalled.addListener(keepAlways);
chrome.runtime.onStartup.addListener(keepAlways);
chrome.permissions.onAdded.addListener(keepAlways);
chrome.permissions.onRemoved.addListener(keepAlways);

/**
 * @param {Message} message
 * @param {chrome.runtime.MessageSender} sender
 */
async function answer(message, { tab, frameId: frame = 0 }) {
  switch (message.is) {
    case "text":
      return { reading: await read(message.text) };
    case "styles":
      if (tab?.id !== undefined) await style(tab.id, frame, message);
      return { frame };
    case "state":
      if (tab?.id !== undefined) await keep(tab.id, frame, message);
      return {};
    case "toggle":
      return toggle(message.tab);
  }
}

/** @type {Promise<unknown> | null} */
let engine = null;

function start() {
  return (engine ??= init({ module_or_path: fetch(chrome.runtime.getURL("engine.wasm")) }));
}

/** @param {string} text */
async function read(text) {
  try {
    await start();
    return extract(text);
  } catch (error) {
    // What broke once may be broken for good: the next asks a new one.
    engine = null;
    throw error;
  }
}

/**
 * Marks a page that is not marked, and takes the marks off one that is.
 * @param {number} tab
 */
async function toggle(tab) {
  const { on } = (await tell(tab, { is: "on?" }, { frameId: 0 })) ?? { on: false };
  if (on) {
    await tell(tab, { is: "turn off" });
    return { on: false };
  }
  // It will be asked soon: a failure is told then.
  start().catch(() => {});
  try {
    await inject(tab).catch(async () => {
      await new Promise((later) => setTimeout(later, MOMENT));
      await inject(tab);
    });
    return { on: true };
  } catch {
    await refuse(tab);
    return { refused: true };
  }
}

/** @param {number} tab */
function inject(tab) {
  return chrome.scripting.executeScript({ target: { tabId: tab, allFrames: true }, files: ["content.js"] });
}

/**
 * Says plainly that a page is closed to extensions.
 * @param {number} tab
 */
async function refuse(tab) {
  await badge(tab, "–", REFUSED);
  await chrome.action.setPopup({ tabId: tab, popup: "refused.html" });
  // Where the browser does not open it by itself, the next click does.
  await chrome.action.openPopup().catch(() => {});
}

/**
 * @param {number} tab
 * @param {PageMessage} message
 * @param {chrome.tabs.MessageSendOptions} [options]
 * @returns {Promise<{ on: boolean } | undefined>} undefined where no page listens
 */
function tell(tab, message, options = {}) {
  return chrome.tabs.sendMessage(tab, message, options).catch(() => undefined);
}

/**
 * Gives a frame the styles of the marks, or takes them away.
 * @param {number} tab
 * @param {number} frame
 * @param {{ on: boolean, colours: Colours }} styles
 */
async function style(tab, frame, { on, colours }) {
  recolour(colours.light, colours.dark);
  const injection = {
    target: { tabId: tab, frameIds: [frame] },
    css: highlightStyles().replaceAll("::highlight(", `${ROOT}::highlight(`),
  };
  await (on ? chrome.scripting.insertCSS(injection) : chrome.scripting.removeCSS(injection));
}

/** What the frames of the tabs have told is kept one by one, so that no two overwrite each other. */
let keeping = Promise.resolve();

/**
 * Keeps what a frame tells, and counts the quotes of all in the badge.
 * @param {number} tab
 * @param {number} frame
 * @param {StateMessage} message
 */
async function keep(tab, frame, { state, quotes, page }) {
  keeping = keeping
    .then(async () => {
      const name = `tab ${tab}`;
      const stored = await chrome.storage.session.get(name);
      // A new page's own frame comes first.
      const frames = /** @type {Record<number, { state: string, quotes: number, page: number }>} */ (
        frame === 0 && state === "reading" ? {} : (stored[name] ?? {})
      );
      // A page that is left may say so when the next one has told of itself already.
      if (state === "off" && frames[frame] && frames[frame].page !== page) return;
      if (state === "off") delete frames[frame];
      else frames[frame] = { state, quotes, page };
      await (Object.keys(frames).length > 0
        ? chrome.storage.session.set({ [name]: frames })
        : chrome.storage.session.remove(name));
      const told = Object.values(frames);
      if (told.length === 0) return badge(tab, "", TITLE);
      const n = told.reduce((sum, { quotes }) => sum + quotes, 0);
      if (n > 0)
        return badge(tab, n > 999 ? "999+" : String(n), `${n === 1 ? "1 quotation" : `${n} quotations`} marked`);
      if (told.some(({ state }) => state === "reading")) return badge(tab, "…", "Reading");
      if (told.some(({ state }) => state === "failed")) return badge(tab, "!", "The page could not be read");
      if (told.some(({ state }) => state !== "none")) return badge(tab, "0", "No quotations found");
      return badge(tab, "–", "No article found on this page");
    })
    // A tab that was closed has no badge.
    .catch(() => {});
  await keeping;
}

chrome.tabs.onRemoved.addListener((tab) => chrome.storage.session.remove(`tab ${tab}`));

/**
 * @param {number} tabId
 * @param {string} text
 * @param {string} title
 */
async function badge(tabId, text, title) {
  await Promise.all([
    chrome.action.setBadgeText({ tabId, text }),
    chrome.action.setBadgeBackgroundColor({ tabId, color: "#1f1d1a" }),
    chrome.action.setBadgeTextColor({ tabId, color: "#fffefb" }),
    chrome.action.setTitle({ tabId, title: `Inquit: ${title}` }),
  ]);
}

/** Lets the content script run by itself on the sites that the reader has allowed for good, and on no other. */
async function keepAlways() {
  keeping = keeping
    .then(async () => {
      const { origins: matches = [] } = await chrome.permissions.getAll();
      const there = await chrome.scripting.getRegisteredContentScripts({ ids: [ALWAYS] });
      if (there.length > 0) await chrome.scripting.unregisterContentScripts({ ids: [ALWAYS] });
      if (matches.length === 0) return;
      await chrome.scripting.registerContentScripts([
        {
          id: ALWAYS,
          matches,
          js: ["content.js"],
          allFrames: true,
          runAt: "document_idle",
          persistAcrossSessions: true,
        },
      ]);
    })
    .catch((error) => console.error(`inquit: ${why(error)}`));
  await keeping;
}
