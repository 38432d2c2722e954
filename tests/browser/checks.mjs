// What a reader of the documentation does, each as a check of its own; run.mjs says how they are run.

import { readFileSync } from "node:fs";

const READY = "document.querySelector('main h1') !== null";
const heading = tab => tab.evaluate("document.querySelector('main h1').textContent");
const isThere = (tab, selector) => tab.evaluate(it => document.querySelector(it) !== null, selector);
const texts = (tab, selector) => tab.evaluate(it => [...document.querySelectorAll(it)].map(it => it.textContent.trim()), selector);
const atHeading = (tab, words) => tab.until(it => document.querySelector("main h1")?.textContent.trim() === it, words);

async function show(tab, address) {
  await tab.go(address);
  await tab.until(READY);
}

export async function search({ tab, page, expect }) {
  await show(tab, page("shop"));
  await tab.press("/");
  expect("`/` leads to the search field", await tab.evaluate("document.activeElement.id"), "query");
  await tab.type("order");
  await tab.until("document.querySelectorAll('#hits .hit').length > 3");
  const first = () => tab.evaluate("document.querySelector('#hits [aria-selected=true]').id");
  expect("the first is chosen", await first(), "hit0");
  await tab.press("ArrowDown");
  await tab.press("ArrowDown");
  await tab.press("ArrowUp");
  expect("arrows move", await first(), "hit1");
  await tab.press("Escape");
  expect("Escape closes", await tab.evaluate("document.getElementById('hits').hidden"));
  await tab.press("/");
  await tab.type("variant sku");
  await tab.press("Enter");
  await atHeading(tab, "Variant");
  expect("the column is marked", await texts(tab, "tr.marked td.name"), ["sku"]);
  await tab.press("/");
  await tab.type("zzzz");
  await tab.until("document.querySelector('#hits .none') !== null");
}

export async function addresses({ tab, page, expect }) {
  await show(tab, page("shop", "#/s/SalesOrder"));
  expect("an address leads to its table", await heading(tab), "SalesOrder");
  expect("the title says so", await tab.evaluate("document.title"), "SalesOrder – shop");
  expect("the contents show where", await texts(tab, "#side [aria-current=page]"), ["SalesOrder"]);
  await tab.click("main section td.name a[href='#/s/Customer']");
  await atHeading(tab, "Customer");
  await tab.evaluate("history.back()");
  await atHeading(tab, "SalesOrder");
  await tab.evaluate("history.forward()");
  await atHeading(tab, "Customer");
  for (const [path, words] of [["diagram", "Diagram"], ["all", "Everything"], ["types", "Types"], ["glossary", "Glossary"], ["pii", "Personal and secret data"],
    ["forms", "Normal forms"], ["findings", "Findings"], ["shape", "Shape of the model"], ["g/0", "catalogue"], ["t/Money", "Money"], ["nowhere", "Not here"], ["s/%", "Not here"], ["changes", "Not here"]]) {
    await tab.evaluate(it => { location.hash = "#/" + it; }, path);
    await atHeading(tab, words);
  }
}

export async function keyboard({ tab, page, expect }) {
  await show(tab, page("shop"));
  const focused = () => tab.evaluate("document.activeElement.textContent.trim()");
  await tab.press("Tab");
  expect("first comes the way past the contents", await focused(), "Skip to the content");
  await tab.evaluate("document.querySelector('#side a[aria-current]').focus()");
  for (let step = 0; step < 13; step++) await tab.press("ArrowDown");
  expect("arrows move in the contents", await focused(), "PhysicalProduct");
  expect("the focus can be seen", await tab.evaluate("getComputedStyle(document.activeElement).outlineStyle"), "solid");
  await tab.press("Enter");
  await atHeading(tab, "PhysicalProduct");
  await tab.press("?");
  expect("`?` tells the keys", await tab.evaluate("document.getElementById('help').open"));
  await tab.press("Escape");
  expect("Escape closes them", await tab.evaluate("document.getElementById('help').open"), false);
  await tab.click("#window .head button");
  expect("a group folds", (await texts(tab, "#window a")).includes("Brand"), false);
  await tab.press("Enter");
  expect("and unfolds from the keyboard", (await texts(tab, "#window a")).includes("Brand"));
}

