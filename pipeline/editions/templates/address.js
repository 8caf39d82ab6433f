"use strict";
/* What is seen, as the address holds it: "#/project/goes/veilige-raad?thema=…&taal=en". The place is a project or the id
   of an element; the rest is what was searched and chosen. */
const BLANK = { q: "", thema: "", provincie: "", gemeente: "", volgorde: "", bronnen: "", kaart: "", taal: "nl" };
const CHOSEN = ["q", "thema", "provincie", "gemeente"];

const decoded = (text) => {
  try { return decodeURIComponent(text); } catch { return text; }
};

const readAddress = (hash) => {
  const [, place, query] = /^#?\/?([^?]*)\??(.*)$/s.exec(hash);
  const given = new URLSearchParams(query);
  const state = { place: decoded(place) };
  for (const name in BLANK) state[name] = given.get(name) ?? BLANK[name];
  if (!(state.taal in WORDS)) state.taal = BLANK.taal;
  return state;
};

const writeAddress = (state) => {
  const query = new URLSearchParams();
  for (const name in BLANK) if (state[name] !== BLANK[name]) query.set(name, state[name]);
  return `#/${state.place}${query.size ? `?${query}` : ""}`;
};

const projectOf = (place) => (place.startsWith("project/") ? place.slice("project/".length) : "");
const elementAt = (place) => $(projectOf(place) ? `/${place}` : place);
