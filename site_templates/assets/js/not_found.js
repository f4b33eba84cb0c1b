// On the page for wrong addresses: finds the first page of this site, which may lie in a folder of the server, and offers ways on.
// The address of a row without its # (id/<table>/<key>) leads on to the row.

const home = async () => {
  const parts = location.pathname.split("/").slice(0, -1);
  for (let length = parts.length; length > 0; length -= 1) {
    const folder = `${parts.slice(0, length).join("/")}/`;
    const answer = await fetch(`${folder}a-z/`, { method: "HEAD" }).catch(() => null);
    if (answer?.ok) return folder;
  }
  return null;
};

const begin = await home();

if (begin) {
  const rest = location.pathname.slice(begin.length);
  const row = /^id\/([^/]+)\/(.+?)\/?$/.exec(rest);
  if (row && (await fetch(`${begin}id/${row[1]}/`, { method: "HEAD" }).catch(() => null))?.ok) {
    location.replace(`${begin}id/${row[1]}/#${row[2]}`);
  }
  // A page that this version does not have may be in the newest one.
  const newest = begin.replace(/[^/]+\/$/, "latest/") + rest;
  if (/\/\d+\.\d+\.\d+\/$/.test(begin) && (await fetch(newest, { method: "HEAD" }).catch(() => null))?.ok) {
    const link = document.createElement("a");
    link.href = newest;
    link.textContent = "The newest version has a page at this address";
    const line = document.createElement("p");
    line.append(link, ".");
    document.querySelector("h1").after(line);
  }
  for (const link of document.querySelectorAll("[data-bw-way]")) link.href = begin + link.dataset.bwWay;
  const ways = document.querySelector("[data-bw-ways]");
  if (ways) ways.hidden = false;
}
