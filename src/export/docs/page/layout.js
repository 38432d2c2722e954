// Boxes and lines get their places: the layout of `erc diagram`, compiled to WebAssembly.

// How the two boxes of a link want to stand: the one referred to at the left, at the right, above.
const KINDS = { reference: 1, identifying: 1, role: 1, alternative: 2, subtype: 3 };
let layout = null;

// A browser that may not or cannot run it shows no neighbourhoods; everything in them is told in words as well.
async function readLayout() {
  try {
    const module = await new Response(inflated("layout")).arrayBuffer();
    layout = (await WebAssembly.instantiate(module)).instance.exports;
  } catch { layout = null; }
}

// The graph as numbers, as tests/browser/layout says them.
function graphWords(boxes, lines) {
  const places = new Map(boxes.map((it, at) => [it, at])), looks = new Map();
  const bundle = look => looks.get(look) ?? looks.set(look, looks.size).get(look);
  const end = (box, row, sign, bundle) => [places.get(box), row, sign, -1, -1, bundle];
  return [0, boxes.length, ...boxes.flatMap(it => [it.wide, it.high, -1, it.list.length, ...it.list.flatMap((_, at) => [HEAD + 2 + at * ROW_HEIGHT, ROW_HEIGHT])]),
    lines.length, ...lines.flatMap(({ link, from, to, fromRow, toRow }) => [KINDS[link.kind], ...end(from, fromRow, signOf(link, "back").extent, -1),
      ...end(to, toRow, signOf(link, "there").extent, bundle(link.kind + link.there)), -1, -1])];
}

// Places for all boxes, corners for all lines, and the size of the whole.
function layOut(boxes, lines) {
  const words = graphWords(boxes, lines), room = layout.room(words.length);
  new Int32Array(layout.memory.buffer, room, words.length).set(words);
  const answer = layout.draw(room, words.length), [n_words] = new Int32Array(layout.memory.buffer, answer, 1);
  const drawn = new Int32Array(layout.memory.buffer, answer + 4, n_words).slice();
  layout.forget(answer, n_words + 1);
  let at = 0;
  const next = () => drawn[at++], size = [next(), next()];
  for (const it of boxes) { [it.x, it.y] = [next(), next()]; at += 2; }
  for (const it of lines) {
    it.points = Array.from({ length: next() }, () => [next(), next()]);
    at += 12;
  }
  return size;
}

// A path with rounded corners.
function rounded(points) {
  let res = `M${points[0]}`;
  for (let at = 1; at < points.length - 1; at++) {
    const [before, here, after] = [points[at - 1], points[at], points[at + 1]];
    const length = (a, b) => Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]), r = Math.min(6, length(before, here) / 2, length(here, after) / 2);
    const toward = it => [here[0] + Math.sign(it[0] - here[0]) * r, here[1] + Math.sign(it[1] - here[1]) * r];
    res += `L${toward(before)}Q${here} ${toward(after)}`;
  }
  return res + `L${points[points.length - 1]}`;
}

// The signs at the ends of lines that leave a box to the right, and how far they reach: one, none or one, one or more, any number.
const SIGNS = {
  "1": { extent: 13, d: "M6 -5v10M10 -5v10" }, "0..1": { extent: 17, d: "M5 -5v10M9 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0" },
  "1..": { extent: 17, d: "M0 -5L12 0L0 5M15 -5v10" }, "0..": { extent: 20, d: "M0 -5L12 0L0 5M12 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0" },
  subtype: { extent: 14, d: "M0 0L14 8V-8z" }, alternative: { extent: 10, d: "M10 5L0 0L10 -5" }, none: { extent: 0, d: "" },
};

function signOf(link, end) {
  if (link.kind === "subtype" || link.kind === "alternative") return SIGNS[end === "there" ? link.kind : "none"];
  const bounds = link[end];
  return !bounds ? SIGNS.none : SIGNS[bounds] ?? SIGNS[bounds.endsWith("..1") ? "1" : bounds.startsWith("0") ? "0.." : "1.."];
}

// A sign at a point, turned the way the line leaves.
function signAt(sign, [x, y], [toX, toY]) {
  const turn = toX < x ? 180 : toY > y ? 90 : toY < y ? -90 : 0;
  return sign.d && makeSvg("path", { class: "sign", d: sign.d, transform: `translate(${x} ${y})${turn ? ` rotate(${turn})` : ""}` });
}
