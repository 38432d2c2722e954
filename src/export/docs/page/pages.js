// The pages, each a function from its address to elements.

function overviewPage() {
  const count = kind => model.subjects.filter(it => kindName(it) === kind).length;
  const pii = model.subjects.reduce((sum, it) => sum + it.columns.filter(it => it.pii || it.sensitive).length, 0);
  const told = model.subjects.filter(it => it.docs).length;
  const card = (number, words, path) => make(path ? "a" : "div", { class: "card", href: path }, make("b", {}, String(number)), make("span", {}, words));
  const groups = [...model.members.keys()].sort((a, b) => (a < 0) - (b < 0) || a - b);
  return [
    make("h1", {}, model.title), ...prose(model.docs, "lead"),
    make("div", { class: "cards" },
      card(count("table"), "tables", "#/all"), card(count("relationship"), "relationships", "#/all"),
      card(model.subjects.reduce((sum, it) => sum + it.columns.length, 0), "columns"),
      card(model.types.length, "types", "#/types"), card(pii, "personal or secret columns", "#/pii"),
      card(Math.round(100 * told / Math.max(1, model.subjects.length)) + " %", "documented", "#/all")),
    model.groups.length > 0 && [make("h2", {}, "Groups"), make("div", { class: "cards" },
      groups.map(it => card(model.members.get(it).length, groupName(it), groupPath(it))))],
    make("h2", {}, "Most referred to"), subjectList(hubs().slice(0, 10), idx => `${model.in[idx].length} references`),
  ];
}

const hubs = () => model.subjects.map((_, idx) => idx).filter(it => model.in[it].length > 1).sort((a, b) => model.in[b].length - model.in[a].length || a - b);

function subjectList(list, words) {
  if (!list.length) return make("p", { class: "quiet" }, "None.");
  return grid(["Name", "About", "Size"], list.map(idx => {
    const it = model.subjects[idx];
    return make("tr", {}, make("td", { class: "name" }, make("a", { href: subjectPath(idx) }, it.name)),
      make("td", {}, inline((it.docs ?? "").split("\n")[0])), make("td", { class: "quiet" }, words(idx)));
  }));
}

const columnsWord = idx => { const n = model.subjects[idx].columns.length; return `${n} column${n === 1 ? "" : "s"}`; };

// Long lists come a part at a time.
const paged = (list, words) => inParts(list, part => subjectList(part, words));

function inParts(list, draw) {
  const size = 100, host = make("div", {});
  const show = from => {
    const to = Math.min(list.length, from + size);
    host.replaceChildren(draw(list.slice(from, to)), list.length > size && make("div", { class: "tools" },
      make("button", { class: "tool", disabled: from === 0, onclick: () => show(from - size) }, "Before"),
      make("span", { class: "quiet" }, `${from + 1} to ${to} of ${list.length}`),
      make("button", { class: "tool", disabled: to === list.length, onclick: () => show(to) }, "After")) || "");
  };
  show(0);
  return host;
}

const allPage = () => [make("h1", {}, "All tables and relationships"), paged(model.subjects.map((_, idx) => idx), columnsWord)];

function groupPage(idx) {
  const list = model.members.get(idx) ?? [];
  const inner = model.groups.map((it, at) => at).filter(at => model.groups[at][1] === idx);
  return [make("div", { class: "crumbs" }, "Group"), make("h1", {}, groupName(idx)),
    inner.length > 0 && make("p", {}, inner.map(at => [make("a", { href: groupPath(at) }, groupName(at)), " "])), paged(list, columnsWord)];
}

function subjectPage(idx, column) {
  const it = model.subjects[idx];
  const tags = [it.stereotype, it.kind !== "entity" && it.kind].filter(it => it);
  return [
    make("div", { class: "crumbs" }, it.group === undefined ? kindName(it) : make("a", { href: groupPath(it.group) }, groupName(it.group))),
    make("h1", {}, it.name, " ", tags.map(tag => [make("span", { class: "tag" }, tag), " "]),
      it.normal_form && [make("span", { class: "tag", title: "The highest normal form it is known to be in" }, it.normal_form), " "],
      it.deprecated !== undefined && make("span", { class: "tag warn" }, "deprecated")),
    it.deprecated && make("p", { class: "quiet" }, it.deprecated), ...prose(it.docs, "lead"),
    it.columns.length > 0 && [make("h2", {}, "Columns"), columnGrid(it, column)],
    linkGrid("Refers to", model.out[idx], "to", "there"), linkGrid("Referred to by", model.in[idx], "from", "back"),
    nearSection(idx),
    it.rules && [make("h2", {}, "Rules"), grid(["Kind", "What holds", "Name"], it.rules.map(rule => make("tr", {},
      make("td", {}, rule.kind), make("td", {}, make("code", {}, rule.text), rule.docs && make("div", { class: "sub" }, inline(rule.docs))),
      make("td", { class: "name quiet" }, rule.name ?? ""))))],
    it.dependencies && [make("h2", {}, "Dependencies"), make("ul", { class: "plain" }, it.dependencies.map(text => make("li", {}, make("code", {}, text))))],
    it.tables && tableSection(it.tables),
  ];
}

