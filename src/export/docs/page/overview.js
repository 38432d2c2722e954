// The pages about the whole: overview, lists, groups, shape.

function overviewPage() {
  const kinds = gathered(model.subjects, kindName);
  const count = kind => kinds.get(kind)?.length ?? 0;
  const fact = (n, one, many, path) => n > 0 && link(path, make("b", {}, n.toLocaleString("en")), n === 1 ? one : many);
  const columns = model.subjects.reduce((sum, it) => sum + it.columns.length, 0);
  return [
    make("h1", {}, model.title), prose(model.docs, "lead"),
    make("nav", { class: "facts", "aria-label": "Numbers" },
      fact(count("table"), "table", "tables", "#/all"), fact(count("relationship"), "relationship", "relationships", "#/all"),
      fact(count("view"), "view", "views", "#/all"), fact(columns, "column", "columns", "#/all"),
      fact(model.links.length, "reference", "references", "#/shape"), fact(model.types.length, "type", "types", "#/types"),
      fact(model.objects.length, "other object", "other objects", "#/objects")),
    model.diagrams.length > 0 && model.subjects.length > 0 && headed(model.diagrams.length > 1 ? "Map" : "Diagram", preview()),
    model.groups.length > 0 && headed("Groups", groupCards(groupsInOrder())),
    headed("State", stateCards()),
    hubs().length > 0 && headed("Where to start", quiet("What most else refers to."),
      subjectList(hubs().slice(0, 8), "Referred to", idx => counted(model.in[idx].length, "time"))),
  ];
}

const groupCards = groups => inParts(groups, part => make("div", { class: "cards" }, part.map(idx => {
  const members = model.members.get(idx) ?? [];
  const names = members.slice(0, 5).map(it => shortened(model.subjects[it].name)).join(", ");
  return make("a", { class: "card", href: groupPath(idx) }, make("strong", {}, groupDot(idx), groupName(idx)),
    make("span", {}, names + (members.length > 5 ? ", …" : "")), make("small", {}, counted(members.length, "member")));
})), 60);

const groupDot = idx => idx >= 0 && make("i", { class: "dot hue" + idx % 8, "aria-hidden": "true" });

function stateCards() {
  const marked = model.subjects.reduce((sum, it) => sum + it.columns.filter(it => it.pii || it.sensitive).length, 0);
  const proven = model.subjects.filter(it => it.proof), good = proven.filter(it => it.proof.is_good).length;
  const bad = model.findings.filter(it => it.level !== "note").length, told = coverage();
  const state = (path, title, words, tone) => make("a", { class: "card", href: path }, make("strong", { class: tone }, title), make("span", {}, words));
  return make("div", { class: "cards" },
    proven.length > 0 && state("#/forms", good === proven.length ? "All in BCNF" : `${good} of ${proven.length} in BCNF`, "Normal forms, proven from keys and dependencies", good === proven.length ? "good" : "warn"),
    state("#/findings", bad ? counted(bad, "warning") : "No warnings", `What the linter says; ${counted(model.findings.length - bad, "note")}`, bad ? "warn" : "good"),
    state("#/shape", `${told.share} % documented`, `${told.subjects.told} of ${told.subjects.all} tables and relationships, ${told.columns.told} of ${counted(told.columns.all, "column")}`),
    state("#/pii", marked ? counted(marked, "personal or secret column") : "No personal data marked", "The register of what is about people, and of secrets"),
    model.history && state("#/changes", counted(model.history.changes.length, "change"), `Since ${model.history.since}`));
}

const allPage = () => [make("h1", {}, "Everything"), quiet("Tables, relationships, unions and views, in the order of the model."),
  subjectList(model.subjects.map((_, idx) => idx), "Kind", idx => `${kindName(model.subjects[idx])}, ${columnsWord(idx)}`)];

function groupPage(idx) {
  const inner = model.groups.map((_, at) => at).filter(at => model.groups[at][1] === idx);
  const drawn = idx < 0 ? -1 : model.diagrams.findIndex(it => it[0] === model.groups[idx][0]);
  return [make("div", { class: "crumbs" }, link("#/", model.title), " / Group"), make("h1", {}, groupDot(idx), groupName(idx)),
    drawn > 0 && make("div", { class: "tools" }, make("a", { class: "tool", href: "#/diagram/" + drawn }, "Diagram of the group")),
    inner.length > 0 && groupCards(inner), subjectList(model.members.get(idx) ?? [], "Kind", idx => `${kindName(model.subjects[idx])}, ${columnsWord(idx)}`)];
}

function shapePage() {
  const all = model.subjects.map((_, idx) => idx), untold = all.filter(idx => !model.subjects[idx].docs), told = coverage();
  return [make("h1", {}, "Shape of the model"),
    headed("Hubs", quiet("What much else refers to."), subjectList(hubs().slice(0, 30), "Referred to", idx => counted(model.in[idx].length, "time"))),
    headed("Circles", quiet("Tables that refer to one another: none of them can be filled first without a gap."),
      model.cycles.length ? make("ul", { class: "plain" }, model.cycles.map(list => make("li", {}, list.map((idx, nth) => [nth ? " · " : "", subjectLink(idx)])))) : quiet("None.")),
    headed("Alone", quiet("Nothing refers to these, and they refer to nothing."), subjectList(all.filter(isAlone), "Size", columnsWord)),
    headed("Not documented", quiet(`${told.subjects.told} of ${told.subjects.all} tables and relationships and ${told.columns.told} of ${counted(told.columns.all, "column")} are documented: ${told.share} %.`),
      untold.length > 0 && subjectList(untold, "Size", columnsWord))];
}

function glossaryPage() {
  const terms = [...model.subjects.map((it, idx) => [it.name, it.docs, subjectPath(idx)]), ...model.types.map((it, idx) => [it.name, it.docs, typePath(idx)])]
    .filter(it => it[1]).sort((a, b) => a[0].localeCompare(b[0], "en"));
  return [make("h1", {}, "Glossary"), quiet("The words of the model, and what they mean."),
    terms.length ? inParts(terms, part => make("dl", { class: "glossary" }, part.map(([name, docs, path]) => [make("dt", {}, link(path, name)), make("dd", {}, prose(docs))]))) : quiet("Nothing is documented yet.")];
}

function piiPage() {
  const marked = model.subjects.flatMap((it, idx) => it.columns.map((column, at) => [idx, at, column])).filter(it => it[2].pii || it[2].sensitive);
  const marks = it => [it.pii && tag("personal"), " ", it.sensitive && tag("sensitive", "warn")];
  return [make("h1", {}, "Personal and secret data"), make("p", { class: "lead" }, "Columns that the model marks as being about a person, or as secrets."),
    marked.length ? inParts(marked, part => grid("Columns", ["Column", "Type", "Mark", "About"], part.map(([idx, at, it]) =>
      row(name(columnLink(idx, at)), make("td", { class: "type" }, it.type), marks(it), firstLine(it.docs))))) : quiet("No column is marked.")];
}
