// Tables that can be sorted: the heads of columns become buttons. Tables with groups or merged cells keep their order.

import { compare, textOf } from "./order.js";

const LEAST = 6;

function sort(table, head, at) {
  const down = head.getAttribute("aria-sort") === "ascending";
  table.querySelectorAll("thead th[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row) => ({ row, text: textOf(row, at) }));
  rows.sort(compare(head.matches(".bw-num"), down));
  body.append(...rows.map(({ row }) => row));
  table.dispatchEvent(new CustomEvent("bw-sorted"));
  said.textContent = `Sorted by ${head.textContent.trim()}, ${down ? "descending" : "ascending"}`;
}

function prepare(table) {
  if (table.tBodies.length !== 1 || table.tHead?.rows.length !== 1 || table.tBodies[0].rows.length < LEAST) return;
  if (table.querySelector("[colspan], [rowspan]")) return;
  [...table.tHead.rows[0].cells].forEach((head, at) => {
    if (!head.textContent.trim() || head.matches("[data-bw-fixed]")) return;
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
