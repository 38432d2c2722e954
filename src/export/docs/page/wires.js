// Right-angled lines between the boxes of a neighbourhood, in the gaps between its columns.

const TRACK = 8, LEAD = 26;

// Where a line meets a box: at the row it starts or ends at, else at the name.
const height = end => (end.box.isLane ? end.box.y + LANE / 2 : end.row < 0 ? end.box.y + HEAD / 2 : end.box.y + HEAD + end.row * ROW_HEIGHT + ROW_HEIGHT / 2 + 2) + (end.shift ?? 0);

// Lines that meet a box in the same way meet at the same point, others beside it.
function parted(lines) {
  const points = new Map();
  for (const { link, way, isTurned } of lines) for (const [end, side] of [[way[0], 0], [way[way.length - 1], 1]]) {
    const isStart = (side === 0) !== isTurned, look = [isStart ? link.back : link.there, isStart || link.kind].join();
    const key = [end.box.idx, end.row, side].join();
    if (!points.has(key)) points.set(key, new Map());
    const looks = points.get(key);
    if (!looks.has(look)) looks.set(look, []);
    looks.get(look).push(end);
  }
  for (const looks of points.values()) {
    [...looks.values()].forEach((ends, at) => ends.forEach(it => it.shift = (at - (looks.size - 1) / 2) * Math.min(10, 22 / looks.size)));
  }
}

// Every line as pieces, each in one gap: between neighbouring columns, or out of a column and back into it.
function pieces(lines, places) {
  const gaps = new Map(places.map(it => [it, []]));
  for (const line of lines) {
    const { way } = line;
    line.pieces = [];
    for (let at = 1; at < way.length; at++) {
      const piece = { line, y1: height(way[at - 1]), y2: height(way[at]), isBeside: line.isBeside, track: 0 };
      if (line.isBeside && way[0].box === way[1].box && piece.y1 === piece.y2) piece.y1 += 9;
      line.pieces.push(piece);
      gaps.get(way[at - 1].box.place).push(piece);
    }
  }
  return gaps;
}

// Upright parts that would share a height get tracks of their own, in the order that crosses least. Answers how many there are.
function tracked(gap) {
  const upright = gap.filter(it => it.isBeside || Math.abs(it.y1 - it.y2) > 0.5);
  const isDown = it => it.y1 < it.y2;
  upright.sort((a, b) => (isDown(b) - isDown(a)) || (isDown(a) ? b.y1 - a.y1 : a.y1 - b.y1));
  const low = it => Math.min(it.y1, it.y2) - 3, high = it => Math.max(it.y1, it.y2) + 3;
  // Lines to the same point share their track.
  const isShared = (a, b) => !a.isBeside && !b.isBeside && (a.y2 === b.y2 || a.y1 === b.y1) && isDown(a) === isDown(b);
  const done = [];
  for (const it of upright) {
    let track = 0;
    for (const other of done) {
      if (low(it) < high(other) && low(other) < high(it)) track = Math.max(track, other.track + (isShared(it, other) ? 0 : 1));
    }
    it.track = track;
    done.push(it);
  }
  return Math.max(0, ...upright.map(it => it.track + 1));
}

// Columns get their places from left to right, with gaps as wide as the lines in them need. Answers the whole width.
function spread({ places, columns }, gaps) {
  let x = 0;
  for (const place of places) {
    const list = columns.get(place), wide = Math.max(...list.map(it => it.wide));
    for (const it of list) { it.x = place < 0 ? x + wide - it.wide : x; if (it.isLane) it.wide = wide; if (it.isLane) it.x = x; }
    const gap = gaps.get(place), n = tracked(gap), beside = gap.some(it => it.isBeside);
    const room = n ? (n - 1) * TRACK + 2 * LEAD : 2 * LEAD - TRACK;
    for (const it of gap) it.x = x + wide + LEAD + it.track * TRACK;
    x += wide + (place === places[places.length - 1] && !beside ? 0 : room);
  }
  return x;
}

// The corners of a line from the subject that refers to the one it refers to.
function corners(line) {
  const { way, pieces, isTurned } = line, first = way[0].box, last = way[way.length - 1].box;
  const points = [[first.x + first.wide, pieces[0].y1]];
  for (const it of pieces) points.push([it.x, it.y1], [it.x, it.y2]);
  points.push([line.isBeside ? last.x + last.wide : last.x, pieces[pieces.length - 1].y2]);
  const res = points.filter((it, at) => at === 0 || it[0] !== points[at - 1][0] || it[1] !== points[at - 1][1]);
  return isTurned ? res.reverse() : res;
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

// The sign of a crow's foot notation at a box: a foot for many, bars for one, a ring for none.
function ending([x, y], [beforeX], bounds) {
  if (!bounds) return "";
  const out = Math.sign(beforeX - x) || 1, [min, max] = bounds.includes("..") ? bounds.split("..") : [bounds, bounds];
  const at = step => x + out * step, bar = step => `M${at(step)} ${y - 5}v10`;
  const most = max === "1" ? bar(8) : `M${x} ${y - 6}L${at(11)} ${y}L${x} ${y + 6}`;
  const ring = step => `M${at(step - 3.5)} ${y}a3.5 3.5 0 1 0 ${out * 7} 0a3.5 3.5 0 1 0 ${-out * 7} 0`;
  return most + (min === "0" ? ring(16) : max === "1" ? bar(12) : bar(14));
}
