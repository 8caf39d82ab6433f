"use strict";
/* Where a value comes from. Offsets count code points, as in page.txt, and not the halves of them that scripts count. */
const AROUND = 140; // code points on each side of a quote
const lines = all("#paper .line");
let asked = null;
let points = null;

const unmark = () => {
  for (const mark of all("#paper mark")) {
    const parent = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    parent.normalize();
  }
};

const units = (text, count) => Array.from(text).slice(0, count).join("").length;

const markLine = (line, start, end) => {
  let at = Number(line.dataset.start);
  for (const node of textNodes(line)) {
    const length = Array.from(node.data).length;
    const from = Math.max(0, start - at);
    const to = Math.min(length, end - at);
    if (from < to) {
      const range = document.createRange();
      range.setStart(node, units(node.data, from));
      range.setEnd(node, units(node.data, to));
      range.surroundContents(document.createElement("mark"));
    }
    at += length;
  }
};

const markPage = (start, end) => {
  unmark();
  for (const line of lines) {
    const first = Number(line.dataset.start);
    if (first < end && start < first + Array.from(line.textContent).length) markLine(line, start, end);
  }
};

const showQuote = (start, end) => {
  points ??= Array.from(`${lines.map((line) => line.textContent).join("\n")}\n`);
  const quote = document.createElement("mark");
  quote.textContent = points.slice(start, end).join("");
  const before = points.slice(Math.max(0, start - AROUND), start).join("");
  const after = points.slice(end, end + AROUND).join("");
  $("sheet-quote").replaceChildren(start > AROUND ? `…${before}` : before, quote, end + AROUND < points.length ? `${after}…` : after);
  return quote;
};

const showSource = (mark) => {
  const [start, end] = [Number(mark.dataset.start), Number(mark.dataset.end)];
  markPage(start, end);
  const quote = showQuote(start, end);
  $("sheet-rule").textContent = WORDS[language][mark.dataset.rule] ?? mark.dataset.rule;
  $("sheet-here").href = mark.getAttribute("href");
  $("sheet-there").href = `${$("sheet-there").href.split("#")[0]}#${mark.dataset.there}`;
  asked?.removeAttribute("aria-current");
  asked = mark;
  mark.setAttribute("aria-current", "true");
  $("sheet").hidden = false;
  document.body.classList.add("proving");
  $("sheet").focus({ preventScroll: true });
  quote.scrollIntoView({ block: "nearest" });
};

const closeSource = () => {
  $("sheet").hidden = true;
  document.body.classList.remove("proving");
  asked?.removeAttribute("aria-current");
  asked?.focus({ preventScroll: true });
  asked = null;
};
