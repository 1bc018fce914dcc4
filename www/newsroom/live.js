/** The live page: an application in React whose articles come, change and go. It knows nothing of Inquit. */
import { createElement as h, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";

/** @typedef {{ time: string, title: string, text: string[], key: boolean }} Entry */

/** What is told during the day, the first first. @type {Entry[]} */
const ENTRIES = [
  {
    time: "10.02",
    title: "The hearing opens",
    text: [
      "The inquiry into the loss of the Lady Maud is under way. Its chair, Judge Honor Pryce, said that she would hear the former manager first and the crew tomorrow.",
    ],
    key: false,
  },
  {
    time: "10.20",
    title: "“I signed what I was given”",
    text: [
      "Gareth Moyle, who ran the ferry company until May, told the inquiry that he had never read the survey. “I signed what I was given,” he said.",
      "Pryce asked him who had given it to him. Moyle said he could not remember.",
    ],
    key: true,
  },
  {
    time: "11.05",
    title: "The engineer’s letter",
    text: [
      "A letter from the ship’s engineer, Sunniva Dahl, has been read out. “The pump will not last the winter,” it says. “I have told you this twice.”",
    ],
    key: true,
  },
  {
    time: "11.40",
    title: "Moyle: no money was refused",
    text: ["Moyle denies that the company refused to pay for a new pump. He insists that nobody had asked it to."],
    key: false,
  },
];

/** Every so many milliseconds the next entry comes: faster than in a real hearing. */
const EVERY = 4000;

function Live() {
  const [count, setCount] = useState(2);
  const [keyOnly, setKeyOnly] = useState(false);
  const [now, setNow] = useState(0);
  useEffect(() => {
    const next = setInterval(() => setCount((count) => Math.min(count + 1, ENTRIES.length)), EVERY);
    // A clock in the article, as live pages have.
    const clock = setInterval(() => setNow((now) => now + 1), 1000);
    return () => [next, clock].forEach(clearInterval);
  }, []);
  const entries = ENTRIES.slice(0, count).filter(({ key }) => key || !keyOnly);
  return h(
    "article",
    null,
    h("div", { className: "kicker" }, "Live"),
    h("h1", null, "The ferry inquiry, as it happens"),
    h("p", { className: "byline" }, "At the Corn Hall: Ansel Pike. ", h("span", null, `Updated ${now} s ago`)),
    h(
      "div",
      { className: "tools", "data-inquit-ignore": true },
      h("button", { type: "button", "aria-pressed": keyOnly, onClick: () => setKeyOnly(!keyOnly) }, "Key moments only"),
    ),
    entries.toReversed().map(({ time, title, text }) =>
      h(
        "section",
        { key: time, className: "entry" },
        h("time", null, time),
        h("h2", null, title),
        text.map((paragraph, i) => h("p", { key: i }, paragraph)),
      ),
    ),
  );
}

const place = document.getElementById("live");
if (place) createRoot(place).render(h(Live));
