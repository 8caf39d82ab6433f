"use strict";
/* The words of the report in two languages. The document is in Dutch and holds the English beside it (data-en). */
const $ = (id) => document.getElementById(id);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const WORDS = JSON.parse($("words").textContent);
const ATTRIBUTES = ["aria-label", "placeholder"];
let language = "nl";

const say = (key, values = {}) => {
  const words = WORDS[language][key];
  const form = Array.isArray(words) ? words[values.n === 1 ? 0 : 1] : words;
  return form.replace(/\{(\w+)\}/g, (_, name) => values[name]);
};

const speak = (wanted) => {
  if (wanted === language) return;
  language = wanted;
  document.documentElement.lang = language;
  for (const element of all("[data-en]")) {
    element.dataset.nl ??= element.textContent;
    element.textContent = element.dataset[language];
  }
  for (const name of ATTRIBUTES) {
    for (const element of all(`[data-en-${name}]`)) {
      if (!element.hasAttribute(`data-nl-${name}`)) element.setAttribute(`data-nl-${name}`, element.getAttribute(name));
      element.setAttribute(name, element.getAttribute(`data-${language}-${name}`));
    }
  }
  $("language").lang = language === "nl" ? "en" : "nl";
};
