/** The background in Chrome, where a key of ours opens the side panel. Firefox has a key of its own for it. */
import "./background.js";

chrome.commands.onCommand.addListener(async (command, tab) => {
  // Nothing may be waited for before: the browser opens it only while it sees the reader's key.
  if (command === "panel" && tab) await chrome.sidePanel.open({ windowId: tab.windowId });
});
