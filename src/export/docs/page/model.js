// What the page says: inflated once, with the look-ups that several pages need.

let model;

async function readModel() {
  const packed = document.getElementById("data").textContent;
  const bytes = Uint8Array.from(atob(packed), it => it.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  model = JSON.parse(await new Response(stream).text());
  model.bySubject = new Map(model.subjects.map((it, idx) => [it.id, idx]));
  model.byName = new Map(model.subjects.map((it, idx) => [it.name, idx]));
  model.byType = new Map(model.types.map((it, idx) => [it.id, idx]));
  model.typeNames = new Map(model.types.map((it, idx) => [it.name, idx]));
  model.out = model.subjects.map(() => []);
  model.in = model.subjects.map(() => []);
  for (const link of model.links) {
    model.out[link.from].push(link);
    model.in[link.to].push(link);
  }
  model.members = new Map();
  model.subjects.forEach((it, idx) => {
    const group = it.group ?? -1;
    if (!model.members.has(group)) model.members.set(group, []);
    model.members.get(group).push(idx);
  });
  const cycles = components().filter(it => it.length > 1);
  model.cycles = cycles;
  model.inCycle = new Set(cycles.flat());
}

// The subjects that refer to one another in circles: Tarjan's algorithm without recursion.
function components() {
  const n = model.subjects.length, order = new Array(n).fill(-1), low = new Array(n).fill(0);
  const onStack = new Array(n).fill(false), stack = [], res = [];
  let time = 0;
  for (let root = 0; root < n; root++) {
    if (order[root] >= 0) continue;
    const work = [[root, 0]];
    while (work.length) {
      const top = work[work.length - 1], [at, next] = top;
      if (next === 0) { order[at] = low[at] = time++; stack.push(at); onStack[at] = true; }
      const links = model.out[at].filter(it => it.kind !== "role");
      if (next < links.length) {
        top[1]++;
        const to = links[next].to;
        if (order[to] < 0) work.push([to, 0]);
        else if (onStack[to]) low[at] = Math.min(low[at], order[to]);
        continue;
      }
      work.pop();
      if (work.length) { const above = work[work.length - 1][0]; low[above] = Math.min(low[above], low[at]); }
      if (low[at] === order[at]) {
        const part = [];
        let it;
        do { it = stack.pop(); onStack[it] = false; part.push(it); } while (it !== at);
        res.push(part.sort((a, b) => a - b));
      }
    }
  }
  return res;
}

const subjectPath = idx => "#/s/" + encodeURIComponent(model.subjects[idx].id);
const typePath = idx => "#/t/" + encodeURIComponent(model.types[idx].id);
const groupPath = idx => "#/g/" + idx;
const kindName = it => it.kind === "entity" || it.kind === "weak entity" ? "table" : it.kind;

function groupName(idx) {
  if (idx < 0) return "In no group";
  const [name, parent] = model.groups[idx];
  return parent === null ? name : model.groups[parent][0] + " / " + name;
}

// An element with attributes and children; texts are never read as markup.
function make(tag, attributes, ...children) {
  const res = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) res.addEventListener(name.slice(2), value);
    else res.setAttribute(name, value === true ? "" : value);
  }
  res.append(...children.flat(Infinity).filter(it => it !== null && it !== undefined && it !== false));
  return res;
}

function makeSvg(tag, attributes, ...children) {
  const res = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes ?? {})) res.setAttribute(name, value);
  res.append(...children);
  return res;
}

// Paragraphs, and `code` in them.
function prose(text, className) {
  if (!text) return [];
  return text.split(/\n\s*\n/).map(paragraph => make("p", { class: className }, inline(paragraph)));
}

const inline = text => text.split(/(`[^`]+`)/).map(it =>
  it.length > 2 && it.startsWith("`") && it.endsWith("`") ? make("code", {}, it.slice(1, -1)) : it);

function grid(heads, rows) {
  return make("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": heads.join(", ") },
    make("table", {},
      make("thead", {}, make("tr", {}, heads.map(it => make("th", { scope: "col" }, it)))),
      make("tbody", {}, rows)));
}
