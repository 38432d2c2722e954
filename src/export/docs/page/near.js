// What is near a subject, as boxes in columns: what it refers to on the left, what refers to it on the right.

const MOST_NEAR = 60, HEAD = 28, ROW_HEIGHT = 20, BOX_GAP = 18, LANE = 10;
// What was chosen last holds for every subject.
let nearHops = 1, nearRows = "keys";

const pen = document.createElement("canvas").getContext("2d");
const SANS = "system-ui, -apple-system, 'Segoe UI', 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif";

function textWidth(text, font) {
  pen.font = `${font} ${SANS}`;
  return Math.ceil(pen.measureText(text).width);
}

const shortened = text => text.length > 36 ? text.slice(0, 35) + "…" : text;

// Subjects at most `hops` links away, with the column each stands in.
function near(start, hops) {
  const column = new Map([[start, 0]]), left = new Set();
  let edge = [start];
  for (let hop = 1; hop <= hops; hop++) {
    const next = [];
    for (const at of edge) {
      const to = it => [it.to, column.get(at) - 1], from = it => [it.from, column.get(at) + 1];
      for (const [other, place] of [...model.out[at].map(to), ...model.in[at].map(from)]) {
        if (column.has(other)) continue;
        if (column.size >= MOST_NEAR) { left.add(other); continue; }
        column.set(other, place);
        next.push(other);
      }
    }
    edge = next;
  }
  return { column, n_left: left.size };
}

// Which columns of a subject are shown, with their places.
function rowsOf(idx, rows) {
  const all = model.subjects[idx].columns.map((it, at) => [it, at]);
  return rows === "none" ? [] : rows === "keys" ? all.filter(([it]) => /PK|FK/.test(it.mark ?? "")) : all.slice(0, 40);
}

function boxOf(idx, place, rows) {
  const it = model.subjects[idx], list = rowsOf(idx, rows);
  const title = shortened(it.name), names = list.map(([it]) => shortened(it.name)), types = list.map(([it]) => shortened(it.type));
  const widest = Math.max(0, ...names.map((name, at) => textWidth(name, "12px") + textWidth(types[at], "11px") + 72));
  const wide = Math.max(90, textWidth(title, "600 13px") + 32, widest);
  return { idx, place, title, list, names, types, wide, high: HEAD + list.length * ROW_HEIGHT + (list.length ? 6 : 2), x: 0, y: 0 };
}

// Lines between boxes, each by way of a lane through every column that it passes.
function chains(boxes, lanes) {
  const res = [], seen = new Set();
  for (const link of model.links) {
    const from = boxes.get(link.from), to = boxes.get(link.to);
    if (!from || !to) continue;
    const rowIn = (box, at) => box.list.findIndex(it => it[1] === at);
    const [start, end] = link.columns ?? [], fromRow = rowIn(from, start ?? -1), toRow = rowIn(to, end ?? -1);
    const key = [link.from, link.to, fromRow, toRow].join();
    if (seen.has(key)) continue;
    seen.add(key);
    const ends = [{ box: from, row: fromRow }, { box: to, row: toRow }];
    const [left, right] = from.place <= to.place ? ends : [ends[1], ends[0]];
    const way = [left];
    for (let place = left.box.place + 1; place < right.box.place; place++) {
      const lane = { place, wide: 0, high: LANE, x: 0, y: 0, isLane: true };
      lanes.push(lane);
      way.push({ box: lane, row: -1 });
    }
    way.push(right);
    res.push({ link, way, isTurned: left !== ends[0], isBeside: from.place === to.place });
  }
  return res;
}

// The boxes and lanes of each column from top to bottom, so that few lines cross: each in the middle of its neighbours.
function stacked(boxes, lanes, lines) {
  const columns = new Map(), beside = new Map();
  for (const it of [...boxes.values(), ...lanes]) {
    if (!columns.has(it.place)) columns.set(it.place, []);
    columns.get(it.place).push(it);
    beside.set(it, []);
  }
  // What is beside a box, and by how much their tops differ when the line between them is straight.
  for (const { way } of lines) for (let at = 1; at < way.length; at++) {
    const [left, right] = [way[at - 1], way[at]], off = height(left) - left.box.y - height(right) + right.box.y;
    beside.get(left.box).push({ box: right.box, off: -off });
    beside.get(right.box).push({ box: left.box, off });
  }
  const places = [...columns.keys()].sort((a, b) => a - b), fromFocus = [...places].sort((a, b) => Math.abs(a) - Math.abs(b) || a - b);
  const rank = new Map();
  for (let round = 0; round < 8; round++) {
    for (const place of round % 2 ? [...fromFocus].reverse() : fromFocus) {
      const list = columns.get(place), key = new Map();
      list.forEach((it, at) => {
        const others = beside.get(it).filter(({ box }) => box.place !== place && rank.has(box));
        key.set(it, others.length ? others.reduce((sum, { box }) => sum + rank.get(box), 0) / others.length : (at + 0.5) / list.length);
      });
      list.sort((a, b) => key.get(a) - key.get(b));
      list.forEach((it, at) => rank.set(it, (at + 0.5) / list.length));
    }
  }
  settle(places.map(it => columns.get(it)), beside);
  return { places, columns };
}

// Heights: every box as near to where its lines are straight as those above and below let it.
function settle(columns, beside) {
  const gap = (a, b) => a.isLane && b.isLane ? 4 : BOX_GAP;
  for (const list of columns) list.reduce((y, it, at) => (it.y = at ? y + gap(list[at - 1], it) : 0, it.y + it.high), 0);
  const tallest = Math.max(...columns.map(list => list.length ? list[list.length - 1].y + list[list.length - 1].high : 0));
  for (const list of columns) {
    const last = list[list.length - 1], down = (tallest - last.y - last.high) / 2;
    for (const it of list) it.y += down;
  }
  for (let round = 0; round < 8; round++) for (const list of round % 2 ? columns : [...columns].reverse()) {
    const wish = list.map(it => {
      const others = beside.get(it).filter(({ box }) => box.place !== it.place);
      return others.length ? others.reduce((sum, { box, off }) => sum + box.y + off, 0) / others.length : it.y;
    });
    // Pushed down where they overlap, then the whole column moved by what that cost on average.
    list.forEach((it, at) => it.y = at ? Math.max(wish[at], list[at - 1].y + list[at - 1].high + gap(list[at - 1], it)) : wish[at]);
    const off = list.reduce((sum, it, at) => sum + it.y - wish[at], 0) / list.length;
    for (const it of list) it.y -= off;
  }
  const top = Math.min(...columns.flat().map(it => it.y));
  for (const it of columns.flat()) it.y = Math.round(it.y - top);
}
