// The pages of types, and of what the model carries word for word.

const typesPage = () => [make("h1", {}, "Types"), quiet("Enumerations, domains and composites that the model declares."),
  model.types.length ? inParts(model.types.map((_, idx) => idx), part => grid("Types", ["Name", "Kind", "About", "Used"], part.map(idx => {
    const it = model.types[idx], values = it.kind === "enum" && !it.docs ? it.parts.slice(0, 8).map(it => it[0]).join(", ") : null;
    return row(name(link(typePath(idx), it.name)), it.kind, make("td", { class: "about" }, values ? make("span", { class: "quiet" }, values) : firstLine(it.docs)), small(counted(it.users.length, "time")));
  }))) : quiet("The model declares none.")];

function typePage(idx) {
  const it = model.types[idx];
  const heads = { enum: ["Value", "Stored as", "About"], domain: ["Base and checks", "Condition", "About"], composite: ["Part", "Type", "About"] }[it.kind];
  return [make("div", { class: "crumbs" }, link("#/", model.title), " / ", link("#/types", "Types")), make("h1", {}, it.name),
    make("div", { class: "tags" }, tag(it.kind)), prose(it.docs, "lead"),
    inParts(it.parts, part => grid("Parts", heads, part.map(([part, words, docs]) => row(name(part), make("td", { class: "type" }, words), inline(docs ?? ""))))),
    headed("Used by", it.users.length ? inParts(it.users, part => make("ul", { class: "plain columns" }, part.map(([subject, column]) => make("li", {}, columnLink(subject, column))))) : quiet("Nothing.")),
    it.ddl && headed("In the database", databaseTabs(it.ddl.map(it => it[0]), at => code(it.ddl.find(it => it[0] === at)[1])))];
}

function objectsPage() {
  return [make("h1", {}, "Other objects"), quiet("Triggers, functions and the like, which the model carries word for word."), objectList(model.objects)];
}

const objectList = objects => objects.length ? inParts(objects, part => part.map(it => make("details", { class: "object" },
  make("summary", {}, make("code", {}, it.name), " ", tag(it.kind), it.subject !== undefined && make("span", { class: "quiet" }, ` of ${model.subjects[it.subject].name}`)),
  prose(it.docs), databaseTabs(it.texts.map(it => it[0]), at => code(it.texts.find(it => it[0] === at)[1]))))) : quiet("None.");
