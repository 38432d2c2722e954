// What the page says: inflated once, with the look-ups that several pages need.

let model;

// What an element of the page holds, deflated and in letters.
function inflated(id) {
  const bytes = Uint8Array.from(atob(document.getElementById(id).textContent), it => it.charCodeAt(0));
  return new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
}

async function readModel() {
  model = JSON.parse(await new Response(inflated("data")).text());
  for (const list of ["findings", "codes", "objects"]) model[list] ??= [];
  model.bySubject = lookUp(model.subjects);
  model.byType = lookUp(model.types);
  model.out = model.subjects.map(() => []);
  model.in = model.subjects.map(() => []);
  for (const link of model.links) {
    model.out[link.from].push(link);
    model.in[link.to].push(link);
  }
  model.members = gathered(model.subjects, it => it.group ?? -1);
  model.findingsOf = gathered(model.findings, it => it.subject);
  model.objectsOf = gathered(model.objects, it => it.subject);
  model.changesOf = gathered(model.history?.changes ?? [], it => it.subject);
  model.cycles = components().filter(it => it.length > 1);
  model.inCycle = new Set(model.cycles.flat());
}

// Places by full name, and by short name where only one has it.
function lookUp(list) {
  const res = new Map();
  list.forEach((it, idx) => res.set(it.name, idx));
  list.forEach((it, idx) => res.set(it.id, idx));
  return res;
}

// The places of a list by a key of theirs.
function gathered(list, key) {
  const res = new Map();
  list.forEach((it, idx) => {
    const at = key(it);
    if (!res.has(at)) res.set(at, []);
    res.get(at).push(idx);
  });
  return res;
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
const columnPath = (idx, column) => subjectPath(idx) + "/" + column;
const nearPath = (idx, hops, rows) => `#/near/${encodeURIComponent(model.subjects[idx].id)}/${hops}/${rows}`;
const typePath = idx => "#/t/" + encodeURIComponent(model.types[idx].id);
const groupPath = idx => "#/g/" + idx;
const isTable = it => it.kind === "entity" || it.kind === "weak entity";
const kindName = it => isTable(it) ? "table" : it.kind;

function groupName(idx) {
  if (idx < 0) return model.groups.length ? "In no group" : "Tables";
  const [name, parent] = model.groups[idx];
  return parent === null ? name : model.groups[parent][0] + " / " + name;
}

// Groups that hold something, what is in none last.
const groupsInOrder = () => [...model.members.keys()].sort((a, b) => (a < 0) - (b < 0) || a - b);

// The subject that nothing is known to refer to, or that refers to nothing, is alone.
const isAlone = idx => !model.out[idx].length && !model.in[idx].length && model.subjects[idx].kind !== "view";

const hubs = () => model.subjects.map((_, idx) => idx).filter(idx => model.in[idx].length > 1)
  .sort((a, b) => model.in[b].length - model.in[a].length || a - b);

// How much of what can be documented is: the share, and how many of how many.
function coverage() {
  const of = list => ({ told: list.filter(it => it.docs).length, all: list.length });
  const subjects = of(model.subjects), columns = of(model.subjects.flatMap(it => it.columns));
  const all = subjects.all + columns.all, told = subjects.told + columns.told;
  return { subjects, columns, share: all ? Math.round(100 * told / all) : 100 };
}

// What changed about a subject: `new`, `changed`, or nothing.
function changeOf(idx) {
  const list = model.changesOf.get(idx)?.map(it => model.history.changes[it]);
  if (!list) return null;
  return list.some(it => it.kind === "table" && it.verb === "add") ? "new" : "changed";
}