export async function neighbours({ tab, page, expect }) {
  await show(tab, page("shop", "#/s/SalesOrder"));
  const boxes = () => texts(tab, ".picture .box text.title"), press = words => tab.evaluate(words => [...document.querySelectorAll("main .tool")].find(it => it.textContent === words).click(), words);
  const near = await boxes();
  expect("what it refers to and what refers to it is drawn", ["Customer", "OrderLine", "Payment", "SalesOrder"].every(it => near.includes(it)));
  expect("keys are shown", (await texts(tab, ".picture .centre text")).includes("customer"));
  await press("2 steps");
  const further = await boxes();
  expect("further away there is more", further.length > near.length && further.includes("Refund"));
  await press("3 steps");
  expect("and more", (await boxes()).length > further.length);
  await press("Names");
  expect("names alone", await texts(tab, ".picture .centre text"), ["SalesOrder"]);
  await press("All columns");
  expect("all columns", (await texts(tab, ".picture .centre text")).includes("placed_at"));
  await press("1 step");
  await press("Whole page");
  await atHeading(tab, "Near SalesOrder");
  expect("the drawing has an address", await tab.evaluate("location.hash"), "#/near/SalesOrder/1/all");
  await tab.evaluate("document.querySelector('.picture a.box[href=\"#/s/Customer\"]').dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))");
  await atHeading(tab, "Customer");
  for (const [name, all] of [["shop", "SalesOrder Product Variant Customer Category"], ["hospital", "Encounter Patient StaffMember LabOrder"]]) {
    await show(tab, page(name));
    for (const rows of ["none", "keys", "all"]) for (const subject of all.split(" ")) for (const hops of [1, 2, 3]) {
      await tab.evaluate(it => { location.hash = it; }, `#/near/${subject}/${hops}/${rows}`);
      await tab.until((it, hops) => document.querySelector("main h1").textContent === "Near " + it && document.querySelector(".choice [aria-pressed=true]").textContent.startsWith(hops), subject, hops);
      expect(`boxes lie apart, and lines pass none, near ${subject} of ${name}, ${hops} steps, ${rows}`, await tab.evaluate(overlaps), []);
    }
  }
}

/** Boxes that overlap, and lines that run through a box. Runs in the page. */
function overlaps() {
  const frame = it => { const [x, y] = it.getAttribute("transform").match(/-?[\d.]+/g).map(Number), body = it.querySelector(".body"); return [x, y, x + +body.getAttribute("width"), y + +body.getAttribute("height"), it.querySelector(".title").textContent]; };
  const boxes = [...document.querySelectorAll(".picture .box")].map(frame), res = [];
  const meet = (a, b) => a[0] < b[2] - 1 && b[0] < a[2] - 1 && a[1] < b[3] - 1 && b[1] < a[3] - 1;
  boxes.forEach((a, at) => boxes.slice(at + 1).forEach(b => { if (meet(a, b)) res.push(`${a[4]} on ${b[4]}`); }));
  for (const path of document.querySelectorAll(".wire path.hit")) {
    const points = path.getAttribute("d").split(/[MLQ]/).filter(it => it).map(it => it.trim().split(/[ ,]/).slice(-2).map(Number));
    for (let at = 1; at < points.length; at++) {
      const [a, b] = [points[at - 1], points[at]], piece = [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1])];
      for (const box of boxes) if (meet([piece[0] - 1.5, piece[1] - 1.5, piece[2] + 1.5, piece[3] + 1.5], [box[0] + 2, box[1] + 2, box[2] - 2, box[3] - 2, ""])) res.push(`a line through ${box[4]}`);
    }
  }
  return [...new Set(res)];
}

export async function colours({ tab, page, expect }) {
  const background = () => tab.evaluate("getComputedStyle(document.body).backgroundColor"), dark = "rgb(15, 20, 26)", light = "rgb(255, 255, 255)";
  await tab.prefer({ "prefers-color-scheme": "dark" });
  await show(tab, page("shop", "#/diagram"));
  expect("dark, as the reader prefers", await background(), dark);
  await tab.prefer({ "prefers-color-scheme": "light" });
  await tab.until(it => getComputedStyle(document.body).backgroundColor === it, light);
  await tab.click("#theme");
  expect("dark, as the reader chose", await background(), dark);
  expect("the diagram too", await tab.evaluate("getComputedStyle(document.querySelector('.drawn').shadowRoot.querySelector('rect.p')).fill"), dark.replace("15, 20, 26", "15, 20, 25"));
  await show(tab, page("shop"));
  expect("it is remembered", await background(), dark);
  await tab.click("#theme");
  await tab.prefer({ "prefers-reduced-motion": "reduce" });
  expect("nothing moves for those who want it so", await tab.evaluate("getComputedStyle(document.querySelector('a')).transitionDuration"), "0s");
}

