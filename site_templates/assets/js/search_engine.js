// Asks the theme's own worker, with the theme's own index: the page of the search finds what the box in the header finds.

const SETUP = 0;
const QUERY = 2;

function answer(worker, message) {
  return new Promise((resolve, reject) => {
    worker.addEventListener("message", ({ data }) => resolve(data.data), { once: true });
    worker.addEventListener("error", reject, { once: true });
    worker.postMessage(message);
  });
}

async function start() {
  const settings = JSON.parse(document.getElementById("__config").textContent);
  const base = new URL(settings.base, location.href);
  const found = await fetch(new URL("search/search_index.json", base));
  if (!found.ok) throw new Error(found.statusText);
  const { config, docs } = await found.json();
  const worker = new Worker(settings.search);
  await answer(worker, { type: SETUP, data: { config, docs, options: {} } });
  return { base, worker };
}

let started;
let before = Promise.resolve();

async function query(words) {
  const { base, worker } = await started;
  const { items } = await answer(worker, { type: QUERY, data: words });
  return { base, items };
}

// The results page by page, best first: lists of { location, title, text, terms }, where titles and texts are HTML.
export function ask(words) {
  started ??= start().catch((error) => {
    started = undefined; // the next question tries once more
    throw error;
  });
  // The worker does not say which question it answers, so one waits for the other.
  const mine = before.then(() => query(words));
  before = mine.catch(() => {});
  return mine;
}
