// The header: menu and colours, both by keyboard.

const menu = document.querySelector(".bw-menu");

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
    document.body.dataset.mdColorScheme = isDark() ? "default" : "slate";
    show();
    try {
      localStorage.setItem("bw-scheme", document.body.dataset.mdColorScheme);
    } catch {
      // Where the browser keeps nothing, the choice holds for this page.
    }
  });
  show();
}
