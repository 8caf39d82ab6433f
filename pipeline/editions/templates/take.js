"use strict";
/* What readers take along: files and the clipboard. */
const FILES = JSON.parse($("files").textContent);

const download = (name, type, text) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
};

/* By the event, since a file that was opened from a folder may have no other clipboard. */
const copy = (text, html) => {
  document.addEventListener("copy", (event) => {
    event.preventDefault();
    event.clipboardData.setData("text/plain", text);
    if (html) event.clipboardData.setData("text/html", html);
  }, { once: true });
  document.execCommand("copy");
  $("done").textContent = say("copied");
};

const downloadCsv = (ids) =>
  download(`${FILES.name}.csv`, "text/csv", FILES.header + ids.map((id) => FILES.records[id]).join(""));

const downloadGeojson = (ids) => {
  const { features, ...rest } = JSON.parse(FILES.geojson);
  const chosen = ids.map((id) => features.find((feature) => feature.id === id));
  download(`${FILES.name}.geojson`, "application/geo+json", JSON.stringify({ ...rest, features: chosen }));
};

const copyTable = (ids) => {
  const rows = [FILES.columns[language], ...ids.map((id) => FILES.cells[id])];
  const table = document.createElement("table");
  for (const cells of rows) {
    const row = table.insertRow();
    for (const cell of cells) row.insertCell().textContent = cell;
  }
  copy(rows.map((cells) => cells.map((cell) => cell.replace(/\s+/g, " ")).join("\t")).join("\n"), table.outerHTML);
};

const prepareTaking = (chosenIds) => {
  $("csv").addEventListener("click", () => downloadCsv(chosenIds()));
  $("copy").addEventListener("click", () => copyTable(chosenIds()));
  $("geojson").addEventListener("click", () => downloadGeojson(chosenIds()));
  $("cite").addEventListener("click", () => copy(document.querySelector(".citation").textContent));
  $("print").addEventListener("click", () => print());
};
