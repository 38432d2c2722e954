// Pictures: the neighbourhood of a subject, and the diagrams that were drawn beforehand.

function drawNear(start, hops, rows) {
  if (!layout) return [quiet("This browser does not draw here: it runs no WebAssembly.")];
  const { found, n_left } = near(start, hops), boxes = new Map(found.map(idx => [idx, boxOf(idx, rows)]));
  const all = [...boxes.values()], lines = linesBetween(boxes), [inner, outer] = layOut(all, lines);
  const margin = 14, wide = inner + 2 * margin, high = outer + 2 * margin;
  const svg = makeSvg("svg", { width: wide, height: high, viewBox: `0 0 ${wide} ${high}`, role: "group", "aria-label": `What is near ${model.subjects[start].name}` },
    makeSvg("desc", {}, lines.map(({ link }) => lineWords(link)).join("; ")),
    makeSvg("g", { transform: `translate(${margin} ${margin})` }, lines.map(drawLine), all.map(it => drawBox(it, it.idx === start))));
  return [framed(svg, "Drawing"), n_left > 0 && quiet(`${counted(n_left, "more subject")} further away than is drawn.`)];
}

const lineWords = link => `${model.subjects[link.from].name} ${LINK_KINDS[link.kind]} ${model.subjects[link.to].name}`;

// Drawn from what is referred to, so that the dashes of lines that share their last part are one.
function drawLine({ link, points }) {
  const way = [...points].reverse(), last = way.length - 1;
  return makeSvg("g", { class: "wire " + link.kind }, makeSvg("title", {}, lineWords(link) + (link.name ? ": " + link.name : "")),
    makeSvg("path", { class: "hit", d: rounded(way) }), makeSvg("path", { d: rounded(way) }),
    signAt(signOf(link, "there"), way[0], way[1]), signAt(signOf(link, "back"), way[last], way[last - 1]));
}

function drawBox(box, isCentre) {
  const { idx, x, y, wide, high } = box, it = model.subjects[idx];
  const texts = box.list.map(([column], at) => {
    const middle = HEAD + at * ROW_HEIGHT + ROW_HEIGHT / 2 + 6;
    return [column.mark && makeSvg("text", { class: "mark", x: 10, y: middle }, column.mark.replace("PK FK", "PK")),
      makeSvg("text", { x: 36, y: middle }, box.names[at]), makeSvg("text", { class: "kind", x: wide - 10, y: middle, "text-anchor": "end" }, box.types[at])];
  });
  return makeSvg("a", { href: subjectPath(idx), class: `box ${it.kind.replace(" ", "-")}${isCentre ? " centre" : ""}`, transform: `translate(${x} ${y})` },
    makeSvg("title", {}, it.docs ? `${it.name}: ${it.docs.split("\n")[0]}` : it.name),
    makeSvg("rect", { class: "body", width: wide, height: high, rx: 6 }),
    makeSvg("path", { class: "head", d: `M0 6a6 6 0 0 1 6 -6H${wide - 6}a6 6 0 0 1 6 6V${box.list.length ? HEAD : high - 6}${box.list.length ? "H0" : `a6 6 0 0 1 -6 6H6a6 6 0 0 1 -6 -6`}z` }),
    it.group !== undefined && makeSvg("rect", { class: "strip hue" + it.group % 8, x: 0.5, y: 7, width: 3, height: (box.list.length ? HEAD : high) - 14 }),
    makeSvg("rect", { class: "edge", width: wide, height: high, rx: 6 }),
    makeSvg("text", { class: "title", x: 14, y: 19 }, box.title), texts);
}

function nearSection(idx) {
  if (!layout || !model.out[idx].length && !model.in[idx].length) return null;
  const whole = make("a", { class: "tool" }, "Whole page");
  return headed("Near it", ...nearTools(idx, nearHops, nearRows, (hops, rows) => { whole.href = nearPath(idx, hops, rows); }, whole));
}

// A drawing with buttons for how far it reaches and what the boxes show.
function nearTools(idx, hops, rows, onshow, ...more) {
  const host = make("div", {});
  const show = () => { [nearHops, nearRows] = [hops, rows]; host.replaceChildren(...shown(drawNear(idx, hops, rows))); host.querySelector(".picture")?.rescale("reach"); onshow(hops, rows); };
  const tools = make("div", { class: "tools" },
    choice("How far", [[1, "1 step"], [2, "2 steps"], [3, "3 steps"]], hops, it => { hops = it; show(); }),
    choice("What boxes show", [["none", "Names"], ["keys", "Keys"], ["all", "All columns"]], rows, it => { rows = it; show(); }), more);
  show();
  return [tools, host];
}