function columnGrid(subject, marked) {
  return grid(["Key", "Name", "Type", "About"], subject.columns.map((it, at) => {
    const name = it.type.replace(/(\[\])*([?*+]|\{.*\})?$/, ""), type = model.typeNames.get(name), target = model.byName.get(name);
    const path = type !== undefined ? typePath(type) : (it.mark ?? "").endsWith("FK") && target !== undefined ? subjectPath(target) : null;
    const notes = [it.default !== undefined && ["default ", make("code", {}, it.default)], it.derived !== undefined && ["computed: ", make("code", {}, it.derived)],
      ...(it.notes ?? []).map(note => [make("code", {}, note)])].filter(it => it);
    return make("tr", { class: at === marked ? "marked" : null, id: "column" + at },
      make("td", {}, it.mark && make("span", { class: "key" }, it.mark)),
      make("td", { class: "name", style: it.depth ? `padding-left:${14 + it.depth * 18}px` : null }, it.name),
      make("td", { class: "type" }, path ? make("a", { href: path }, it.type) : it.type),
      make("td", {}, inline(it.docs ?? ""), " ", it.pii && make("span", { class: "tag" }, "personal"), " ", it.sensitive && make("span", { class: "tag warn" }, "sensitive"),
        it.deprecated !== undefined && make("span", { class: "tag warn", title: it.deprecated }, "deprecated"),
        notes.map(note => make("div", { class: "sub" }, note))));
  }));
}

function linkGrid(title, links, end, bounds) {
  if (!links.length) return null;
  const rows = links.slice(0, 200).map(it => make("tr", {},
    make("td", { class: "name" }, make("a", { href: subjectPath(it[end]) }, model.subjects[it[end]].name)),
    make("td", { class: "name" }, [it.name ?? "", end === "from" && it.inverse ? ` (${it.inverse} from here)` : ""]),
    make("td", {}, it.kind), make("td", { class: "quiet" }, it[bounds] ?? "")));
  return [make("h2", {}, title), grid([end === "to" ? "Table" : "From", "Name", "Kind", "How many"], rows),
    links.length > 200 && make("p", { class: "quiet" }, `and ${links.length - 200} more`)];
}

function nearSection(idx) {
  if (!model.out[idx].length && !model.in[idx].length) return null;
  const host = make("div", {});
  const buttons = [1, 2, 3].map(hops => make("button", { class: "tool", "aria-pressed": "false", onclick: () => show(hops) }, hops === 1 ? "1 step" : hops + " steps"));
  const show = hops => {
    buttons.forEach((it, at) => it.setAttribute("aria-pressed", String(at + 1 === hops)));
    host.replaceChildren(drawNear(idx, hops));
  };
  show(1);
  return [make("h2", {}, "Near it"), make("div", { class: "tools" }, buttons), host];
}

function tableSection(tables) {
  const dialects = [...new Set(tables.map(it => it.dialect))], host = make("div", {});
  const tabs = dialects.map(at => make("button", { class: "tool", "aria-pressed": "false", onclick: () => show(at) }, model.dialects[at]));
  const show = at => {
    tabs.forEach((it, nth) => it.setAttribute("aria-pressed", String(dialects[nth] === at)));
    host.replaceChildren(...tables.filter(it => it.dialect === at).flatMap(it => [
      make("h3", {}, make("code", {}, it.name)),
      grid(["Column", "Type"], it.columns.map(([name, type]) => make("tr", {}, make("td", { class: "name" }, name), make("td", { class: "type" }, type)))),
      make("p", {}), code(it.ddl)]));
  };
  show(dialects[0]);
  return [make("h2", {}, "In the database"), make("div", { class: "tools" }, tabs), host];
}

function code(text) {
  const button = make("button", { class: "tool", onclick: async () => {
    await copy(text);
    button.textContent = "Copied";
    setTimeout(() => button.textContent = "Copy", 1500);
  } }, "Copy");
  return make("div", { class: "code" }, make("pre", { tabindex: 0 }, text), button);
}

