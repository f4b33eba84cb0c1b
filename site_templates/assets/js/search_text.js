// Texts of the search index as plain pieces: what was found is marked, and no other markup is kept.

const BEFORE = 80;
const LONGEST = 260;
const TOKEN = /<[^>]*>|[^<]+/g;
const BLOCK = /^<\/?(?:p|li|td|th|dt|dd|div|tr|ul|ol|dl|table|br|h[1-6])\b/i;
const NAMED = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

function decoded(text) {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) =>
    name ? (NAMED[name.toLowerCase()] ?? whole) : String.fromCodePoint(decimal ? Number(decimal) : parseInt(hex, 16)),
  );
}

// The text of a piece of HTML, as { text, hit } in their order. Nothing is handed to the browser as HTML.
export function pieces(html) {
  const found = [];
  let hit = false;
  for (const [token] of html.matchAll(TOKEN)) {
    if (/^<\/?mark\b/i.test(token)) hit = token[1] !== "/";
    else if (token[0] !== "<") found.push({ text: decoded(token.replace(/\s+/g, " ")), hit });
    else if (BLOCK.test(token) && found.length) found.push({ text: " ", hit: false });
  }
  return found;
}

// What stands around the first word that was found, or the beginning.
export function excerpt(html) {
  const all = pieces(html);
  const hit = Math.max(all.findIndex((piece) => piece.hit), 0);
  let lead = all.slice(0, hit).map(({ text }) => text).join("");
  if (lead.length > BEFORE) lead = `… ${lead.slice(lead.indexOf(" ", lead.length - BEFORE) + 1)}`;
  const out = lead ? [{ text: lead, hit: false }] : [];
  let left = LONGEST - lead.length;
  for (const piece of all.slice(hit)) {
    if (left <= 0) break;
    const whole = piece.text.length <= left;
    const text = whole ? piece.text : piece.text.slice(0, left).replace(/\s+\S*$/, "");
    out.push({ text, hit: piece.hit });
    left -= piece.text.length;
  }
  if (left <= 0) out.push({ text: " …", hit: false });
  return out;
}
