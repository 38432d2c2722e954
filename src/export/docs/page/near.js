// What is near a subject: which boxes, what they show, and how they are joined.

// More boxes than that are no neighbourhood any more.
const MOST_NEAR = 60, MOST_ROWS = 40, HEAD = 28, ROW_HEIGHT = 20;
// What was chosen last holds for every subject.
let nearHops = 1, nearRows = "keys";

const pen = document.createElement("canvas").getContext("2d");
const SANS = "system-ui, -apple-system, 'Segoe UI', 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif";

function textWidth(text, font) {
  pen.font = `${font} ${SANS}`;
  return Math.ceil(pen.measureText(text).width);
}

const shortened = text => text.length > 36 ? text.slice(0, 35) + "…" : text;

// Subjects at most `hops` links away, nearest first where they are too many.
function near(start, hops) {
  const found = new Set([start]), left = new Set();
  let edge = [start];
  for (let hop = 1; hop <= hops; hop++) {
    const next = [];
    for (const at of edge) for (const other of [...model.out[at].map(it => it.to), ...model.in[at].map(it => it.from)]) {
      if (found.has(other)) continue;
      if (found.size >= MOST_NEAR) { left.add(other); continue; }
      found.add(other);
      next.push(other);
    }
    edge = next;
  }
  return { found: [...found].sort((a, b) => a - b), n_left: left.size };
}

// Which columns of a subject are shown, with their places.
function rowsOf(idx, rows) {
  const all = model.subjects[idx].columns.map((it, at) => [it, at]);
  return rows === "none" ? [] : rows === "keys" ? all.filter(([it]) => /PK|FK/.test(it.mark ?? "")) : all.slice(0, MOST_ROWS);
}

function boxOf(idx, rows) {
  const it = model.subjects[idx], list = rowsOf(idx, rows);
  const title = shortened(it.name), names = list.map(([it]) => shortened(it.name)), types = list.map(([it]) => shortened(it.type));
  const widest = Math.max(0, ...names.map((name, at) => textWidth(name, "12px") + textWidth(types[at], "11px") + 72));
  const wide = Math.max(90, textWidth(title, "600 13px") + 32, widest);
  return { idx, title, list, names, types, wide, high: HEAD + list.length * ROW_HEIGHT + (list.length ? 6 : 2), x: 0, y: 0 };
}

// Lines between boxes, once for each pair of rows.
function linesBetween(boxes) {
  const res = [], seen = new Set();
  for (const link of model.links) {
    const from = boxes.get(link.from), to = boxes.get(link.to);
    if (!from || !to) continue;
    const rowIn = (box, at) => box.list.findIndex(it => it[1] === at);
    const [start, end] = link.columns ?? [], line = { link, from, to, fromRow: rowIn(from, start ?? -1), toRow: rowIn(to, end ?? -1) };
    const key = [link.from, link.to, line.fromRow, line.toRow].join();
    if (seen.has(key)) continue;
    seen.add(key);
    res.push(line);
  }
  return res;
}
