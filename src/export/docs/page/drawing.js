// Pictures: the neighbourhood of a subject, and the diagrams that were drawn beforehand.

function drawNear(start, hops, rows) {
  const { column, n_left } = near(start, hops), lanes = [];
  const boxes = new Map([...column].map(([idx, place]) => [idx, boxOf(idx, place, rows)]));
  const lines = chains(boxes, lanes);
  parted(lines);
  const stack = stacked(boxes, lanes, lines), gaps = pieces(lines, stack.places);
  const margin = 14, wide = spread(stack, gaps) + 2 * margin, all = [...boxes.values(), ...lanes];
  const high = Math.max(...all.map(it => it.y + it.high), ...lines.flatMap(it => it.pieces.map(it => Math.max(it.y1, it.y2) + 8))) + 2 * margin;
  const svg = makeSvg("svg", { width: wide, height: high, viewBox: `0 0 ${wide} ${high}`, role: "group", "aria-label": `What is near ${model.subjects[start].name}` },
    makeSvg("desc", {}, lines.map(({ link }) => `${model.subjects[link.from].name} ${LINK_KINDS[link.kind]} ${model.subjects[link.to].name}`).join("; ")),
    makeSvg("g", { transform: `translate(${margin} ${margin})` }, lines.map(drawLine), [...boxes.values()].map(it => drawBox(it, it.idx === start))));
  return [framed(svg, "Drawing"), n_left > 0 && quiet(`${counted(n_left, "more subject")} further away than is drawn.`)];
}

function drawLine(line) {
  const points = corners(line), { link } = line, last = points.length - 1;
  const words = `${model.subjects[link.from].name} ${LINK_KINDS[link.kind]} ${model.subjects[link.to].name}${link.name ? ": " + link.name : ""}`;
  const isTree = link.kind === "subtype" || link.kind === "alternative";
  const [x, y] = points[last], out = Math.sign(points[last - 1][0] - x) || 1;
  return makeSvg("g", { class: "wire " + link.kind }, makeSvg("title", {}, words), makeSvg("path", { class: "hit", d: rounded(points) }), makeSvg("path", { d: rounded(points) }),
    isTree ? makeSvg("path", { class: "tip", d: `M${x} ${y}l${out * 10} -6v12z` })
      : makeSvg("path", { class: "sign", d: ending(points[0], points[1], link.back) + ending(points[last], points[last - 1], link.there) }));
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
  if (!model.out[idx].length && !model.in[idx].length) return null;
  const whole = make("a", { class: "tool" }, "Whole page");
  return headed("Near it", ...nearTools(idx, nearHops, nearRows, (hops, rows) => { whole.href = nearPath(idx, hops, rows); }, whole));
}

// A drawing with buttons for how far it reaches and what the boxes show.
function nearTools(idx, hops, rows, onshow, ...more) {
  const host = make("div", {});
  const show = () => { [nearHops, nearRows] = [hops, rows]; host.replaceChildren(...shown(drawNear(idx, hops, rows))); onshow(hops, rows); };
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
    scale = to === "fit" ? Math.min(1, (frame.clientWidth - 2) / wide) : Math.min(4, Math.max(0.1, to === "in" ? scale * 1.25 : to === "out" ? scale / 1.25 : 1));
    picture.setAttribute("width", wide * scale);
    picture.setAttribute("height", high * scale);
  };
  frame.addEventListener("wheel", event => { if (event.ctrlKey) { event.preventDefault(); frame.rescale(event.deltaY < 0 ? "in" : "out"); } }, { passive: false });
  frame.addEventListener("pointerdown", event => { if (event.button === 0 && event.pointerType === "mouse") from = [event.clientX + frame.scrollLeft, event.clientY + frame.scrollTop]; });
  frame.addEventListener("pointermove", event => { if (from) { frame.scrollLeft = from[0] - event.clientX; frame.scrollTop = from[1] - event.clientY; } });
  for (const end of ["pointerup", "pointerleave"]) frame.addEventListener(end, () => from = null);
  frame.addEventListener("dragstart", event => event.preventDefault());
  return frame;
}

// A diagram drawn beforehand, in the colours of the page, kept apart from the page's own styles.
function diagramOf(at) {
  const dark = document.documentElement.dataset.theme === "dark", host = make("div", { class: "drawn" }), shadow = host.attachShadow({ mode: "open" });
  const picture = document.importNode(new DOMParser().parseFromString(model.diagrams[at][1], "image/svg+xml").documentElement, true);
  shadow.append(make("style", {}, model.styles[dark ? 1 : 0] + "svg{display:block}"), picture);
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
