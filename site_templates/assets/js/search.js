// The search. The theme's program for it and its index are large: both come when somebody is about to search, not before.

import "./shortcuts.js"; // listens before the theme's program does

const box = document.getElementById("__search");
const search = document.getElementById("bw-search");
const opener = document.querySelector("[data-bw-toggle='__search']");

function setSearch(open) {
  if (box.checked !== open) box.click();
}

function load() {
  if (!search.dataset.bwEngine) return;
  const engine = document.createElement("script");
  const status = search.querySelector(".md-search-result__meta");
  engine.src = search.dataset.bwEngine;
  delete search.dataset.bwEngine;
  status.textContent = "Loading the search …";
  engine.addEventListener("error", () => {
    status.textContent = "The search could not be loaded. The menu has a list of everything from A to Z.";
  });
  document.head.append(engine);
}

if (box && search && opener) {
  const field = search.querySelector("input");
  opener.addEventListener("click", () => {
    setSearch(!box.checked);
    if (box.checked) field.focus();
  });
  box.addEventListener("change", () => opener.setAttribute("aria-expanded", String(box.checked)));
  // All results have a page with an address of their own. Enter leads there, also where the theme's program has not come.
  search.querySelector("form").action = opener.dataset.bwResults;
  field.name = "q";
  const all = document.createElement("a");
  all.className = "bw-search-all";
  all.textContent = "All results, by kind";
  const lead = () => {
    all.hidden = !field.value.trim();
    all.href = `${opener.dataset.bwResults}?${new URLSearchParams({ q: field.value })}`;
  };
  lead();
  field.form.addEventListener("reset", () => setTimeout(lead)); // the field is empty only after the event
  search.querySelector(".md-search-result__meta").after(all);
  field.addEventListener("focus", () => {
    load();
    setSearch(true);
  });
  addEventListener(
    "keydown",
    (event) => {
      if (!search.contains(event.target)) return;
      // The theme closes the results on Tab, so that they could only be reached with the arrow keys.
      if (event.key === "Tab") event.stopImmediatePropagation();
      // On Enter it would open one result.
      if (event.key === "Enter" && event.target === field) event.stopImmediatePropagation();
      if (event.key === "Escape") {
        event.stopImmediatePropagation();
        // The results open when the field gets the focus, in the theme's program a moment later, so they are closed after that.
        (opener.offsetParent ? opener : field).focus();
        setTimeout(setSearch, 30, false);
      }
    },
    true,
  );
  // The theme searches when a key is released: dictated and pasted words release none.
  field.addEventListener("input", () => {
    lead();
    field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  });
  search.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !search.contains(event.relatedTarget) && event.relatedTarget !== opener) setSearch(false);
  });
  document.addEventListener("click", (event) => {
    if (!search.contains(event.target) && event.target !== opener && event.target !== box) setSearch(false);
  });
  // The theme takes its results out of the tab order, and makes headings of the page of their titles.
  const results = search.querySelector(".md-search-result__list");
  const free = () => {
    results.querySelectorAll("a[tabindex]").forEach((link) => link.removeAttribute("tabindex"));
    results.querySelectorAll(":is(h1, h2):not([role])").forEach((title) => title.setAttribute("role", "none"));
  };
  new MutationObserver(free).observe(results, { childList: true, subtree: true });
}
