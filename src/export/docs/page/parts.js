// What pages are made of: elements, texts, grids, lists that come a part at a time.

// An element with attributes and children; texts are never read as markup.
function make(tag, attributes, ...children) {
  const res = document.createElement(tag);
  fill(res, attributes, children);
  return res;
}

function makeSvg(tag, attributes, ...children) {
  const res = document.createElementNS("http://www.w3.org/2000/svg", tag);
  fill(res, attributes, children);
  return res;
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...shown(children));
}

const shown = children => [children].flat(Infinity).filter(it => it !== null && it !== undefined && it !== false);

const icon = path => makeSvg("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true", class: "icon" },
  makeSvg("path", { d: path, fill: "none", stroke: "currentColor", "stroke-width": 1.5, "stroke-linecap": "round", "stroke-linejoin": "round" }));

const counted = (n, one, many = one + "s") => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
const link = (path, ...children) => make("a", { href: path }, children);
const quiet = (...children) => make("p", { class: "quiet" }, children);
const tag = (text, tone = "", title = null) => make("span", { class: "tag " + tone, title }, text);
const headed = (title, ...content) => make("section", {}, make("h2", {}, title), content);

// Paragraphs, and `code` in them.
function prose(text, className) {
  if (!text) return [];
  return text.split(/\n\s*\n/).map(paragraph => make("p", { class: className }, inline(paragraph)));
}

const inline = text => text.split(/(`[^`]+`)/).map(it =>
  it.length > 2 && it.startsWith("`") && it.endsWith("`") ? make("code", {}, it.slice(1, -1)) : it);

const firstLine = text => inline((text ?? "").split("\n")[0]);

function grid(label, heads, rows, className = "") {
  return make("div", { class: "scroll " + className, tabindex: 0, role: "group", "aria-label": label },
    make("table", {},
      make("thead", {}, make("tr", {}, heads.map(it => make("th", { scope: "col" }, it)))),
      make("tbody", {}, rows)));
}

const row = (...cells) => make("tr", {}, cells.map(it => it instanceof HTMLTableCellElement ? it : make("td", {}, it)));
const name = (...children) => make("td", { class: "name" }, children);
const small = (...children) => make("td", { class: "quiet" }, children);

// Long lists come a part at a time.
function inParts(list, draw, size = 100) {
  const host = make("div", { class: "parts" });
  const show = (from, to = Math.min(list.length, from + size)) => {
    const step = (words, at) => make("button", { class: "tool", disabled: at < 0 || at >= list.length, onclick: () => { show(at); host.querySelector("tbody, ul, .cards")?.scrollIntoView({ block: "nearest" }); } }, words);
    host.replaceChildren(...shown([draw(list.slice(from, to)), list.length > size && make("div", { class: "tools" },
      step("Before", from - size), make("span", { class: "quiet" }, `${from + 1} to ${to} of ${list.length}`), step("After", from + size))]));
  };
  // Paper has no buttons: it gets the whole list, once around.
  let before = null;
  host.print = isPrinted => {
    if (isPrinted) { before = [...host.childNodes]; show(0, list.length); } else if (before) { host.replaceChildren(...before); before = null; }
  };
  show(0);
  return host;
}

// Subjects as a grid: name, what it is about, a remark.
function subjectList(list, head, words) {
  if (!list.length) return quiet("None.");
  return inParts(list, part => grid("Tables", ["Name", "About", head], part.map(idx =>
    row(name(subjectLink(idx)), make("td", { class: "about" }, firstLine(model.subjects[idx].docs)), small(words(idx))))));
}

const subjectLink = (idx, text) => [link(subjectPath(idx), text ?? model.subjects[idx].name), changeMark(changeOf(idx))];
const columnLink = (idx, column) => link(columnPath(idx, column), `${model.subjects[idx].name}.${model.subjects[idx].columns[column].name}`);
const columnsWord = idx => counted(model.subjects[idx].columns.length, "column");
const changeMark = change => change && [" ", tag(change, change === "new" ? "good" : "changed")];

// Text to be copied.
function code(text) {
  const button = make("button", { class: "tool", onclick: async () => {
    button.textContent = await copy(text) ? "Copied" : "Select and copy";
    setTimeout(() => button.textContent = "Copy", 1500);
  } }, "Copy");
  return make("div", { class: "code" }, make("pre", { tabindex: 0, role: "group", "aria-label": "SQL" }, text), button);
}

// Pages from a file have no clipboard of their own in some browsers.
async function copy(text) {
  try { await navigator.clipboard.writeText(text); return true; } catch { /* Then the old way. */ }
  const area = make("textarea", { style: "position:fixed;opacity:0" });
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}

// Buttons of which one is chosen.
function choice(label, options, chosen, onchoose) {
  const buttons = options.map(([value, words]) => make("button", { class: "tool", "aria-pressed": String(value === chosen), onclick: () => {
    buttons.forEach((it, at) => it.setAttribute("aria-pressed", String(options[at][0] === value)));
    onchoose(value);
  } }, words));
  return make("div", { class: "choice", role: "group", "aria-label": label }, buttons);
}
