"use strict";
/* Filters, the map, open rows and evidence. Sorting and searching are DataTables'. Everything is read from the
   document; text is only ever set as text. */
(() => {
  const $ = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  document.documentElement.classList.add("js");

  /* The table: what its search finds includes the texts that a row opens to. */
  const fullOf = (row) => $(row.id.replace("row-", "project-"));
  for (const row of all("#table tbody tr")) {
    const title = row.cells[1];
    title.dataset.search = `${title.firstElementChild ? title.firstElementChild.textContent : ""} ${fullOf(row).textContent}`;
    const link = title.querySelector(".more");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "more";
    button.textContent = "Open";
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-label", link.getAttribute("aria-label"));
    link.replaceWith(button);
  }
  const table = new DataTable("#table", {
    paging: false, info: false, autoWidth: false, order: [],
    layout: { topStart: null, topEnd: null, bottomStart: null, bottomEnd: null },
    language: { zeroRecords: "No project matches. Choose “Show all” to see every project again.", emptyTable: "No projects." },
  });

  /* Filters. */
  const chosen = { theme: "", province: "", municipality: "" };
  const total = table.rows().count();
  const dots = all(".dot");
  const matches = (data) =>
    (!chosen.theme || data.themes.split(" ").includes(chosen.theme)) &&
    (!chosen.province || data.province === chosen.province) &&
    (!chosen.municipality || data.municipality === chosen.municipality);
  table.search.fixed("chosen", (_text, _data, index) => matches(table.row(index).node().dataset));
  const update = () => {
    chosen.theme = $("theme").value;
    chosen.province = $("province").value;
    table.search($("search").value).draw();
  };
  const describe = () => {
    const shown = table.rows({ search: "applied" }).nodes().toArray();
    const places = new Set(shown.map((row) => row.dataset.municipality));
    const some = Boolean(chosen.theme || chosen.province || chosen.municipality || $("search").value);
    $("state").textContent = `${shown.length} of ${total} projects${chosen.municipality ? ` in ${chosen.municipality}` : ""}`;
    $("reset").hidden = !some;
    for (const dot of dots) {
      dot.classList.toggle("off", !places.has(dot.dataset.municipality));
      if (dot.dataset.municipality === chosen.municipality) dot.setAttribute("aria-current", "true");
      else dot.removeAttribute("aria-current");
    }
  };
  table.on("draw", describe);
  const reset = () => {
    chosen.municipality = "";
    for (const id of ["search", "theme", "province"]) $(id).value = "";
    update();
  };
  $("filters").hidden = false;
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  for (const id of ["search", "theme", "province"]) $(id).addEventListener("input", update);
  $("reset").addEventListener("click", () => { reset(); $("search").focus(); });
  update();

  /* Rows that open to their project. */
  const toggle = (row, open) => {
    const shown = table.row(row);
    if (open) shown.child(fullOf(row)).show();
    else {
      $("in-full").append(fullOf(row));
      shown.child.remove();
    }
    row.classList.toggle("opened", open);
    const button = row.querySelector(".more");
    button.textContent = open ? "Close" : "Open";
    button.setAttribute("aria-expanded", String(open));
    button.setAttribute("aria-label", button.getAttribute("aria-label").replace(/^(Open|Close)/, button.textContent));
  };
  const isOpen = (row) => row.classList.contains("opened");
  document.querySelector("#table tbody").addEventListener("click", (event) => {
    const button = event.target.closest("button.more");
    if (button) toggle(button.closest("tr"), !isOpen(button.closest("tr")));
  });
  const goTo = (hash) => {
    if (!/^#project-\d+$/.test(hash)) return false;
    reset();
    const shown = $(hash.slice(1).replace("project-", "row-"));
    if (!shown) return false;
    if (!isOpen(shown)) toggle(shown, true);
    shown.scrollIntoView({ block: "start" });
    shown.querySelector("button.more").focus({ preventScroll: true });
    return true;
  };

  /* The map. */
  const tip = $("tip");
  const hide = () => { tip.hidden = true; };
  const show = (dot) => {
    const [name, ...titles] = [dot.dataset.municipality, ...dot.dataset.titles.split("\n")];
    tip.replaceChildren(...[["strong", name], ...titles.map((title) => ["span", title])].map(([tag, text]) => {
      const element = document.createElement(tag);
      element.textContent = text;
      return element;
    }));
    tip.lang = "nl";
    tip.hidden = false;
    const box = dot.getBoundingClientRect();
    const left = Math.min(Math.max(8, box.left + box.width / 2 - tip.offsetWidth / 2), document.documentElement.clientWidth - tip.offsetWidth - 8);
    const above = box.top - tip.offsetHeight - 8;
    tip.style.left = `${left + window.scrollX}px`;
    tip.style.top = `${(above > 8 ? above : box.bottom + 8) + window.scrollY}px`;
  };
  const titlesOf = (name) => all("#table tbody tr[data-municipality]").filter((row) => row.dataset.municipality === name)
    .map((row) => row.cells[1].firstElementChild.textContent);
  for (const dot of dots) {
    dot.dataset.titles = titlesOf(dot.dataset.municipality).join("\n");
    dot.querySelector("title").remove();
    for (const event of ["mouseenter", "focus"]) dot.addEventListener(event, () => show(dot));
    for (const event of ["mouseleave", "blur"]) dot.addEventListener(event, hide);
    dot.addEventListener("click", (event) => {
      event.preventDefault();
      const again = chosen.municipality === dot.dataset.municipality;
      reset();
      chosen.municipality = again ? "" : dot.dataset.municipality;
      update();
      const top = $("filters").getBoundingClientRect().top;
      if (top > window.innerHeight * 0.6) $("filters").scrollIntoView({ block: "start" });
    });
  }

  /* Evidence: offsets count code points, as in page.txt, and not the halves of them that scripts count. */
  const lines = all("#paper .line");
  const points = Array.from(lines.map((line) => line.textContent).join("\n") + "\n");
  const AROUND = 140;
  let asked = null;
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
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    for (const node of nodes) {
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
  const prove = (value) => {
    const start = Number(value.dataset.start);
    const end = Number(value.dataset.end);
    unmark();
    for (const line of lines) {
      const first = Number(line.dataset.start);
      if (first < end && start < first + Array.from(line.textContent).length) markLine(line, start, end);
    }
    const first = document.querySelector("#paper mark");
    if (first) first.id = "found";
    const quote = document.createElement("mark");
    quote.textContent = points.slice(start, end).join("");
    const before = points.slice(Math.max(0, start - AROUND), start).join("");
    const after = points.slice(end, end + AROUND).join("");
    $("sheet-quote").replaceChildren(start > AROUND ? `…${before}` : before, quote, end + AROUND < points.length ? `${after}…` : after);
    $("sheet-cell").textContent = value.dataset.cell;
    $("sheet-rule").textContent = value.dataset.rule;
    $("sheet-place").textContent = `${start}–${end} of page.txt`;
    if (asked) asked.removeAttribute("aria-current");
    asked = value;
    value.setAttribute("aria-current", "true");
    $("sheet").hidden = false;
    document.body.classList.add("proving");
    $("sheet").focus({ preventScroll: true });
    quote.scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    $("sheet").hidden = true;
    document.body.classList.remove("proving");
    if (asked) { asked.removeAttribute("aria-current"); asked.focus({ preventScroll: true }); }
    asked = null;
  };
  $("sheet-close").addEventListener("click", close);
  $("sheet-go").addEventListener("click", (event) => {
    const found = $("found");
    if (!found) return;
    event.preventDefault();
    found.scrollIntoView({ block: "center" });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (!tip.hidden) hide();
    else if (!$("sheet").hidden) close();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link || link.closest(".dot")) return;
    if (link.classList.contains("value")) { event.preventDefault(); prove(link); }
    else if (goTo(link.getAttribute("href"))) event.preventDefault();
  });
  goTo(window.location.hash);
})();
