// The header: search, menu and colours, all by keyboard.

const box = document.getElementById("__search");
const search = document.getElementById("bw-search");
const opener = document.querySelector("[data-bw-toggle='__search']");
const menu = document.querySelector(".bw-menu");

function setSearch(open) {
  if (box && box.checked !== open) box.click();
}

if (box && search && opener) {
  const field = search.querySelector("input");
  opener.addEventListener("click", () => {
    setSearch(!box.checked);
    if (box.checked) field.focus();
  });
  box.addEventListener("change", () => opener.setAttribute("aria-expanded", String(box.checked)));
  addEventListener(
    "keydown",
    (event) => {
      if (!search.contains(event.target)) return;
      // The theme closes the results on Tab, so that they could only be reached with the arrow keys.
      if (event.key === "Tab") event.stopImmediatePropagation();
      if (event.key === "Escape") {
        event.stopImmediatePropagation();
        // The theme opens the results a moment after the field gets the focus, so they are closed a moment later.
        (opener.offsetParent ? opener : field).focus();
        setTimeout(setSearch, 30, false);
      }
    },
    true,
  );
  // The theme searches when a key is released: dictated and pasted words release none.
  field.addEventListener("input", () => field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true })));
  search.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !search.contains(event.relatedTarget) && event.relatedTarget !== opener) setSearch(false);
  });
  document.addEventListener("click", (event) => {
    if (!search.contains(event.target) && event.target !== opener && event.target !== box) setSearch(false);
  });
  // The theme takes its results out of the tab order.
  const results = search.querySelector(".md-search-result__list");
  const free = () => results.querySelectorAll("a[tabindex]").forEach((link) => link.removeAttribute("tabindex"));
  new MutationObserver(free).observe(results, { childList: true, subtree: true });
}

if (menu) {
  const summary = menu.querySelector("summary");
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      summary.focus();
    }
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
}

const scheme = document.querySelector("[data-bw-scheme]");

if (scheme) {
  const isDark = () => document.body.dataset.mdColorScheme === "slate";
  const show = () => scheme.setAttribute("aria-pressed", String(isDark()));
  scheme.addEventListener("click", () => {
    document.querySelector(`input[name="__palette"][data-md-color-scheme="${isDark() ? "default" : "slate"}"]`)?.click();
  });
  new MutationObserver(show).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  show();
}
