/** The extension's manifest: one for both browsers, but for what each calls by a name of its own. */

/** What the toolbar's button says. */
const TITLE = "Mark the quotations on this page";

/**
 * @param {"chrome" | "firefox"} browser
 * @param {string} version
 */
export function manifestFor(browser, version) {
  const firefox = browser === "firefox";
  return {
    manifest_version: 3,
    name: "Inquit: who is quoted",
    short_name: "Inquit",
    version,
    description: "Marks every quotation in a news article and says who said it. Nothing leaves your device.",
    icons: icons([16, 32, 48, 128]),
    action: { default_title: TITLE, default_icon: icons([16, 32]) },
    // The page that the reader clicked on, and no other, until its tab goes elsewhere.
    permissions: ["activeTab", "scripting", "storage", ...(firefox ? [] : ["sidePanel"])],
    // Asked for one by one, where the reader wants a site to be marked always.
    optional_host_permissions: ["https://*/*", "http://*/*"],
    background: firefox
      ? { scripts: ["background.js"], type: "module" }
      : { service_worker: "background.js", type: "module" },
    // The engine is WebAssembly. Nothing may be loaded from elsewhere.
    content_security_policy: {
      extension_pages:
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self'",
    },
    options_ui: { page: "options.html", open_in_tab: true },
    commands: {
      _execute_action: { suggested_key: { default: "Alt+Shift+Q" } },
      [firefox ? "_execute_sidebar_action" : "panel"]: {
        suggested_key: { default: "Alt+Shift+L" },
        description: "Show who is quoted",
      },
      next: { suggested_key: { default: "Alt+Shift+Period" }, description: "Go to the next quotation" },
      previous: { suggested_key: { default: "Alt+Shift+Comma" }, description: "Go to the previous quotation" },
    },
    ...(firefox
      ? {
          sidebar_action: {
            default_panel: "panel.html",
            default_title: "Who is quoted",
            default_icon: icons([16, 32]),
            open_at_install: false,
          },
          browser_specific_settings: {
            gecko: {
              id: "inquit@inquit.example",
              // The oldest with underlined highlights and style sheets in a content script's shadow tree that it is tested in.
              strict_min_version: "153.0",
              data_collection_permissions: { required: ["none"] },
            },
          },
        }
      : {
          side_panel: { default_path: "panel.html" },
          // Since then the styles of highlights inherit.
          minimum_chrome_version: "131",
        }),
  };
}

/** @param {number[]} sizes */
function icons(sizes) {
  return Object.fromEntries(sizes.map((size) => [size, `icons/${size}.png`]));
}
