// Stops the theme's single-key shortcuts: they fire while people dictate or type with a switch (WCAG 2.1.4).

const KEYS = new Set([",", ".", "/", "f", "n", "p", "s"]);

function isEditable(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}

addEventListener(
  "keydown",
  (event) => {
    const modified = event.ctrlKey || event.metaKey || event.altKey;
    if (!modified && !isEditable(event.target) && KEYS.has(event.key.toLowerCase())) event.stopImmediatePropagation();
  },
  true,
);
