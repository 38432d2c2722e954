// Addresses, the list at the side, colours: what holds the pages together.

const SIDE_ROW = 30;
let rows = [], folded = new Set();

const FIXED = () => [["Overview", "#/"], model.diagrams.length && ["Diagram", "#/diagram"], ["Everything", "#/all"], model.types.length && ["Types", "#/types"], ["Glossary", "#/glossary"],
  ["Personal data", "#/pii"], ["Normal forms", "#/forms"], ["Findings", "#/findings"], model.history && ["Changes", "#/changes"], ["Shape", "#/shape"], model.objects.length && ["Other objects", "#/objects"]].filter(it => it);

const decoded = text => { try { return decodeURIComponent(text); } catch { return text; } };

function content(parts) {
  const subject = model.bySubject.get(parts[1]), type = model.byType.get(parts[1]), number = Number(parts[1] ?? 0);
  const pages = {
    "": overviewPage, all: allPage, types: typesPage, glossary: glossaryPage, pii: piiPage, shape: shapePage,
    forms: formsPage, findings: findingsPage, changes: changesPage, objects: objectsPage,
    diagram: () => model.diagrams[number] && diagramPage(number),
    g: () => (model.groups[number] || number === -1) && groupPage(number),
    s: () => subject !== undefined && subjectPage(subject, parts[2] === undefined ? undefined : Number(parts[2])),
    near: () => subject !== undefined && nearPage(subject, Number(parts[2]), parts[3]),
    t: () => type !== undefined && typePage(type),
  };
  return Object.hasOwn(pages, parts[0]) && pages[parts[0]]();
}

