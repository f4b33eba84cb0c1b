// The content: scrolling frames are stops for the keyboard only while they scroll; the list of sections is open where there is room.

const frames = document.querySelectorAll(".bw-scroll");

function stopAt(frame) {
  if (frame.scrollWidth > frame.clientWidth + 1) frame.tabIndex = 0;
  else frame.removeAttribute("tabindex");
}

const watcher = new ResizeObserver((entries) => entries.forEach((entry) => stopAt(entry.target)));
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
