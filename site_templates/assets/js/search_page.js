// The page of the search: its state stands in the address (?q=words&type=kind), results tell their kind, and how many there are is said.

import { ask } from "./search_engine.js";
import { excerpt, pieces } from "./search_text.js";

const STEP = 20;
const form = document.querySelector("[data-bw-find]");
const { q: field, type } = form.elements;
const status = document.querySelector("[data-bw-found]");
const place = document.querySelector("[data-bw-results]");
const lists = new Set(form.dataset.bwLists.split(" "));
const kinds = [...type.options].slice(1);
const names = new Map([...type.options].map((option) => [option, option.textContent]));
const title = document.title;
let turn = 0;

const state = () => {
  const asked = new URL(location.href).searchParams;
  const kind = asked.get("type") ?? "";
  return {
    words: (asked.get("q") ?? "").trim().slice(0, field.maxLength),
    kind: kinds.some((option) => option.value === kind) ? kind : "",
  };
};

// The kind of a page is told by the folder of its address; a list of things is none of them.
function kindOf(location) {
  const [path] = location.split("#");
  const [folder, rest] = path.split("/");
  const found = rest && !lists.has(path) ? kinds.find((option) => option.dataset.bwFolder === folder) : undefined;
  return found ?? kinds.at(-1);
}

function element(tag, className, ...content) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

const marked = (found) => found.map(({ text, hit }) => (hit ? element("mark", "", text) : text));

function link(base, location, html) {
  const made = element("a", "", ...marked(pieces(html)));
  made.href = new URL(location, base);
  return made;
}

function entry(base, { sections, kind }) {
  const page = sections.find(({ location }) => !location.includes("#"));
  const [best] = sections;
  const item = element("li", "bw-result", element("h3", "", link(base, page.location, page.title)));
  item.append(element("p", "bw-result__kind", kind.dataset.bwOne));
  const text = excerpt(best.text || page.text);
  if (text.length) item.append(element("p", "", ...marked(text)));
  if (best !== page) item.append(element("p", "bw-result__where", "In the section: ", link(base, best.location, best.title)));
  const missing = Object.keys(best.terms ?? {}).filter((term) => !best.terms[term]);
  if (missing.length) item.append(element("p", "bw-result__where", "Without: ", element("bdi", "", missing.join(", "))));
  return item;
}

function list(base, found) {
  place.replaceChildren();
  if (!found.length) return;
  const items = element("ol", "bw-results");
  const more = element("button", "bw-button");
  more.type = "button";
  const add = () => {
    const from = items.children.length;
    items.append(...found.slice(from, from + STEP).map((one) => entry(base, one)));
    const left = found.length - items.children.length;
    more.hidden = left <= 0;
    more.textContent = `Show ${Math.min(left, STEP)} more results`;
    return items.children[from];
  };
  more.addEventListener("click", () => add().querySelector("a").focus());
  add();
  place.append(element("h2", "", "Results"), items, more);
}

function count(pages) {
  for (const option of type.options) {
    const number = pages?.filter(({ kind }) => !option.value || kind === option).length;
    option.textContent = pages ? `${names.get(option)} (${number})` : names.get(option);
  }
}

function tell(shown, all, words, kind) {
  const number = kind && all ? `${shown} of ${all}` : all || "No";
  const noun = (kind ? all : shown) === 1 ? "result" : "results";
  const of = kind && all ? `, of the kind: ${names.get(kind)}` : "";
  const advice = shown ? "" : all ? ". Try all kinds." : ". Try other or fewer words, or one of the lists below.";
  status.replaceChildren(`${number} ${noun} for “`, element("bdi", "", words), `”${of}${advice}`);
}

async function show() {
  const mine = (turn += 1);
  const { words, kind } = state();
  field.value = words;
  type.value = kind;
  document.title = words ? `${words} – ${title}` : title;
  if (!words) {
    count(null);
    list(null, []);
    status.textContent = "";
    return;
  }
  status.textContent = "Searching …";
  try {
    const { base, items } = await ask(words);
    if (mine !== turn) return;
    const pages = items.map((sections) => ({ sections, kind: kindOf(sections[0].location) }));
    const chosen = kinds.find((option) => option.value === kind);
    const shown = chosen ? pages.filter((page) => page.kind === chosen) : pages;
    count(pages);
    list(base, shown);
    tell(shown.length, pages.length, words, chosen);
  } catch {
    if (mine === turn) status.textContent = "The search could not be loaded. The lists below have everything.";
  }
}

function go() {
  const address = new URL(location.href);
  for (const { name, value } of [field, type]) {
    if (value.trim()) address.searchParams.set(name, value.trim());
    else address.searchParams.delete(name);
  }
  if (address.href !== location.href) history.pushState(null, "", address);
  show();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  go();
});
type.addEventListener("change", go);
addEventListener("popstate", show);
document.querySelector("[data-bw-without]").hidden = true;
form.hidden = false;
show();
