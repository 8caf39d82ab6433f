"use strict";
/* The table of projects: what is chosen of it, in which order, and which project is open. */
const body = document.querySelector("#table tbody");
const collator = new Intl.Collator("nl", { numeric: true });
const SEVERAL = "+"; // the theme that stands for more than one

const projects = all("tr", body).map((row) => {
  const article = $(`/project/${row.dataset.id}`);
  const cells = [...row.cells];
  const texts = [...row.dataset.names.split(", "), ...all(".text, .contacts, .piece > p", article).map((part) => part.textContent)];
  return { row, article, cells, texts, themes: row.dataset.themes.split(" ").filter(Boolean) };
});

const searched = (project) => {
  project.seen ??= folded(project.cells.map((cell) => cell.textContent).join("\n")).plain;
  project.all ??= `${project.seen}\n${folded(project.texts.join("\n")).plain}`;
  return project;
};

const isChosen = (project, state) => {
  const { province, municipality } = project.row.dataset;
  return (!state.thema || (state.thema === SEVERAL ? project.themes.length > 1 : project.themes.includes(state.thema)))
    && (!state.provincie || province === state.provincie)
    && (!state.gemeente || municipality === state.gemeente)
    && wordsOf(state.q).every((word) => searched(project).all.includes(word));
};

/* Below the title: where words are that the row does not show, in the text that has most of them. */
const showContext = (project, words) => {
  project.context?.remove();
  project.context = null;
  const unseen = words.filter((word) => !searched(project).seen.includes(word));
  if (!unseen.length) return;
  const held = project.texts.map((text) => unseen.filter((word) => folded(text).plain.includes(word)).length);
  const context = contextOf(project.texts[held.indexOf(Math.max(...held))], unseen);
  project.context = document.createElement("p");
  project.context.className = "context";
  project.context.lang = "nl";
  project.context.append(...context);
  project.row.querySelector(".title").append(project.context);
};

const choose = (state) => {
  const words = wordsOf(state.q);
  const chosen = projects.filter((project) => isChosen(project, state));
  for (const project of projects) {
    const shown = chosen.includes(project);
    project.row.hidden = project.article.hidden = !shown;
    showContext(project, shown ? words : []);
  }
  highlight(chosen.flatMap(({ row, article }) => [row, article]), words);
  $("nothing").hidden = chosen.length > 0;
  return chosen;
};

/* How many projects each choice of a field would leave. */
const count = (id, name, state) => {
  for (const option of $(id)?.options ?? []) {
    option.dataset.label ??= option.textContent;
    const label = option.dataset.en ? option.dataset[language] ?? option.dataset.label : option.dataset.label;
    const left = projects.filter((project) => isChosen(project, { ...state, [name]: option.value })).length;
    option.textContent = `${label} (${left})`;
  }
};

/* Order: the number of a column from 1, after a hyphen backwards; none is the order of the page. */
const sortKey = (project, column) => project.cells[column].dataset.order ?? project.cells[column].textContent.trim();

const sortBy = (order) => {
  const column = Math.abs(Number(order)) - 1;
  const direction = order.startsWith("-") ? -1 : 1;
  const sorted = projects[0]?.cells[column]
    ? [...projects].sort((one, other) => direction * collator.compare(sortKey(one, column), sortKey(other, column)))
    : projects;
  body.append(...sorted.map((project) => project.row));
  all("#table thead th").forEach((header, n) => {
    if (n === column) header.setAttribute("aria-sort", direction < 0 ? "descending" : "ascending");
    else header.removeAttribute("aria-sort");
  });
};

/* One project is open at a time: the one that the address names. */
let detail = null;
const closeProject = () => {
  if (!detail) return;
  $("in-full").append(detail.project.article);
  detail.project.row.querySelector(".open").setAttribute("aria-expanded", "false");
  detail.project.row.classList.remove("opened");
  detail.row.remove();
  detail = null;
};

const openProject = (id) => {
  closeProject();
  const project = projects.find(({ row }) => row.dataset.id === id);
  if (!project) return;
  const row = document.createElement("tr");
  const cell = row.insertCell();
  cell.colSpan = project.cells.length;
  cell.append(project.article);
  project.row.after(row);
  project.row.classList.add("opened");
  project.row.querySelector(".open").setAttribute("aria-expanded", "true");
  detail = { project, row };
};

const prepareTable = (onSort) => {
  for (const { row } of projects) row.querySelector(".open").setAttribute("aria-expanded", "false");
  all("#table thead th").forEach((header, n) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    button.addEventListener("click", () => onSort(header.getAttribute("aria-sort") === "ascending" ? `-${n + 1}` : `${n + 1}`));
    header.append(button);
  });
};
