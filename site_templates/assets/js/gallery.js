// Galleries: a form filters and orders what the page already holds; its state stands in the address, and what is shown can be saved.

const NOT_FILTERS = new Set(["words", "order"]);

function start(form) {
  const id = form.dataset.bwGallery;
  const items = [...document.querySelectorAll(`[data-bw-item="${CSS.escape(id)}"]`)];
  const count = document.querySelector(`[data-bw-count="${CSS.escape(id)}"]`);
  if (!items.length || !count) return;
  const fields = [...form.elements].filter((field) => field.name);
  const places = items.map((item) => item.parentElement);
  const lists = [...new Set(places)];
  const one = lists[0].cloneNode(false);
  one.removeAttribute("id");
  one.hidden = true;
  if (lists.length > 1) count.after(one);

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

  function arrange() {
    const order = value("order");
    one.hidden = !order;
    if (!order) {
      items.forEach((item, at) => places[at].append(item));
      return;
    }
    const by = {
      title: (a, b) => title(a).localeCompare(title(b), "en"),
      // The newest first; items without a year come last.
      year: (a, b) => Number(b.dataset.year || 0) - Number(a.dataset.year || 0),
    }[order];
    one.append(...items.toSorted(by));
  }

  // A group without an item to show goes, and its heading with it.
  function showGroups() {
    for (const list of lists) {
      if (lists.length === 1) continue;
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
    const text = shown === items.length ? `${shown} ${noun}` : `${shown} of ${items.length} ${noun}`;
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

  form.addEventListener("input", () => {
    show();
    remember();
  });
  form.addEventListener("reset", () =>
    // The fields are empty only after the event.
    setTimeout(() => {
      show();
      remember();
    }),
  );
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector("[data-bw-save]").addEventListener("click", save);
  addEventListener("popstate", recall);
  form.hidden = false;
  recall();
}

document.querySelectorAll("form[data-bw-gallery]").forEach(start);
