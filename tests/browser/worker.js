// A worker for the tests, in the engine's place: it answers by what the text begins with.
addEventListener("message", ({ data: { id, text } }) => {
  if (text.startsWith("break")) throw new Error("broken on purpose");
  if (text.startsWith("refuse")) postMessage({ id, error: new Error("refused on purpose") });
  else if (!text.startsWith("wait"))
    postMessage({ id, reading: { version: 1, offsets: "utf16", quotes: marked(text) } });
});

/**
 * Three quotes, one a kind, where the text has them: d[direct] m[mixed] i[indirect], each with s[source] and c[cue].
 * @param {string} text
 */
function marked(text) {
  /** @type {Record<string, string>} */
  const kinds = { d: "direct", m: "mixed", i: "indirect" };
  return [...text.matchAll(/([dmi])\[(.*?)\](?: s\[(.*?)\])?(?: c\[(.*?)\])?/dg)].map(({ 1: kind, indices }) => ({
    kind: kinds[kind],
    content: [indices?.[2]],
    source: indices?.[3] ? [indices[3]] : [],
    cue: indices?.[4] ? [indices[4]] : [],
    speaker: null,
    unclosed: false,
  }));
}

postMessage({ ready: true });
