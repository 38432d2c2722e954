// What is near a subject: what it refers to on the left, what refers to it on the right.

const MOST_NEAR = 60, BOX_HEIGHT = 30, BOX_GAP = 14, COLUMN_GAP = 90;

// Subjects at most `hops` links away, with the column each stands in.
function near(start, hops) {
  const column = new Map([[start, 0]]);
  let edge = [start], left = 0;
  for (let hop = 1; hop <= hops; hop++) {
    const next = [];
    for (const at of edge) {
      const to = it => [it.to, column.get(at) - 1], from = it => [it.from, column.get(at) + 1];
      for (const [other, place] of [...model.out[at].map(to), ...model.in[at].map(from)]) {
        if (column.has(other)) continue;
        if (column.size >= MOST_NEAR) { left++; continue; }
        column.set(other, place);
        next.push(other);
      }
    }
    edge = next;
  }
  return { column, left };
}

// Boxes of a column in the order of the middle of what they are linked to, from the focus outwards.
function ordered(column) {
  const columns = new Map();
  for (const [subject, place] of column) {
    if (!columns.has(place)) columns.set(place, []);
    columns.get(place).push(subject);
  }
  const rank = new Map();
  const places = [...columns.keys()].sort((a, b) => Math.abs(a) - Math.abs(b) || a - b);
  for (let round = 0; round < 3; round++) {
    for (const place of places) {
      const list = columns.get(place);
      const middle = subject => {
        const others = [...model.out[subject].map(it => it.to), ...model.in[subject].map(it => it.from)].filter(it => rank.has(it) && column.get(it) !== place);
        return others.length ? others.reduce((sum, it) => sum + rank.get(it), 0) / others.length : rank.get(subject) ?? 0.5;
      };
      const key = new Map(list.map(it => [it, middle(it)]));
      list.sort((a, b) => key.get(a) - key.get(b) || a - b);
      list.forEach((it, idx) => rank.set(it, (idx + 0.5) / list.length));
    }
  }
  return columns;
}

function drawNear(start, hops) {
  const { column, left } = near(start, hops);
  const columns = ordered(column);
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = "13px system-ui, sans-serif";
  const width = new Map([...column.keys()].map(it => [it, Math.ceil(pen.measureText(short(model.subjects[it].name)).width) + 28]));
  const height = Math.max(...[...columns.values()].map(it => it.length * (BOX_HEIGHT + BOX_GAP))) + BOX_GAP;
  const box = new Map();
  let x = 20;
  for (const place of [...columns.keys()].sort((a, b) => a - b)) {
    const list = columns.get(place), wide = Math.max(...list.map(it => width.get(it)));
    let y = (height - list.length * (BOX_HEIGHT + BOX_GAP) + BOX_GAP) / 2;
    for (const it of list) { box.set(it, { x, y, wide, place }); y += BOX_HEIGHT + BOX_GAP; }
    x += wide + COLUMN_GAP;
  }
  const total = x - COLUMN_GAP + 50;
  const svg = makeSvg("svg", { width: total, height, viewBox: `0 0 ${total} ${height}`, role: "group", "aria-label": "What is near " + model.subjects[start].name });
  const seen = new Set();
  for (const link of model.links) {
    const key = link.from + " " + link.to;
    if (!box.has(link.from) || !box.has(link.to) || seen.has(key)) continue;
    seen.add(key);
    svg.append(...wire(box.get(link.from), box.get(link.to), link));
  }
  for (const [it, { x, y, wide }] of box) {
    const subject = model.subjects[it];
    svg.append(makeSvg("a", { href: subjectPath(it), class: it === start ? "centre" : "" },
      makeSvg("title", {}, subject.name),
      makeSvg("rect", { x, y, width: wide, height: BOX_HEIGHT, rx: 6 }),
      makeSvg("text", { x: x + wide / 2, y: y + 20, "text-anchor": "middle" }, short(subject.name))));
  }
  const note = left ? make("p", { class: "quiet" }, `${left} more links lead further than is drawn.`) : null;
  return make("div", {}, make("div", { class: "picture graph", tabindex: 0, role: "group", "aria-label": "Drawing" }, svg), note);
}

const short = name => name.length > 40 ? name.slice(0, 39) + "…" : name;

// A curve from the box that refers to the one it refers to, with a tip there.
function wire(from, to, link) {
  const middle = it => it.y + BOX_HEIGHT / 2;
  let start, end, bend;
  if (from.place > to.place) { start = from.x; end = to.x + to.wide; bend = [-50, 50]; }
  else if (from.place < to.place) { start = from.x + from.wide; end = to.x; bend = [50, -50]; }
  else { start = from.x + from.wide; end = to.x + to.wide; bend = [46, 46]; }
  const y1 = middle(from), y2 = middle(to) + (from === to ? 8 : 0), sign = Math.sign(bend[1]);
  const line = makeSvg("path", { d: `M${start} ${y1 - (from === to ? 8 : 0)}C${start + bend[0]} ${y1} ${end + bend[1]} ${y2} ${end + 6 * sign} ${y2}` });
  line.append(makeSvg("title", {}, link.name ?? link.kind));
  return [line, makeSvg("path", { class: "tip", d: `M${end} ${y2}l${8 * sign} -4v8z` })];
}
