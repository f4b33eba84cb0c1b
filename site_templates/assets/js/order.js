// The order of the texts of a column: numbers by their size, words by the alphabet, what is not known behind all values.

const words = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
// What stands in a cell without a value sorts behind all values.
const NOTHING = /^(not |no |none|unknown|–|$)/i;

export function textOf(row, at) {
  return row.cells[at]?.textContent.trim() ?? "";
}

function numberOf(text) {
  const match = /-?\d[\d,]*(?:\.\d+)?/.exec(text);
  return match ? Number(match[0].replaceAll(",", "")) : NaN;
}

export function compare(numeric, down) {
  const turn = down ? -1 : 1;
  return (a, b) => {
    const lack = NOTHING.test(a.text) - NOTHING.test(b.text);
    if (lack) return lack;
    const [x, y] = [numberOf(a.text), numberOf(b.text)];
    if (numeric && !Number.isNaN(x) && !Number.isNaN(y) && x !== y) return turn * (x - y);
    return turn * words.compare(a.text, b.text);
  };
}
