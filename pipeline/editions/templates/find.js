"use strict";
/* Words are found without case, diacritics and the shape of apostrophes, as parts of words: "friesl" in "Friesland". */
const CONTEXT = 60; // characters on each side of a hit

/* A text as it is compared, and for each of its characters where it is in the text. */
const folded = (text) => {
  let plain = "";
  const at = [];
  for (let n = 0; n < text.length; n++) {
    const letters = text[n].normalize("NFD").replace(/\p{M}/gu, "").replace(/[’‘`´]/g, "'").toLowerCase();
    for (const letter of letters) { plain += letter; at.push(n); }
  }
  at.push(text.length);
  return { plain, at };
};

const wordsOf = (query) => folded(query).plain.split(/\s+/).filter(Boolean);

/* Where any of the words is in a text: [start, end]. */
const hits = (text, words) => {
  const { plain, at } = folded(text);
  const found = [];
  for (const word of words) {
    for (let n = plain.indexOf(word); n >= 0; n = plain.indexOf(word, n + word.length)) found.push([at[n], at[n + word.length]]);
  }
  return found.sort((one, other) => one[0] - other[0]);
};

/* The first hit of a text with what is around it, as nodes. */
const contextOf = (text, words) => {
  const [hit] = hits(text, words);
  const mark = document.createElement("mark");
  mark.textContent = text.slice(...hit);
  const from = Math.max(0, hit[0] - CONTEXT);
  const to = Math.min(text.length, hit[1] + CONTEXT);
  return [`${from ? "…" : ""}${text.slice(from, hit[0])}`, mark, `${text.slice(hit[1], to)}${to < text.length ? "…" : ""}`];
};

const textNodes = (element) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return nodes;
};

/* Mark the words in elements, without a change to the document. */
const highlight = (elements, words) => {
  if (!globalThis.CSS?.highlights) return;
  CSS.highlights.delete("hit");
  if (!words.length) return;
  const ranges = elements.flatMap(textNodes).flatMap((node) => hits(node.data, words).map(([start, end]) => {
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, end);
    return range;
  }));
  CSS.highlights.set("hit", new Highlight(...ranges));
};