export async function print({ tab, page, expect }) {
  await show(tab, page("shop", "#/s/SalesOrder"));
  await tab.prefer({}, "print");
  const isShown = selector => tab.evaluate(it => document.querySelector(it).getClientRects().length > 0, selector);
  for (const it of [".bar", "#side", "main .tools", ".code .tool"]) expect(`${it} is not printed`, await isShown(it), false);
  for (const it of ["main h1", ".columns table", ".picture svg", "pre"]) expect(`${it} is printed`, await isShown(it));
  const pdf = await tab.pdf();
  expect("a printer gets pages", pdf.subarray(0, 5).toString(), "%PDF-");
  expect("and a few of them", (pdf.toString("latin1").match(/\/Type \/Page\b/g) ?? []).length < 8);
  await tab.prefer({}, "");
  await show(tab, page("thousand", "#/all"));
  const rows = () => tab.evaluate("document.querySelectorAll('main tbody tr').length");
  expect("a list is shown in parts", await rows(), 100);
  await tab.evaluate("dispatchEvent(new Event('beforeprint'))");
  expect("and printed whole", await rows(), 1000);
  await tab.evaluate("dispatchEvent(new Event('afterprint'))");
  expect("and is as before then", await rows(), 100);
}

export async function phone({ tab, page, expect }) {
  await tab.resize(390, 844, true);
  for (const path of ["", "#/s/SalesOrder", "#/diagram", "#/near/SalesOrder/2/keys", "#/findings", "#/forms", "#/glossary", "#/pii", "#/t/Money"]) {
    await show(tab, page("shop", path));
    expect(`nothing is wider than a phone at ${path}`, await tab.evaluate("document.documentElement.scrollWidth"), 390);
  }
  expect("the contents are away", await tab.evaluate("document.getElementById('side').getClientRects().length"), 0);
  await tab.click("#menu");
  expect("a button shows them", await tab.evaluate("document.getElementById('side').getClientRects().length"), 1);
  await tab.click("#window a[href='#/s/Brand']");
  await atHeading(tab, "Brand");
  expect("and they go when one is chosen", await tab.evaluate("document.getElementById('side').getClientRects().length"), 0);
}

export async function accessibility({ tab, page, axe, expect }) {
  const library = readFileSync(axe, "utf8");
  const paths = ["", "#/s/SalesOrder", "#/diagram", "#/near/SalesOrder/1/keys", "#/all", "#/types", "#/t/OrderStatus", "#/glossary", "#/pii", "#/forms", "#/findings", "#/shape", "#/g/0"];
  const places = [...paths.map(it => ["shop", it]), ["lending", "#/s/Book"], ["lending", "#/changes"], ["dump", "#/objects"], ["hostile", ""]];
  for (const scheme of ["light", "dark"]) for (const width of [1280, 390]) {
    await tab.resize(width, 900, width < 500);
    await tab.prefer({ "prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce" });
    let open = null;
    for (const [name, path] of places) {
      if (open !== name) {
        await show(tab, page(name));
        await tab.evaluate(library);
        open = name;
      }
      await tab.evaluate(it => { location.hash = it; }, path || "#/");
      await tab.until(it => (document.querySelector("main").dataset.page ?? null) === it, path.split("/")[1] ?? "");
      const violations = await tab.evaluate("axe.run(document).then(it => it.violations.map(it => it.id + ': ' + it.nodes.slice(0, 3).map(it => it.html.slice(0, 160) + ' ' + (it.any[0]?.message ?? '')).join(' | ')))");
      expect(`${name} ${path}, ${scheme}, ${width} wide`, violations, []);
    }
  }
}

