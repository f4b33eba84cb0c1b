// Reads a CSV file as far as a gallery needs it: the lines of its records as they are, and the first cell of each.

export function records(text) {
  const found = [];
  let begin = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') quoted = !quoted;
    else if (text[at] === "\n" && !quoted) {
      found.push(record(text.slice(begin, at)));
      begin = at + 1;
    }
  }
  if (begin < text.length) found.push(record(text.slice(begin)));
  return found;
}

function record(line) {
  const match = /^"((?:[^"]|"")*)"|^[^,]*/.exec(line);
  return { line, key: match[1]?.replaceAll('""', '"') ?? match[0] };
}
