// Search: names of subjects, columns, types and groups, best first; then what is said about them.

const MOST_HITS = 40;
let hits = [], chosen = 0;
const searchIndex = [], indexing = indexed();

// A subject at a time, so that it can be made while nothing else is to do.
function* indexed() {
  const add = (name, where, kind, path, weight, docs = "") =>
    searchIndex.push({ name, low: name.toLowerCase(), where, lowWhere: where.toLowerCase(), kind, path, weight, lowDocs: docs.toLowerCase() });
  for (const [idx, it] of model.subjects.entries()) {
    add(it.name, it.group === undefined ? "" : groupName(it.group), kindName(it), subjectPath(idx), 0, it.docs);
    for (const table of new Set(it.tables?.map(it => it.name) ?? [])) {
      if (table.toLowerCase() !== it.name.toLowerCase()) add(table, it.name, "in the database", subjectPath(idx), 1);
    }
    it.columns.forEach((column, at) => add(column.name, it.name, column.type, columnPath(idx, at), 2, column.docs));
    yield;
  }
  model.types.forEach((it, idx) => {
    add(it.name, "", it.kind, typePath(idx), 1, it.docs);
    if (it.kind === "enum") it.parts.forEach(part => add(part[0], it.name, "value", typePath(idx), 3));
  });
  model.groups.forEach((it, idx) => add(it[0], "", "group", groupPath(idx), 1));
}

// Ready before the first key is pressed, and searched once so that the first search is as quick as the next.
function indexWhenIdle() {
  const idle = window.requestIdleCallback ?? (work => setTimeout(() => work({ timeRemaining: () => 8 })));
  const work = deadline => {
    const until = performance.now() + Math.max(4, Math.min(deadline.timeRemaining(), 12));
    while (performance.now() < until) if (indexing.next().done) { idle(() => search("e")); return; }
    idle(work);
  };
  idle(work);
}

// Equal, then at the start, then at the start of a word, then anywhere.
function rank(entry, words) {
  let res = entry.weight;
  for (const word of words) {
    const at = entry.low.indexOf(word);
    if (at < 0) {
      if (entry.lowWhere.includes(word)) res += 40;
      else if (entry.lowDocs.includes(word)) res += 90;
      else return -1;
    } else if (entry.low === word) res += 0;
    else if (at === 0) res += 10;
    else if (/[^\p{L}\p{N}]/u.test(entry.low[at - 1]) || isUpper(entry.name, at)) res += 20;
    else res += 30;
  }
  return res * 1000 + Math.min(entry.name.length, 999);
}

const isUpper = (name, at) => name[at] !== name[at]?.toLowerCase();

function search(text) {
  while (!indexing.next().done);
  const words = text.toLowerCase().split(/[\s.]+/).filter(it => it);
  if (!words.length) return [];
  // The best so far, in order.
  const best = [];
  for (const entry of searchIndex) {
    const score = rank(entry, words);
    if (score < 0 || best.length === MOST_HITS && score >= best[MOST_HITS - 1][0]) continue;
    let at = best.length;
    while (at > 0 && best[at - 1][0] > score) at--;
    best.splice(at, 0, [score, entry]);
    best.length = Math.min(best.length, MOST_HITS);
  }
  return best.map(it => it[1]);
}

function marked(name, text) {
  const word = text.toLowerCase().split(/[\s.]+/).find(it => it && name.toLowerCase().includes(it));
  if (!word) return [name];
  const at = name.toLowerCase().indexOf(word);
  return [name.slice(0, at), make("mark", {}, name.slice(at, at + word.length)), name.slice(at + word.length)];
}

function showHits() {
  const input = document.getElementById("query"), list = document.getElementById("hits");
  const text = input.value.trim();
  hits = search(text);
  chosen = 0;
  list.replaceChildren(...hits.map((it, idx) => make("div", {
    class: "hit", role: "option", id: "hit" + idx, "aria-selected": idx === 0 ? "true" : "false",
    onmousedown: event => { event.preventDefault(); openHit(idx); },
  }, make("span", {}, marked(it.name, text)), it.where && make("span", { class: "quiet" }, "in " + it.where), make("small", {}, it.kind))));
  if (text && !hits.length) list.append(make("div", { class: "none", role: "option", "aria-selected": "false" }, "Nothing has this name."));
  list.hidden = !text;
  input.setAttribute("aria-expanded", String(!list.hidden));
  choose(0);
}

function choose(idx) {
  const input = document.getElementById("query");
  document.getElementById("hit" + chosen)?.setAttribute("aria-selected", "false");
  chosen = hits.length ? (idx + hits.length) % hits.length : 0;
  const row = document.getElementById("hit" + chosen);
  if (row) { input.setAttribute("aria-activedescendant", row.id); row.setAttribute("aria-selected", "true"); row.scrollIntoView({ block: "nearest" }); }
  else input.removeAttribute("aria-activedescendant");
}

function openHit(idx) {
  if (!hits[idx]) return;
  location.hash = hits[idx].path;
  closeSearch();
}

function closeSearch() {
  const input = document.getElementById("query");
  input.value = "";
  showHits();
  input.blur();
}

function startSearch() {
  const input = document.getElementById("query");
  input.addEventListener("input", showHits);
  input.addEventListener("blur", () => { document.getElementById("hits").hidden = true; input.setAttribute("aria-expanded", "false"); });
  input.addEventListener("focus", () => { if (input.value.trim()) showHits(); });
  input.addEventListener("keydown", event => {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) { choose(chosen + steps[event.key]); event.preventDefault(); }
    else if (event.key === "Enter") openHit(chosen);
    else if (event.key === "Escape") closeSearch();
  });
  indexWhenIdle();
}

// Keys that work everywhere.
function startHelp() {
  const help = document.getElementById("help");
  help.querySelector("button").addEventListener("click", () => help.close());
  document.addEventListener("keydown", event => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName);
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/" && !help.open) { document.getElementById("query").focus(); event.preventDefault(); }
    else if (event.key === "?" && !help.open) help.showModal();
    else if (event.key === "Escape") closeSide();
  });
}
