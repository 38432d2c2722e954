// The pages about the state of the model: findings, normal forms, changes.

const LEVELS = { error: "bad", warning: "warn", note: "" };

function findingsPage() {
  const host = make("div", {}), count = level => model.findings.filter(it => it.level === level).length;
  const levels = Object.keys(LEVELS).filter(count), meaning = new Map(model.codes);
  const show = level => {
    const list = model.findings.filter(it => level === "all" || it.level === level), codes = gathered(list, it => it.code);
    host.replaceChildren(...[...codes].map(([code, places]) => headed(make("code", {}, code), quiet(meaning.get(code)),
      inParts(places.map(at => list[at]), part => make("ul", { class: "findings" }, part.map(it => make("li", {}, finding(it, true))))))));
  };
  show("all");
  return [make("h1", {}, "Findings"), quiet("What ", make("code", {}, "erc check"), " says of the model. ", make("code", {}, "erc explain CODE"), " tells more."),
    model.findings.length ? [levels.length > 1 && make("div", { class: "tools" }, choice("Level", [["all", `All ${model.findings.length}`], ...levels.map(it => [it, counted(count(it), it)])], "all", show)), host] : quiet("Nothing.")];
}

function finding(it, withSubject = false) {
  const where = it.subject === undefined ? null : it.column === undefined ? subjectLink(it.subject)[0] : columnLink(it.subject, it.column);
  return [make("div", {}, tag(it.level, LEVELS[it.level]), " ", withSubject && where && [where, ": "], inline(it.message)),
    it.help && make("div", { class: "sub" }, inline(it.help)),
    make("div", { class: "sub" }, !withSubject && make("code", {}, it.code), " ", it.place && make("span", {}, it.place))];
}

function formsPage() {
  const proven = model.subjects.map((_, idx) => idx).filter(idx => model.subjects[idx].proof);
  const rank = idx => model.subjects[idx].proof.breaches ? 0 : 1;
  const list = [...proven].sort((a, b) => rank(a) - rank(b) || a - b);
  return [make("h1", {}, "Normal forms"), quiet("The highest normal form of each relation, from its keys and the dependencies that the model declares."),
    list.length ? inParts(list, part => grid("Normal forms", ["Name", "Form", "Keys", "Broken by"], part.map(idx => {
      const it = model.subjects[idx].proof;
      return row(name(subjectLink(idx)), formTag(it), make("td", { class: "type" }, it.keys.map(key => `(${key})`).join(" ")),
        (it.breaches ?? []).map(it => make("div", {}, make("code", {}, it.dependency))));
    }))) : quiet("No key is known.")];
}

const formTag = proof => tag(proof.form, proof.is_good ? "good" : "warn", "The highest normal form it is known to be in");

// Why a relation is in no higher form, with rows that show it.
function proofSection(proof) {
  return headed("Normal form", make("p", {}, formTag(proof), " ", proof.keys.length > 1 ? "Keys: " : "Key: ", proof.keys.map((it, nth) => [nth ? ", " : "", make("code", {}, `(${it})`)])),
    (proof.breaches ?? []).map(breach), proof.parts && make("p", {}, "In parts that lose no row: ", proof.parts.map((it, nth) => [nth ? " " : "", make("code", {}, `(${it})`)])),
    (proof.doubts ?? []).map(it => quiet(it)));
}

function breach(it) {
  const redundant = new Set((it.witness?.redundant ?? []).map(it => it.join()));
  return make("div", { class: "breach" },
    make("p", {}, tag(`not in ${it.form}`, "warn"), " ", make("code", {}, it.dependency), ": ", inline(it.reason)),
    it.steps && make("ol", {}, it.steps.map(step => make("li", {}, inline(step)))),
    it.witness && [grid("Rows that show it", it.witness.heads, it.witness.rows.map((values, at) =>
      make("tr", {}, values.map((value, column) => make("td", { class: redundant.has([at, column].join()) ? "name again" : "name" }, value)))), "narrow"),
    quiet(make("span", { class: "again" }, "Marked"), " is what the other rows say already", it.witness.n_hidden > 0 && ` (${counted(it.witness.n_hidden, "more column")})`, ".")],
    it.harms && make("ul", {}, it.harms.map(([event, text]) => make("li", {}, make("b", {}, `On ${event}: `), inline(text)))));
}

const VERBS = { add: "good", drop: "bad", change: "changed", rename: "changed" };

function changesPage() {
  if (!model.history) return null;
  const { since, changes } = model.history;
  return [make("h1", {}, "Changes"), make("p", { class: "lead" }, "Since ", make("code", {}, since)),
    changes.length ? inParts(changes, part => grid("Changes", ["What", "Name", "Details"], part.map(changeRow))) : quiet("Nothing has changed.")];
}

const changeRow = it => row([tag(it.verb, VERBS[it.verb]), " ", it.kind],
  name(it.subject === undefined || it.verb === "drop" ? it.name : link(it.column === undefined ? subjectPath(it.subject) : columnPath(it.subject, it.column), it.name)),
  [(it.details ?? []).map(text => make("div", { class: "type" }, text)), it.databases && make("div", { class: "sub" }, "in ", it.databases.map(at => model.dialects[at]).join(", "))]);