// Pages from a file have no clipboard of their own in some browsers.
async function copy(text) {
  try { await navigator.clipboard.writeText(text); } catch {
    const area = make("textarea", { style: "position:fixed;opacity:0" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

const typesPage = () => [make("h1", {}, "Types"), model.types.length ? grid(["Name", "Kind", "About", "Used"], model.types.map((it, idx) => make("tr", {},
  make("td", { class: "name" }, make("a", { href: typePath(idx) }, it.name)), make("td", {}, it.kind),
  make("td", {}, inline((it.docs ?? "").split("\n")[0])), make("td", { class: "quiet" }, String(it.users.length))))) : make("p", {}, "The model declares none.")];

function typePage(idx) {
  const it = model.types[idx];
  const heads = { enum: ["Value", "Stored as", "About"], domain: ["Base and checks", "Condition", "About"], composite: ["Part", "Type", "About"] }[it.kind];
  return [make("div", { class: "crumbs" }, make("a", { href: "#/types" }, "Types")), make("h1", {}, it.name, " ", make("span", { class: "tag" }, it.kind)), ...prose(it.docs, "lead"),
    grid(heads, it.parts.map(([name, words, docs]) => make("tr", {}, make("td", { class: "name" }, name), make("td", { class: "type" }, words), make("td", {}, inline(docs ?? ""))))),
    make("h2", {}, "Used by"), it.users.length ? make("ul", { class: "plain columns" }, it.users.map(([subject, column]) => make("li", {},
      make("a", { href: subjectPath(subject) + "/" + column }, `${model.subjects[subject].name}.${model.subjects[subject].columns[column].name}`)))) : make("p", { class: "quiet" }, "Nothing.")];
}

function piiPage() {
  const rows = [];
  model.subjects.forEach((it, idx) => it.columns.forEach((column, at) => {
    if (column.pii || column.sensitive) rows.push(make("tr", {}, make("td", { class: "name" }, make("a", { href: subjectPath(idx) + "/" + at }, it.name + "." + column.name)),
      make("td", { class: "type" }, column.type), make("td", {}, column.pii && make("span", { class: "tag" }, "personal"), " ", column.sensitive && make("span", { class: "tag warn" }, "sensitive")), make("td", {}, inline(column.docs ?? ""))));
  }));
  return [make("h1", {}, "Personal and secret data"), make("p", { class: "lead" }, "Columns that the model marks as being about a person, or as secrets."),
    rows.length ? grid(["Column", "Type", "Mark", "About"], rows) : make("p", {}, "No column is marked.")];
}

function glossaryPage() {
  const terms = [...model.subjects.map((it, idx) => [it.name, it.docs, subjectPath(idx)]), ...model.types.map((it, idx) => [it.name, it.docs, typePath(idx)])]
    .filter(it => it[1]).sort((a, b) => a[0] < b[0] ? -1 : 1);
  return [make("h1", {}, "Glossary"), terms.length ? inParts(terms, part => grid(["Term", "Meaning"], part.map(([name, docs, path]) => make("tr", {},
    make("td", {}, make("a", { href: path }, name)), make("td", {}, prose(docs)))))) : make("p", {}, "Nothing is documented yet.")];
}

function shapePage() {
  const orphans = model.subjects.map((_, idx) => idx).filter(idx => !model.out[idx].length && !model.in[idx].length && model.subjects[idx].kind !== "view");
  return [make("h1", {}, "Shape of the model"),
    make("h2", {}, "Hubs"), make("p", { class: "quiet" }, "What much else refers to."), subjectList(hubs().slice(0, 30), idx => `${model.in[idx].length} references`),
    make("h2", {}, "Circles"), make("p", { class: "quiet" }, "Tables that refer to one another."),
    model.cycles.length ? make("ul", { class: "plain" }, model.cycles.map(list => make("li", {}, list.map((idx, nth) => [nth ? " · " : "", make("a", { href: subjectPath(idx) }, model.subjects[idx].name)])))) : make("p", { class: "quiet" }, "None."),
    make("h2", {}, "Alone"), make("p", { class: "quiet" }, "Nothing refers to these, and they refer to nothing."), subjectList(orphans, columnsWord)];
}

function diagramPage(at) {
  const host = make("div", { class: "picture", tabindex: 0, role: "group", "aria-label": "Diagram" }), shadow = host.attachShadow({ mode: "open" });
  const dark = document.documentElement.dataset.theme === "dark";
  const style = make("style", {}, model.styles[dark ? 1 : 0] + "svg{display:block}");
  const picture = new DOMParser().parseFromString(model.diagrams[at][1], "image/svg+xml").documentElement;
  shadow.append(style, document.importNode(picture, true));
  const fit = make("button", { class: "tool", "aria-pressed": "false", onclick: () => {
    const on = fit.getAttribute("aria-pressed") !== "true", svg = shadow.querySelector("svg");
    fit.setAttribute("aria-pressed", String(on));
    svg.style.cssText = on ? "width:100%;height:auto" : "";
  } }, "Fit to width");
  const tabs = model.diagrams.length > 1 && model.diagrams.map((it, nth) => make("a", { class: "tool", href: "#/diagram/" + nth, "aria-current": nth === at ? "page" : null }, it[0]));
  return [make("h1", {}, "Diagram"), make("div", { class: "tools" }, fit, tabs), host];
}