export async function contents({ tab, page, expect }) {
  await show(tab, page("lending", "#/s/Book"));
  const main = await tab.evaluate("document.querySelector('main').textContent");
  for (const it of ["shelf -> room", "not in 3NF", "`shelf`".replaceAll("`", ""), "room1", "On update", "transitive-dependency", "model.erd:", "Changes since", "In parts that lose no row"]) expect(`the page says ${it}`, main.includes(it));
  expect("what is redundant is marked", await texts(tab, "td.again"), ["room1"]);
  expect("the column that came is marked", await tab.evaluate("[...document.querySelectorAll('.columns tr')].find(it => it.querySelector('.tag.good'))?.querySelector('a').textContent"), "title");
  expect("one script for each database", await texts(tab, ".choice[aria-label=Database] button"), ["PostgreSQL", "MySQL", "MariaDB", "SQLite"]);
  await tab.evaluate("[...document.querySelectorAll('.choice[aria-label=Database] button')].find(it => it.textContent === 'SQLite').click()");
  expect("SQLite's is shown", (await texts(tab, "pre")).join().startsWith("create table book ("));
  await tab.click(".code .tool");
  await tab.until("document.querySelector('.code .tool').textContent === 'Copied'");
  await show(tab, page("shop", "#/t/OrderStatus"));
  expect("a type has its statements", (await texts(tab, "pre")).join().startsWith("create type order_status as enum"));
  await show(tab, page("lending", "#/s/Book"));
  await tab.evaluate("[...document.querySelectorAll('.choice[aria-label=Database] button')].find(it => it.textContent === 'SQLite').click()");
  await tab.evaluate("location.hash = '#/s/Loan'");
  await atHeading(tab, "Loan");
  expect("the database stays chosen", await texts(tab, ".choice[aria-label=Database] [aria-pressed=true]"), ["SQLite"]);
  await tab.evaluate("location.hash = '#/changes'");
  await atHeading(tab, "Changes");
  expect("changes are told", (await texts(tab, "main td.name")).includes("book.title"));
  await tab.evaluate("location.hash = '#/pii'");
  await atHeading(tab, "Personal and secret data");
  expect("personal data is listed", await texts(tab, "main td.name"), ["Reader.name", "Reader.email"]);
}

export async function hostility({ tab, page, expect }) {
  for (const name of ["dump", "hostile"]) {
    await show(tab, page(name));
    for (const path of await tab.evaluate("[...document.querySelectorAll('#side a')].map(it => it.getAttribute('href'))")) {
      await tab.evaluate(it => { location.hash = it; }, path);
      await tab.until(it => location.hash === it && document.querySelector("#side [aria-current=page]")?.getAttribute("href") === it, path);
      expect(`${path} is found`, await heading(tab) !== "Not here");
      expect(`${path} has no markup of the model`, await isThere(tab, "main img, main script, main b:not(.facts b, li b), main i:not(.dot)"), false);
    }
  }
  await tab.press("/");
  await tab.type("<script>");
  await tab.until("document.querySelectorAll('#hits .hit').length > 0");
  await tab.press("Enter");
  await tab.until("document.querySelector('main h1').textContent.includes('<script>')");
}

export async function size({ tab, page, expect, measure }) {
  const start = performance.now();
  await tab.go(page("thousand"));
  await tab.until(READY);
  const seen = await tab.evaluate("performance.now()");
  measure(`1 000 tables of 15 columns: readable ${seen.toFixed(0)} ms after the start of the page, ${(performance.now() - start).toFixed(0)} ms with the browser's own work`);
  const nodes = [];
  for (const path of ["#/", "#/all", "#/s/Table7", "#/near/Table7/3/all", "#/shape", "#/findings", "#/glossary"]) {
    const took = await tab.evaluate(async it => {
      const start = performance.now();
      location.hash = it;
      await new Promise(done => addEventListener("hashchange", done, { once: true }));
      document.body.getBoundingClientRect();
      return performance.now() - start;
    }, path).catch(() => 0);
    const count = await tab.evaluate("document.querySelectorAll('*').length");
    nodes.push(count);
    measure(`${path}: ${took.toFixed(0)} ms, ${count} elements`);
  }
  expect("only what can be seen is in the document", nodes.every(it => it < 6000));
  const searches = await tab.evaluate(async () => {
    const input = document.getElementById("query"), res = [];
    input.focus();
    for (const text of ["t", "table9", "created", "table 123 name", "remark", "nothing at all"]) {
      input.value = text;
      const start = performance.now();
      input.dispatchEvent(new Event("input"));
      document.getElementById("hits").getBoundingClientRect();
      res.push([text, performance.now() - start, document.querySelectorAll("#hits .hit").length]);
    }
    return res;
  });
  for (const [text, took, found] of searches) measure(`search for "${text}": ${took.toFixed(1)} ms, ${found} shown`);
  expect("what is there is found", searches.slice(0, 5).every(it => it[2] > 0));
  const tables = await tab.evaluate("document.querySelectorAll('#window .row').length");
  expect("the contents hold what can be seen", tables < 80);
  await tab.evaluate("document.getElementById('side').scrollTop = 1e6");
  await tab.until("document.querySelector('#window .row:last-child a').textContent === 'area 19'");
}

export async function without_script({ tab, page, expect }) {
  await tab.send("Emulation.setScriptExecutionDisabled", { value: true });
  await tab.go(page("shop"));
  expect("tables are listed", await tab.evaluate("document.querySelectorAll('noscript table').length > 30"));
  expect("by name", (await texts(tab, "noscript h2"))[0], "Brand");
  expect("with their columns", (await texts(tab, "noscript tr")).some(it => it.includes("placed_at")));
}
