// The content: what scrolls is a stop for the keyboard only while it scrolls; what is folded in opens when it is wanted.

const frames = document.querySelectorAll(".bw-scroll, article pre, article pre > code");

// Everything is measured before anything is changed: the browser then lays the page out once.
const watcher = new ResizeObserver((entries) => {
  const scrolling = entries.map(({ target }) => target.scrollWidth > target.clientWidth + 1);
  entries.forEach(({ target }, at) => {
    if (scrolling[at]) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  });
});
frames.forEach((frame) => watcher.observe(frame));

const contents = document.querySelector(".bw-contents");

if (contents) {
  const wide = matchMedia("(min-width: 60em)");
  const fit = () => {
    contents.open = wide.matches;
  };
  wide.addEventListener("change", fit);
  fit();
}

// What a link names is shown, wherever it stands.
function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let fold = target?.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) fold.open = true;
}
addEventListener("hashchange", reveal);
if (location.hash) reveal();

// Paper cannot be unfolded.
let unfolded = [];
addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll("article details:not([open])")];
  for (const fold of unfolded) fold.open = true;
});
addEventListener("afterprint", () => {
  for (const fold of unfolded) fold.open = false;
});
