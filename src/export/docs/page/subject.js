// The page of a table, a relationship, a union or a view.

function subjectPage(idx, column) {
  const it = model.subjects[idx], found = model.findingsOf.get(idx) ?? [], changes = model.changesOf.get(idx) ?? [];
  const constraints = (it.rules ?? []).filter(it => it.kind !== "index"), indexes = (it.rules ?? []).filter(it => it.kind === "index");
  return [
    make("div", { class: "crumbs" }, link("#/", model.title), it.group !== undefined && [" / ", groupDot(it.group), link(groupPath(it.group), groupName(it.group))]),
    make("h1", {}, it.name),
    make("div", { class: "tags" }, tag(kindName(it)), it.kind === "weak entity" && tag("weak", "", "It is identified through what it refers to"),
      it.stereotype && tag(it.stereotype), it.proof && formTag(it.proof), it.deprecated !== undefined && tag("deprecated", "warn"),
      model.inCycle.has(idx) && tag("in a circle", "", "It refers to itself by way of others"), changeMark(changeOf(idx))),
    it.deprecated && quiet(it.deprecated), prose(it.docs, "lead"),
    it.columns.length > 0 && headed("Columns", columnGrid(it, idx, column)),
    linkSection(it.kind === "relationship" ? "Between" : "Refers to", model.out[idx], "to", "there"),
    linkSection("Referred to by", model.in[idx], "from", "back"),
    nearSection(idx),
    constraints.length > 0 && headed("Constraints", ruleGrid(constraints)),
    indexes.length > 0 && headed("Indexes", ruleGrid(indexes)),
    it.dependencies && headed("Dependencies", make("ul", { class: "plain" }, it.dependencies.map(text => make("li", {}, make("code", {}, text))))),
    it.proof && (it.proof.breaches || it.proof.doubts || it.proof.keys.length > 1) && proofSection(it.proof),
    found.length > 0 && headed("Findings", make("ul", { class: "findings" }, found.map(at => make("li", {}, finding(model.findings[at]))))),
    changes.length > 0 && headed(`Changes since ${model.history.since}`, grid("Changes", ["What", "Name", "Details"], changes.map(at => changeRow(model.history.changes[at])))),
    it.queries && headed("Query", databaseTabs(it.queries.map(it => it[0]), at => code(it.queries.find(it => it[0] === at)[1]))),
    it.tables && tableSection(it.tables),
    model.objectsOf.has(idx) && headed("Other objects", objectList(model.objectsOf.get(idx).map(at => model.objects[at]))),
  ];
}

function columnGrid(subject, idx, marked) {
  const changed = new Map((model.changesOf.get(idx) ?? []).map(at => model.history.changes[at]).filter(it => it.column !== undefined).map(it => [it.column, it.verb]));
  return grid("Columns", ["Key", "Name", "Type", "About"], subject.columns.map((it, at) => make("tr", { class: at === marked ? "marked" : null, id: "column" + at },
    make("td", {}, it.mark && make("span", { class: "key" }, it.mark)),
    make("td", { class: "name", style: it.depth ? `padding-left:${16 + it.depth * 18}px` : null }, link(columnPath(idx, at), it.name),
      changed.has(at) && changeMark(changed.get(at) === "add" ? "new" : "changed")),
    make("td", { class: "type" }, typeLink(subject, idx, at)),
    make("td", { class: "about" }, inline(it.docs ?? ""), it.pii && [" ", tag("personal")], it.sensitive && [" ", tag("sensitive", "warn")],
      it.deprecated !== undefined && [" ", tag("deprecated", "warn", it.deprecated)], columnNotes(it).map(note => make("div", { class: "sub" }, note))))), "columns");
}

const columnNotes = it => [it.default !== undefined && ["default ", make("code", {}, it.default)], it.derived !== undefined && ["computed: ", make("code", {}, it.derived)],
  ...(it.notes ?? []).map(note => [make("code", {}, note)])].filter(it => it);

// The type of a column leads to what it refers to, or to the type.
function typeLink(subject, idx, at) {
  const it = subject.columns[at], base = it.type.replace(/(\[\])*([?*+]|\{.*\})?$/, "");
  const target = model.out[idx].find(it => it.columns?.[0] === at), type = model.byType.get(base);
  const path = target ? subjectPath(target.to) : type !== undefined ? typePath(type) : null;
  return path ? link(path, it.type) : it.type;
}

const LINK_KINDS = { reference: "refers", identifying: "identifies", role: "takes part", subtype: "is one of", alternative: "may be" };
const HOW_MANY = { "1": "exactly one", "0..1": "none or one", "0..*": "any number", "1..*": "one or more" };

function linkSection(title, links, end, bounds) {
  if (!links.length) return null;
  return headed(title, inParts(links, part => grid(title, [end === "to" ? "Table" : "From", "By", "How", "How many"], part.map(it =>
    row(name(subjectLink(it[end])), name(linkNames(it, end)), LINK_KINDS[it.kind], small(HOW_MANY[it[bounds]] ?? it[bounds] ?? ""))))));
}

function linkNames(it, end) {
  const column = it.columns?.[0], own = it.name ?? "";
  const names = column !== undefined && column !== null ? link(columnPath(it.from, column), own) : own;
  return [names, end === "from" && it.inverse && make("span", { class: "quiet" }, `, from here ${it.inverse}`)];
}

const ruleGrid = rules => grid("Constraints", ["Kind", "What holds", "Name"], rules.map(it => row(it.kind,
  [make("code", {}, it.text), it.table && make("span", { class: "quiet" }, " of ", make("code", {}, it.table)), it.docs && make("div", { class: "sub" }, inline(it.docs))], make("td", { class: "type" }, it.name ?? ""))));

// One content for each database, the same database on every page.
let database = 0;

function databaseTabs(places, draw) {
  const host = make("div", {}), list = [...new Set(places)], first = list.includes(database) ? database : list[0];
  const show = at => host.replaceChildren(...shown(draw(at)));
  show(first);
  return [list.length > 1 && make("div", { class: "tools" }, choice("Database", list.map(at => [at, model.dialects[at]]), first, at => { database = at; show(at); })), host];
}

const tableSection = tables => headed("In the database", databaseTabs(tables.map(it => it.dialect), at => tables.filter(it => it.dialect === at).map(it => [
  make("h3", {}, make("code", {}, it.name)),
  make("details", {}, make("summary", {}, counted(it.columns.length, "column"), " by name and type"),
    grid("Columns of " + it.name, ["Column", "Type"], it.columns.map(([column, type]) => row(name(column), make("td", { class: "type" }, type))))),
  code(it.ddl)])));
