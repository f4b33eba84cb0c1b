// Tables that can be sorted: the heads of columns become buttons. Tables with groups or merged cells keep their order.

const LEAST = 6;
const words = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
// What stands in a cell without a value sorts behind all values.
const NOTHING = /^(not |no |none|unknown|–|$)/i;

function textOf(row, at) {
  return row.cells[at]?.textContent.trim() ?? "";
}

function numberOf(text) {
  const match = /-?\d[\d,]*(?:\.\d+)?/.exec(text);
  return match ? Number(match[0].replaceAll(",", "")) : NaN;
}

function compare(numeric, down) {
  const turn = down ? -1 : 1;
  return (a, b) => {
    const lack = NOTHING.test(a.text) - NOTHING.test(b.text);
    if (lack) return lack;
    const [x, y] = [numberOf(a.text), numberOf(b.text)];
    if (numeric && !Number.isNaN(x) && !Number.isNaN(y) && x !== y) return turn * (x - y);
    return turn * words.compare(a.text, b.text);
  };
}

function sort(table, head, at) {
  const down = head.getAttribute("aria-sort") === "ascending";
  table.querySelectorAll("thead th[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row) => ({ row, text: textOf(row, at) }));
  rows.sort(compare(head.matches(".bw-num"), down));
  body.append(...rows.map(({ row }) => row));
  said.textContent = `Sorted by ${head.textContent.trim()}, ${down ? "descending" : "ascending"}`;
}

function prepare(table) {
  if (table.tBodies.length !== 1 || table.tHead?.rows.length !== 1 || table.tBodies[0].rows.length < LEAST) return;
  if (table.querySelector("[colspan], [rowspan], [data-bw-fixed]")) return;
  [...table.tHead.rows[0].cells].forEach((head, at) => {
    if (!head.textContent.trim()) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "bw-sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sort(table, head, at));
  });
}

// Not every screen reader says that the order has changed.
const said = document.createElement("p");
said.className = "bw-hidden";
said.setAttribute("role", "status");

document.querySelectorAll(".bw-table").forEach(prepare);
if (document.querySelector(".bw-sort")) document.querySelector("main").append(said);
