"use strict";
/* The map: one stop for the keyboard, with the arrows from dot to dot; a dot says what it is and chooses its municipality. */
const dots = all(".dot");
const tip = $("tip");
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const showTip = (dot) => {
  const line = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
  const titles = projects.filter(({ row }) => row.dataset.municipality === dot.dataset.municipality);
  const shown = titles.map(({ row }) => line("span", row.querySelector(".open").textContent));
  tip.replaceChildren(line("strong", dot.dataset.municipality), ...shown);
  tip.lang = "nl";
  tip.hidden = false;
  const box = dot.getBoundingClientRect();
  const most = document.documentElement.clientWidth - tip.offsetWidth - 8;
  const above = box.top - tip.offsetHeight - 8;
  tip.style.left = `${Math.min(Math.max(8, box.left + box.width / 2 - tip.offsetWidth / 2), most) + scrollX}px`;
  tip.style.top = `${(above > 8 ? above : box.bottom + 8) + scrollY}px`;
};
const hideTip = () => { tip.hidden = true; };

const enter = (dot) => {
  for (const each of dots) each.setAttribute("tabindex", each === dot ? "0" : "-1");
};

/* The nearest dot in a direction; what is aside counts twice. */
const nextTo = (dot, [dx, dy]) => {
  let best = dot;
  let least = Infinity;
  for (const other of dots) {
    const x = other.dataset.x - dot.dataset.x;
    const y = other.dataset.y - dot.dataset.y;
    const ahead = x * dx + y * dy;
    const far = ahead + 2 * Math.abs(x * dy - y * dx);
    if (ahead > 0 && far < least) [best, least] = [other, far];
  }
  return best;
};

const markDots = (chosen, municipality) => {
  const places = new Set(chosen.map(({ row }) => row.dataset.municipality));
  for (const dot of dots) {
    dot.classList.toggle("off", !places.has(dot.dataset.municipality));
    if (dot.dataset.municipality === municipality) dot.setAttribute("aria-current", "true");
    else dot.removeAttribute("aria-current");
  }
};

const prepareMap = (onChoose) => {
  if (dots.length) enter(dots[0]);
  for (const dot of dots) {
    for (const event of ["mouseenter", "focus"]) dot.addEventListener(event, () => showTip(dot));
    for (const event of ["mouseleave", "blur"]) dot.addEventListener(event, hideTip);
    dot.addEventListener("click", (event) => {
      event.preventDefault();
      enter(dot);
      onChoose(dot.dataset.municipality);
    });
    dot.addEventListener("keydown", (event) => {
      if (!(event.key in ARROWS)) return;
      event.preventDefault();
      const next = nextTo(dot, ARROWS[event.key]);
      enter(next);
      next.focus();
    });
  }
};
