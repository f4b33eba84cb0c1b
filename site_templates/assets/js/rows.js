// The address of a row stays the same, the page that shows the row may change: an address that ends with the key of a row leads on to it.

const key = decodeURIComponent(location.hash.slice(1));
const found = key ? document.getElementById(key) : null;
const frame = document.querySelector("[data-bw-rows]");

if (found?.matches(".bw-row-list a")) location.replace(found.href);
else if (key && !found && frame) location.replace(frame.dataset.bwRows + location.hash);