function nearPage(idx, hops, rows) {
  const chosen = [[1, 2, 3].includes(hops) ? hops : 1, ["none", "keys", "all"].includes(rows) ? rows : "keys"];
  return [make("div", { class: "crumbs" }, link("#/", model.title), " / ", link(subjectPath(idx), model.subjects[idx].name)), make("h1", {}, "Near ", model.subjects[idx].name),
    nearTools(idx, ...chosen, (hops, rows) => { const path = nearPath(idx, hops, rows); if (location.hash !== path) history.replaceState(null, "", path); })];
}

// A picture that can be moved and scaled.
function framed(picture, label) {
  const wide = Number(picture.getAttribute("width")), high = Number(picture.getAttribute("height"));
  const frame = make("div", { class: "picture", tabindex: 0, role: "group", "aria-label": label }, picture);
  let scale = 1, from = null;
  frame.rescale = to => {
    if (!frame.clientWidth) return;
    const fitting = Math.min(1, (frame.clientWidth - 2) / wide);
    scale = to === "fit" ? fitting : to === "reach" ? Math.max(fitting, 0.7) : Math.min(4, Math.max(0.1, to === "in" ? scale * 1.25 : to === "out" ? scale / 1.25 : 1));
    picture.setAttribute("width", wide * scale);
    picture.setAttribute("height", high * scale);
    // What it is about is in sight.
    const centre = to === "reach" && picture.querySelector(".centre .body")?.getBoundingClientRect(), here = frame.getBoundingClientRect();
    if (centre) { frame.scrollLeft += centre.left + centre.width / 2 - here.left - here.width / 2; frame.scrollTop += centre.top + centre.height / 2 - here.top - here.height / 2; }
  };
  frame.addEventListener("wheel", event => { if (event.ctrlKey) { event.preventDefault(); frame.rescale(event.deltaY < 0 ? "in" : "out"); } }, { passive: false });
  frame.addEventListener("pointerdown", event => { if (event.button === 0 && event.pointerType === "mouse") from = [event.clientX + frame.scrollLeft, event.clientY + frame.scrollTop]; });
  frame.addEventListener("pointermove", event => { if (from) { frame.scrollLeft = from[0] - event.clientX; frame.scrollTop = from[1] - event.clientY; } });
  for (const end of ["pointerup", "pointerleave"]) frame.addEventListener(end, () => from = null);
  frame.addEventListener("dragstart", event => event.preventDefault());
  return frame;
}

const diagramStyle = dark => model.styles[dark ? 1 : 0] + "svg{display:block}@media print{svg{width:100%;height:auto;max-height:155mm}}";

// A diagram drawn beforehand, in the colours of the page, kept apart from the page's own styles.
function diagramOf(at) {
  const dark = document.documentElement.dataset.theme === "dark", host = make("div", { class: "drawn" }), shadow = host.attachShadow({ mode: "open" });
  const picture = document.importNode(new DOMParser().parseFromString(model.diagrams[at][1], "image/svg+xml").documentElement, true);
  shadow.append(make("style", {}, diagramStyle(dark)), picture);
  host.setAttribute("width", picture.getAttribute("width"));
  host.setAttribute("height", picture.getAttribute("height"));
  return { host, picture };
}

function diagramPage(at) {
  const { host, picture } = diagramOf(at), frame = framed(picture, "Diagram");
  host.shadowRoot.append(picture);
  frame.append(host);
  const button = (words, label, to) => make("button", { class: "tool", "aria-label": label, onclick: () => frame.rescale(to) }, words);
  const tabs = model.diagrams.length > 1 && make("nav", { class: "tabs", "aria-label": "Diagrams" }, model.diagrams.map((it, nth) => make("a", { class: "tool", href: "#/diagram/" + nth, "aria-current": nth === at ? "page" : null }, it[0])));
  return [make("h1", {}, "Diagram"), tabs, make("div", { class: "tools" }, button("Fit", "Fit to the width", "fit"), button("100 %", "In its own size", "own"), button("−", "Smaller", "out"), button("+", "Larger", "in")), frame];
}

// The first diagram, small.
function preview() {
  const { host, picture } = diagramOf(0);
  picture.removeAttribute("width");
  picture.removeAttribute("height");
  for (const it of picture.querySelectorAll("a")) it.replaceWith(...it.childNodes);
  picture.setAttribute("aria-hidden", "true");
  picture.style.cssText = "width:100%;height:auto;max-height:420px";
  return make("a", { class: "preview", href: "#/diagram", "aria-label": "Open the diagram" }, host);
}
