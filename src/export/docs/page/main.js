// Addresses, the list at the side, colours: what holds the pages together.

const ROW = 30;
let rows = [];

const FIXED = [["Overview", "#/"], ["Diagram", "#/diagram"], ["All tables", "#/all"], ["Types", "#/types"], ["Glossary", "#/glossary"],
  ["Personal data", "#/pii"], ["Shape", "#/shape"]];

function route() {
  const parts = location.hash.replace(/^#\/?/, "").split("/").map(it => { try { return decodeURIComponent(it); } catch { return it; } });
  const subject = model.bySubject.get(parts[1]) ?? model.byName.get(parts[1]), type = model.byType.get(parts[1]) ?? model.typeNames.get(parts[1]), number = Number(parts[1] ?? 0);
  const pages = {
    "": () => overviewPage(), all: allPage, types: typesPage, glossary: glossaryPage, pii: piiPage, shape: shapePage,
    diagram: () => model.diagrams[number] && diagramPage(number),
    g: () => (model.groups[number] || number === -1) && groupPage(number),
    s: () => subject !== undefined && subjectPage(subject, parts[2] === undefined ? undefined : Number(parts[2])),
    t: () => type !== undefined && typePage(type),
  };
  const content = Object.hasOwn(pages, parts[0]) && pages[parts[0]]();
  const main = document.getElementById("main");
  main.replaceChildren(...[content || [make("h1", {}, "Not here"), make("p", {}, "The model has nothing of this name. ", make("a", { href: "#/" }, "Back to the overview"))]].flat(Infinity).filter(it => it));
  const heading = main.querySelector("h1")?.firstChild?.textContent ?? "";
  document.title = parts[0] === "" ? model.title : `${heading.trim()} – ${model.title}`;
  const marked = main.querySelector("tr.marked");
  if (marked) marked.scrollIntoView({ block: "center" });
  else window.scrollTo(0, 0);
  showCurrent();
  document.getElementById("side").classList.remove("open");
  document.getElementById("menu").setAttribute("aria-expanded", "false");
}

// The side lists everything, but only what can be seen is in the document.
function buildSide() {
  rows = FIXED.map(([name, path]) => ({ name, path, kind: "" }));
  const groups = [...model.members.keys()].sort((a, b) => (a < 0) - (b < 0) || a - b);
  for (const group of groups) {
    rows.push({ name: group < 0 ? (model.groups.length ? "In no group" : "Tables") : groupName(group), path: groupPath(group), kind: "head" });
    for (const idx of model.members.get(group)) rows.push({ name: model.subjects[idx].name, path: subjectPath(idx), kind: "in" });
  }
  document.getElementById("list").style.height = rows.length * ROW + "px";
  document.getElementById("side").addEventListener("scroll", showSide, { passive: true });
  addEventListener("resize", showSide);
}

function showSide() {
  const side = document.getElementById("side"), visible = document.getElementById("window");
  const from = Math.max(0, Math.floor(side.scrollTop / ROW) - 6), to = Math.min(rows.length, from + Math.ceil((side.clientHeight || 800) / ROW) + 12);
  const here = currentPath();
  visible.style.top = from * ROW + "px";
  visible.replaceChildren(...rows.slice(from, to).map(it => make("a", { href: it.path, class: it.kind, title: it.name, "aria-current": it.path === here ? "page" : null }, it.name)));
}

function currentPath() {
  const parts = location.hash.split("/");
  return parts.length > 2 && parts[1] !== "diagram" ? parts.slice(0, 3).join("/") : "#/" + (parts[1] ?? "");
}

function showCurrent() {
  const at = rows.findIndex(it => it.path === currentPath()), side = document.getElementById("side");
  if (at >= 0 && (at * ROW < side.scrollTop || (at + 2) * ROW > side.scrollTop + side.clientHeight)) side.scrollTop = at * ROW - side.clientHeight / 2;
  showSide();
}

function startTheme() {
  const root = document.documentElement, system = matchMedia("(prefers-color-scheme: dark)");
  let chosen = null;
  // A page from a file may not be allowed to remember anything.
  try { chosen = localStorage.getItem("erc-theme"); } catch { chosen = null; }
  const apply = () => {
    root.dataset.theme = chosen ?? (system.matches ? "dark" : "light");
    if (model && location.hash.startsWith("#/diagram")) route();
  };
  system.addEventListener("change", apply);
  document.getElementById("theme").addEventListener("click", () => {
    chosen = root.dataset.theme === "dark" ? "light" : "dark";
    try { localStorage.setItem("erc-theme", chosen); } catch { /* Only for this visit, then. */ }
    apply();
  });
  apply();
}

async function start() {
  startTheme();
  await readModel();
  document.getElementById("brand").textContent = model.title;
  document.getElementById("menu").addEventListener("click", event => {
    const open = document.getElementById("side").classList.toggle("open");
    event.currentTarget.setAttribute("aria-expanded", String(open));
    showSide();
  });
  buildSide();
  startSearch();
  addEventListener("hashchange", () => { route(); document.getElementById("main").focus({ preventScroll: true }); });
  route();
}

start();
