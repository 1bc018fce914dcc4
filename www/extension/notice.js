/** A word to the reader at the foot of the page, where what was asked for can't be. */
import { button, fit, make, mountAbove, part } from "../shell/interface.js";

/** How long it stays, in milliseconds, so that it can be read twice. */
const STAYS = 12_000;

export class Notice {
  /** Takes it away; null while there is none. @type {(() => void) | null} */
  #unmount = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {string} words */
  show(words) {
    this.hide();
    const notice = make(
      "div",
      { class: "iq-card", role: "status", lang: "en" },
      make(
        "div",
        { class: "iq-head" },
        make("p", {}, make("strong", {}, "Inquit:"), " ", words),
        button(
          "iq-close",
          () => this.hide(),
          part("iq-unseen", "Close"),
          make("span", { class: "iq-cross", "aria-hidden": "true" }),
        ),
      ),
    );
    notice.style.inset = "auto 16px 16px auto";
    fit(notice);
    this.#unmount = mountAbove(notice, {});
    this.#timer = setTimeout(() => this.hide(), STAYS);
  }

  hide() {
    clearTimeout(this.#timer);
    this.#unmount?.();
    this.#unmount = null;
  }
}
