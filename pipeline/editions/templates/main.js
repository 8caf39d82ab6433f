"use strict";
/* The one way through the report: whatever a reader does becomes an address, and what is seen follows from that. */
(() => {
  const FIELDS = { search: "q", theme: "thema", province: "provincie" };
  const SWITCHES = { sources: "bronnen", map: "kaart" };
  let state = null;
  let chosen = [];

  const tell = () => {
    let found = say("found", { n: chosen.length, total: projects.length });
    if (state.gemeente) found = say("in_place", { found, place: state.gemeente });
    const header = document.querySelector("#table [aria-sort]");
    if (header) found = say("sorted_by", { found, column: header.textContent.trim().toLowerCase() });
    $("state").textContent = found;
    $("taken").textContent = say("number", { n: chosen.length });
    $("done").textContent = "";
  };

  const arrive = (place) => {
    const element = elementAt(place);
    for (const each of all(".reached")) each.classList.remove("reached");
    if (!element) return;
    const shown = projectOf(place) ? detail.project.row : element;
    const focused = projectOf(place) ? shown.querySelector(".open") : element;
    if (!focused.matches("a, input, button")) focused.tabIndex = -1;
    shown.classList.add("reached");
    shown.scrollIntoView({ block: shown.matches(".line") ? "center" : "start" });
    focused.focus({ preventScroll: true });
  };

  const apply = (next, moved) => {
    const id = projectOf(next.place);
    const hidden = projects.some((project) => project.row.dataset.id === id && !isChosen(project, next));
    state = hidden ? { ...next, ...Object.fromEntries(CHOSEN.map((name) => [name, ""])) } : next;
    speak(state.taal);
    for (const [field, name] of Object.entries(FIELDS)) if ($(field) && $(field).value !== state[name]) $(field).value = state[name];
    closeProject();
    sortBy(state.volgorde);
    chosen = choose(state);
    count("theme", "thema", state);
    count("province", "provincie", state);
    markDots(chosen, state.gemeente);
    openProject(id);
    for (const [field, name] of Object.entries(SWITCHES)) {
      $(field).checked = Boolean(state[name]);
      document.documentElement.classList.toggle(`with-${field}`, $(field).checked);
    }
    const some = CHOSEN.some((name) => state[name]);
    document.documentElement.classList.toggle("some", some);
    $("reset").hidden = !some;
    tell();
    if (moved) arrive(state.place);
  };

  const go = (changes, { replace = false, moved = "place" in changes } = {}) => {
    apply({ ...state, ...changes }, moved);
    const address = writeAddress(state);
    if (address !== location.hash) history[replace ? "replaceState" : "pushState"](null, "", address);
  };

  const followAddress = () => {
    if (state && writeAddress(state) === location.hash) return;
    apply(readAddress(location.hash), true);
  };

  prepareTable((volgorde) => go({ volgorde, place: state.place }, { moved: false }));
  prepareMap((name) => go({ gemeente: state.gemeente === name ? "" : name, place: "" }, { moved: false }));
  prepareTaking(() => all("tr[data-id]", body).filter((row) => !row.hidden).map((row) => row.dataset.id));

  $("filters").addEventListener("submit", (event) => event.preventDefault());
  for (const [field, name] of Object.entries(FIELDS)) {
    $(field)?.addEventListener("input", () => go({ [name]: $(field).value, place: "" }, { replace: field === "search", moved: false }));
  }
  for (const [field, name] of Object.entries(SWITCHES)) {
    $(field).addEventListener("change", () => go({ [name]: $(field).checked ? "1" : "" }));
  }
  $("language").addEventListener("click", () => go({ taal: language === "nl" ? "en" : "nl" }));
  $("reset").addEventListener("click", () => {
    go({ ...Object.fromEntries(CHOSEN.map((name) => [name, ""])) });
    $("search").focus();
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.link");
    if (button) copy(location.href.split("#")[0] + writeAddress({ ...BLANK, taal: state.taal, place: `project/${button.dataset.id}` }));
    const link = event.target.closest("a[href^='#']");
    if (!link || link.closest(".dot") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.matches(".source")) return showSource(link);
    const { place } = readAddress(link.getAttribute("href"));
    if (link.matches(".open[aria-expanded=true]")) go({ place: "" }, { moved: false });
    else if (place === state.place) arrive(place);
    else go({ place });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (!tip.hidden) hideTip();
    else if (!$("sheet").hidden) closeSource();
  });
  $("sheet-close").addEventListener("click", closeSource);
  addEventListener("popstate", followAddress);
  addEventListener("hashchange", followAddress);
  apply(readAddress(location.hash), location.hash.length > 1);
})();
