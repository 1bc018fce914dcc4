/** The options page. */
import { make } from "../shell/interface.js";
import { find } from "./pages.js";
import { change, reset, settings, whenChanged } from "./settings.js";
import { allow, allowed, forget } from "./sites.js";

/** @typedef {import("./settings.js").Kind} Kind */
/** @typedef {import("./settings.js").Settings} Settings */

const kinds = /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll("#kinds input")]);
const confidence = find("#confidence", HTMLSelectElement);
const speaker = find("#speaker", HTMLSelectElement);
const switches = /** @type {const} */ (["list", "hover", "keys"]);
const schemes = /** @type {const} */ (["light", "dark"]);
const said = find("#said");

for (const box of kinds) {
  box.addEventListener("change", () => {
    const chosen = kinds.filter(({ checked }) => checked);
    // Nothing at all would be no setting but an extension that does not work.
    if (chosen.length === 0) box.checked = true;
    else change({ kinds: chosen.map(({ value }) => /** @type {Kind} */ (value)) });
  });
}
confidence.addEventListener("change", () => change({ minConfidence: Number(confidence.value) }));
speaker.addEventListener("change", () => change({ minSpeaker: speaker.value ? Number(speaker.value) : null }));
for (const name of switches) {
  const box = find(`#${name}`, HTMLInputElement);
  box.addEventListener("change", () => change({ [name]: box.checked }));
}
find("#reset").addEventListener("click", reset);

for (const scheme of schemes) {
  const inputs = Array.from({ length: 9 }, (_, i) =>
    make("input", {
      type: "color",
      "aria-label": i === 0 ? "Everybody else" : `Speaker ${i}`,
      change: () => change({ [scheme]: inputs.map(({ value }) => value) }),
    }),
  );
  find(`#${scheme}`).append(...inputs.map((input, i) => make("label", {}, input, i === 0 ? "–" : String(i))));
}

find("#add").addEventListener("submit", async (event) => {
  event.preventDefault();
  const field = find("#site", HTMLInputElement);
  const typed = field.value.trim();
  const address = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`;
  if (!typed || !URL.canParse(address) || !/[^.]\.[^.]|^localhost$/.test(new URL(address).hostname)) {
    said.textContent = "Type a site’s address, such as news.example.org.";
    return field.focus();
  }
  said.textContent = "";
  if (await allow(address)) field.value = "";
  else said.textContent = "The browser was not allowed to: nothing has changed.";
});

/** @param {Settings} settings */
function show(settings) {
  for (const box of kinds) box.checked = settings.kinds.includes(/** @type {Kind} */ (box.value));
  confidence.value = String(settings.minConfidence);
  speaker.value = settings.minSpeaker === null ? "" : String(settings.minSpeaker);
  for (const name of switches) find(`#${name}`, HTMLInputElement).checked = settings[name];
  for (const scheme of schemes) {
    document.querySelectorAll(`#${scheme} input`).forEach((input, i) => {
      /** @type {HTMLInputElement} */ (input).value = settings[scheme][i];
    });
  }
}

async function showSites() {
  const sites = await allowed();
  find("#sites").replaceChildren(
    ...sites.map((site) => {
      const name = site.replace(/\/\*$/, "").replace(/^https:\/\//, "");
      return make(
        "li",
        {},
        make("span", {}, name),
        make("button", { type: "button", "aria-label": `Remove ${name}`, click: () => forget(site) }, "Remove"),
      );
    }),
  );
}

async function showCommands() {
  const commands = await chrome.commands.getAll();
  const keys = commands.filter(({ shortcut }) => shortcut);
  const title = (/** @type {chrome.commands.Command} */ { name, description }) =>
    name === "_execute_action" ? "mark the page" : (description ?? "").toLowerCase();
  find("#commands").replaceChildren(
    ...keys.flatMap((command, i) => [
      i > 0 ? "; " : "Everywhere: ",
      make("kbd", {}, command.shortcut ?? ""),
      ` to ${title(command).replace(/^to /, "")}`,
    ]),
    keys.length > 0 ? ". Your browser’s page of extensions lets you choose others." : "",
  );
}

whenChanged(show);
chrome.permissions.onAdded.addListener(showSites);
chrome.permissions.onRemoved.addListener(showSites);
show(await settings());
await Promise.all([showSites(), showCommands()]);
