// Tables in a narrow window: where columns would run off to the side, each row becomes a card and each cell names its column.
// Without this script the frame of the table scrolls. Grids of numbers always scroll: they are read across.

const narrow = matchMedia("(max-width: 40em)");
const ROLES = [
  ["thead, tbody", "rowgroup"],
  ["tr", "row"],
  ["thead th", "columnheader"],
  ["tbody th", "rowheader"],
  ["td", "cell"],
];

function isGrid(heads) {
  return heads.slice(1).every((head) => head.matches(".bw-num, [align='right']"));
}

// Some browsers forget that a table is one when its parts are laid out as blocks: roles say it again.
function prepare(table, heads) {
  table.setAttribute("role", "table");
  for (const [parts, role] of ROLES) table.querySelectorAll(parts).forEach((part) => part.setAttribute("role", role));
  for (const row of table.querySelectorAll("tbody tr")) {
    [...row.cells].forEach((cell, at) => {
      if (cell.localName !== "td") return;
      if (cell.textContent.trim()) cell.dataset.label = heads[at]?.textContent.trim() ?? "";
      else cell.classList.add("bw-table__empty");
    });
  }
}

function asTable(table) {
  table.classList.remove("bw-table--cards");
}

function asCards(table, heads) {
  if (!table.hasAttribute("role")) prepare(table, heads);
  table.classList.add("bw-table--cards");
}

// Everything is measured before anything is changed: the browser then lays the page out once.
function fit(frames) {
  const tables = frames.map((frame) => frame.querySelector("table"));
  const tooWide = frames.map((frame) => frame.scrollWidth > frame.clientWidth + 1);
  tables.forEach((table, at) => {
    if (!table) return;
    if (!narrow.matches) return asTable(table);
    if (!tooWide[at] || table.matches(".bw-table--cards")) return;
    const heads = [...table.querySelectorAll("thead th")];
    if (!isGrid(heads)) asCards(table, heads);
  });
}

const frames = [...document.querySelectorAll(".bw-scroll")];
fit(frames); // before the first picture, so that nothing jumps
const watcher = new ResizeObserver((entries) => fit(entries.map((entry) => entry.target)));
frames.forEach((frame) => watcher.observe(frame));
