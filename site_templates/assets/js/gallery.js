// Galleries: a form filters and orders what the page already holds; its state stands in the address, and what is shown can be saved.

import { compare, textOf } from "./order.js";

const NOT_FILTERS = new Set(["words", "order"]);

function start(form) {
  const id = form.dataset.bwGallery;
  let items = [...document.querySelectorAll(`[data-bw-item="${CSS.escape(id)}"]`)];
  const count = document.querySelector(`[data-bw-count="${CSS.escape(id)}"]`);
  if (!items.length || !count) return;
  const fields = [...form.elements].filter((field) => field.name);
  const places = new Map(items.map((item) => [item, item.parentElement]));
  const lists = [...new Set(places.values())];
  const grouped = lists.length > 1;
  const table = lists[0].closest("table");
  const heads = table ? [...table.tHead.rows[0].cells] : [];
  // In an order of its own, what stands in groups stands in one list.
  const one = grouped ? lists[0].cloneNode(false) : lists[0];
  if (grouped) {
    one.removeAttribute("id");
    one.hidden = true;
    count.after(one);
  }

  const value = (name) => form.elements[name]?.value ?? "";
  const title = (item) => item.querySelector("a")?.textContent.trim() ?? "";

  function fits(item) {
    const words = value("words").trim().toLowerCase().split(/\s+/).filter(Boolean);
    const text = words.length ? item.textContent.toLowerCase() : "";
    return (
      words.every((word) => text.includes(word)) &&
      fields.every(({ name }) => NOT_FILTERS.has(name) || !value(name) || item.dataset[name]?.split(" ").includes(value(name)))
    );
  }

  const byTitle = (a, b) => title(a).localeCompare(title(b), "en");
  // The newest first; items without a year come last.
  const byYear = (a, b) => Number(b.dataset.year || 0) - Number(a.dataset.year || 0);

  function byColumn(at) {
    const compared = compare(heads[at].matches(".bw-num"), false);
    return (a, b) => compared({ text: textOf(a, at) }, { text: textOf(b, at) });
  }

  const chosenOrder = () => (value("order") ? form.elements.order.selectedOptions[0] : undefined);
  let ordered = false;

  function arrange() {
    const chosen = chosenOrder();
    const at = heads.findIndex((head) => head.textContent.trim() === chosen?.dataset.bwColumn);
    if (grouped) one.hidden = !chosen;
    if (chosen) one.append(...items.toSorted(at >= 0 ? byColumn(at) : { title: byTitle, year: byYear }[chosen.value]));
    else items.forEach((item) => places.get(item).append(item));
    if (chosen || ordered) heads.forEach((head) => head.removeAttribute("aria-sort"));
    heads[at]?.setAttribute("aria-sort", "ascending");
    ordered = Boolean(chosen);
  }

  // A group without an item to show goes, and its heading with it.
  function showGroups() {
    for (const list of lists) {
      if (!grouped) continue;
      const block = list.closest(".bw-block");
      const empty = ![...list.children].some((item) => !item.hidden);
      block.hidden = empty;
      if (block.previousElementSibling?.matches("h2, h3")) block.previousElementSibling.hidden = empty;
    }
    const busy = fields.some((field) => field.value);
    document.querySelectorAll("[data-bw-jump]").forEach((jump) => (jump.hidden = busy));
  }

  function tell() {
    const shown = items.filter((item) => !item.hidden).length;
    const noun = items.length === 1 ? form.dataset.bwOne : form.dataset.bwSeveral;
    const by = chosenOrder()?.textContent ?? "";
    const order = by ? `, ${by[0].toLowerCase()}${by.slice(1)}` : "";
    const text = `${shown === items.length ? shown : `${shown} of ${items.length}`} ${noun}${order}`;
    if (count.textContent !== text) count.textContent = text;
  }

  function show() {
    for (const item of items) item.hidden = !fits(item);
    arrange();
    showGroups();
    tell();
  }

  function remember() {
    const address = new URL(location.href);
    for (const { name } of fields) {
      if (value(name)) address.searchParams.set(name, value(name));
      else address.searchParams.delete(name);
    }
    history.replaceState(null, "", address);
  }

  function recall() {
    const asked = new URL(location.href).searchParams;
    for (const field of fields) {
      const wanted = asked.get(field.name) ?? "";
      const known = field.localName !== "select" || [...field.options].some((option) => option.value === wanted);
      field.value = known ? wanted : "";
    }
    show();
  }

  async function save() {
    const keys = new Set(items.filter((item) => !item.hidden).map((item) => item.dataset.key));
    try {
      const { records } = await import("./csv.js");
      const answer = await fetch(form.dataset.bwCsv);
      if (!answer.ok) throw new Error(answer.statusText);
      const [head, ...rows] = records(await answer.text());
      const lines = [head.line, ...rows.filter((row) => keys.has(row.key)).map((row) => row.line)];
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([lines.join("\n"), "\n"], { type: "text/csv" }));
      link.download = `${id}.csv`;
      link.click();
      URL.revokeObjectURL(link.href);
      count.textContent = `Saved ${lines.length - 1} ${lines.length === 2 ? form.dataset.bwOne : form.dataset.bwSeveral} as ${id}.csv`;
    } catch {
      count.textContent = "The file with the data could not be read. The whole table can be downloaded from this page.";
    }
  }

  // The head of a column was pressed: that order is the one to keep while the filter changes.
  table?.addEventListener("bw-sorted", () => {
    items = [...table.querySelectorAll("[data-bw-item]")];
    if (form.elements.order) form.elements.order.value = "";
    ordered = false;
    tell();
    remember();
  });
  form.addEventListener("input", () => {
    show();
    remember();
  });
  form.addEventListener("reset", (event) => {
    // The browser would empty the fields only after the event, and the list would follow later than the press of the button.
    event.preventDefault();
    for (const field of fields) field.value = "";
    show();
    remember();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector("[data-bw-save]").addEventListener("click", save);
  addEventListener("popstate", recall);
  form.hidden = false;
  recall();
}

document.querySelectorAll("form[data-bw-gallery]").forEach(start);