function route() {
  const parts = location.hash.replace(/^#\/?/, "").split("/").map(decoded), main = document.getElementById("main");
  main.replaceChildren(...shown(content(parts) || [make("h1", {}, "Not here"), make("p", {}, "The model has nothing of this name. ", link("#/", "Back to the overview"))]));
  main.dataset.page = parts[0];
  const heading = main.querySelector("h1")?.textContent ?? "";
  document.title = parts[0] === "" ? model.title : `${heading.trim()} – ${model.title}`;
  for (const it of main.querySelectorAll(".picture")) it.rescale(parts[0] === "diagram" ? "fit" : "reach");
  const marked = main.querySelector("tr.marked");
  if (marked) marked.scrollIntoView({ block: "center" });
  else window.scrollTo(0, 0);
  showCurrent();
  closeSide();
}

// The side lists everything, but only what can be seen is in the document.
function buildSide() {
  if (model.subjects.length > 150) folded = new Set(groupsInOrder());
  layRows();
  const side = document.getElementById("side");
  side.addEventListener("scroll", showSide, { passive: true });
  side.addEventListener("keydown", event => {
    const at = Number(document.activeElement?.dataset.at ?? NaN), to = at + ({ ArrowDown: 1, ArrowUp: -1 }[event.key] ?? NaN);
    if (rows[to]) { event.preventDefault(); focusRow(to); }
  });
  addEventListener("resize", showSide);
}

function layRows() {
  rows = FIXED().map(([name, path]) => ({ name, path, kind: "" }));
  for (const group of groupsInOrder()) {
    rows.push({ name: groupName(group), path: groupPath(group), kind: "head", group });
    if (!folded.has(group)) for (const idx of model.members.get(group)) rows.push({ name: model.subjects[idx].name, path: subjectPath(idx), kind: "in", change: changeOf(idx), isOld: model.subjects[idx].deprecated !== undefined });
  }
  document.getElementById("list").style.height = rows.length * SIDE_ROW + "px";
  document.getElementById("window").replaceChildren();
  showSide();
}

function showSide() {
  const side = document.getElementById("side"), visible = document.getElementById("window"), here = currentPath();
  const from = Math.max(0, Math.floor(side.scrollTop / SIDE_ROW) - 6), to = Math.min(rows.length, from + Math.ceil((side.clientHeight || 800) / SIDE_ROW) + 12);
  const there = new Map([...visible.children].map(it => [Number(it.dataset.row), it]));
  for (const [at, it] of there) if ((at < from || at >= to) && !it.contains(document.activeElement)) { it.remove(); there.delete(at); }
  for (let at = from; at < to; at++) {
    if (there.has(at)) continue;
    const after = [...there.keys()].filter(it => it > at).sort((a, b) => a - b)[0];
    const it = sideRow(at);
    there.set(at, it);
    visible.insertBefore(it, there.get(after) ?? null);
  }
  for (const [at, it] of there) {
    const anchor = it.querySelector("a");
    if (rows[at].path === here) anchor.setAttribute("aria-current", "page");
    else anchor.removeAttribute("aria-current");
  }
}

function sideRow(at) {
  const { name, path, kind, group, change, isOld } = rows[at];
  return make("div", { class: "row " + kind, "data-row": at, style: `top:${at * SIDE_ROW}px` },
    group !== undefined && make("button", { class: "fold", "aria-expanded": String(!folded.has(group)), "aria-label": "Members of " + name, onclick: () => fold(group) }, icon("M6 4l4 4-4 4")),
    make("a", { href: path, title: name, class: isOld ? "old" : null, "data-at": at }, group !== undefined && groupDot(group), name),
    change && make("i", { class: "mark " + change, title: change }));
}

function fold(group) {
  if (!folded.delete(group)) folded.add(group);
  layRows();
  document.querySelector(`#window [data-row="${rows.findIndex(it => it.group === group)}"] button`)?.focus();
}

function focusRow(at) {
  const side = document.getElementById("side"), y = at * SIDE_ROW;
  if (y < side.scrollTop || y + 2 * SIDE_ROW > side.scrollTop + side.clientHeight) side.scrollTop = y - side.clientHeight / 2;
  showSide();
  document.querySelector(`#window [data-at="${at}"]`)?.focus({ preventScroll: true });
}

function currentPath() {
  const parts = location.hash.split("/"), own = { "#/near": "#/s" }["#/" + parts[1]] ?? "#/" + (parts[1] ?? "");
  return parts.length > 2 && parts[1] !== "diagram" ? `${own}/${parts[2]}` : own;
}

function showCurrent() {
  const subject = model.bySubject.get(decoded(location.hash.split("/")[2] ?? "")), group = subject === undefined ? undefined : model.subjects[subject].group ?? -1;
  if (folded.delete(group)) layRows();
  const at = rows.findIndex(it => it.path === currentPath()), side = document.getElementById("side");
  if (at >= 0 && (at * SIDE_ROW < side.scrollTop || (at + 2) * SIDE_ROW > side.scrollTop + side.clientHeight)) side.scrollTop = at * SIDE_ROW - side.clientHeight / 2;
  showSide();
}

function closeSide() {
  document.getElementById("side").classList.remove("open");
  document.getElementById("menu").setAttribute("aria-expanded", "false");
}

function startTheme() {
  const root = document.documentElement, system = matchMedia("(prefers-color-scheme: dark)");
  let chosen = null, printing = false;
  // A page from a file may not be allowed to remember anything.
  try { chosen = localStorage.getItem("erc-theme"); } catch { chosen = null; }
  const apply = () => {
    const theme = printing ? "light" : chosen ?? (system.matches ? "dark" : "light");
    if (root.dataset.theme === theme) return;
    root.dataset.theme = theme;
    for (const it of document.querySelectorAll(".drawn")) it.shadowRoot.querySelector("style").textContent = diagramStyle(theme === "dark");
  };
  system.addEventListener("change", apply);
  const print = isPrinted => {
    printing = isPrinted;
    apply();
    for (const it of document.querySelectorAll("#main .parts")) it.print(isPrinted);
    for (const it of document.querySelectorAll("#main .object")) if (isPrinted && !it.open) { it.open = true; it.dataset.wasClosed = ""; } else if (!isPrinted && "wasClosed" in it.dataset) { it.open = false; delete it.dataset.wasClosed; }
    for (const it of document.querySelectorAll("#main .picture")) it.rescale(isPrinted ? "own" : "reach");
  };
  addEventListener("beforeprint", () => print(true));
  addEventListener("afterprint", () => print(false));
  document.getElementById("theme").addEventListener("click", () => {
    chosen = root.dataset.theme === "dark" ? "light" : "dark";
    try { localStorage.setItem("erc-theme", chosen); } catch { /* Only for this visit, then. */ }
    apply();
  });
  apply();
}

async function start() {
  startTheme();
  await Promise.all([readModel(), readLayout()]);
  document.getElementById("brand").textContent = model.title;
  document.getElementById("menu").addEventListener("click", event => {
    const open = document.getElementById("side").classList.toggle("open");
    event.currentTarget.setAttribute("aria-expanded", String(open));
    showSide();
  });
  buildSide();
  startSearch();
  startHelp();
  addEventListener("hashchange", () => { route(); document.getElementById("main").focus({ preventScroll: true }); });
  route();
}

start();
