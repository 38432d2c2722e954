// A headless Chromium, driven over a pipe in its own DevTools protocol: no package and no port is needed.

import { spawn } from "node:child_process";
import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
  "--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-pipe"];
const PATIENCE = 60_000;

/** Starts a browser of its own, with an empty profile. */
export async function open() {
  const profile = mkdtempSync(join(tmpdir(), "erc-browser-"));
  const child = spawn(program(), [...FLAGS, `--user-data-dir=${profile}`],
    { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
  const wire = new Wire(child.stdio[3], child.stdio[4]);
  child.on("exit", () => wire.end(new Error("the browser ended")));
  child.on("error", error => wire.end(error));
  return {
    tab: () => Tab.open(wire),
    async close() {
      const gone = new Promise(done => child.exitCode === null ? child.once("exit", done) : done());
      await wire.send("Browser.close").catch(() => child.kill("SIGKILL"));
      await gone;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

/** The path of the first browser that is there. */
function program() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const isThere = path => { try { accessSync(path, constants.X_OK); return true; } catch { return false; } };
  const found = NAMES.flatMap(name => folders.map(it => join(it, name))).find(isThere);
  if (!found) throw new Error(`there is no ${NAMES.join(", ")} here; tests/setup.sh installs one`);
  return found;
}

/** Messages to the browser and back: JSON, each ended by a zero byte. */
class Wire {
  #input; #pending = new Map(); #listeners = new Map(); #last = 0; #rest = ""; #over = null;

  constructor(input, output) {
    this.#input = input;
    output.setEncoding("utf8").on("data", text => this.#read(text));
    for (const it of [input, output]) it.on("error", error => this.end(error));
  }

  /** Asks the browser, or one of its tabs, to do something. */
  send(method, params = {}, sessionId = undefined) {
    if (this.#over) return Promise.reject(this.#over);
    const id = ++this.#last;
    this.#input.write(JSON.stringify({ id, method, params, sessionId }) + "\0");
    return new Promise((done, failed) => {
      const timer = setTimeout(() => failed(new Error(`${method} took more than a minute`)), PATIENCE);
      this.#pending.set(id, { done, failed, timer, method });
    });
  }

  listen(sessionId, listener) { this.#listeners.set(sessionId, listener); }

  end(error) {
    this.#over ??= error;
    for (const { failed, timer } of this.#pending.values()) { clearTimeout(timer); failed(error); }
    this.#pending.clear();
  }

  #read(text) {
    const messages = (this.#rest + text).split("\0");
    this.#rest = messages.pop();
    for (const message of messages) this.#take(JSON.parse(message));
  }

  #take({ id, method, params, result, error, sessionId }) {
    if (id === undefined) return this.#listeners.get(sessionId)?.(method, params);
    const { done, failed, timer, method: asked } = this.#pending.get(id) ?? {};
    this.#pending.delete(id);
    clearTimeout(timer);
    if (error) failed?.(new Error(`${asked}: ${error.message}`));
    else done?.(result);
  }
}

/** A tab: what is done in it, and all that it said or asked for. */
class Tab {
  #wire; #session; #target; #waiting = new Map();
  /** Errors, warnings and exceptions, as texts. */
  complaints = [];
  /** Addresses that were asked for, but for the page itself. */
  requests = [];

  static async open(wire) {
    const res = new Tab();
    res.#wire = wire;
    const { targetId } = await wire.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await wire.send("Target.attachToTarget", { targetId, flatten: true });
    res.#session = sessionId;
    res.#target = targetId;
    wire.listen(sessionId, (method, params) => res.#hear(method, params));
    for (const domain of ["Page", "Runtime", "Network", "Log"]) await res.send(`${domain}.enable`);
    return res;
  }

  send(method, params) { return this.#wire.send(method, params, this.#session); }

  /** Opens an address afresh and waits until the page is loaded. */
  async go(address) {
    await this.#load("about:blank");
    await this.#load(address);
  }

  /** The value of an expression, or of a function with its arguments, in the page. */
  async evaluate(code, ...values) {
    const expression = typeof code === "function" ? `(${code})(...${JSON.stringify(values)})` : code;
    const answer = await this.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true, userGesture: true });
    if (answer.exceptionDetails) {
      const { text, exception } = answer.exceptionDetails;
      throw new Error(exception?.description ?? text);
    }
    return answer.result.value;
  }

  /** Waits until a condition holds in the page; answers how long that took. */
  async until(condition, ...values) {
    const start = performance.now();
    while (!await this.evaluate(condition, ...values)) {
      if (performance.now() - start > PATIENCE / 4) throw new Error(`in vain: ${condition}`);
      await new Promise(done => setTimeout(done, 10));
    }
    return performance.now() - start;
  }

  /** Presses and releases a key, as a person does. */
  async press(key, modifiers = 0) {
    const text = key.length === 1 ? key : key === "Enter" ? "\r" : undefined;
    const code = CODES[key] ?? key.toUpperCase().charCodeAt(0);
    const event = { key, windowsVirtualKeyCode: code, modifiers };
    await this.send("Input.dispatchKeyEvent", { ...event, type: text ? "keyDown" : "rawKeyDown", text });
    await this.send("Input.dispatchKeyEvent", { ...event, type: "keyUp" });
  }

  async type(text) { for (const key of text) await this.press(key); }

  /** Clicks on the middle of the first element that a selector names. */
  async click(selector) {
    const { x, y } = await this.evaluate(selector => {
      const it = document.querySelector(selector);
      it.scrollIntoView({ block: "center", behavior: "instant" });
      const { left, top, width, height } = it.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    }, selector);
    for (const type of ["mousePressed", "mouseReleased"]) {
      await this.send("Input.dispatchMouseEvent", { type, x, y, button: "left", clickCount: 1 });
    }
  }

  async resize(width, height, mobile = false) {
    await this.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile });
  }

  /** What the reader prefers: `{ "prefers-color-scheme": "dark" }`, or `print` as the medium. */
  async prefer(features, media = "") {
    const list = Object.entries(features).map(([name, value]) => ({ name, value }));
    await this.send("Emulation.setEmulatedMedia", { media, features: list });
  }

  /** A picture of what is to be seen, as PNG. */
  async picture() {
    const { data } = await this.send("Page.captureScreenshot", { format: "png" });
    return Buffer.from(data, "base64");
  }

  /** What a printer would get, as PDF. */
  async pdf() {
    const { data } = await this.send("Page.printToPDF", { printBackground: true, paperWidth: 8.27, paperHeight: 11.69 });
    return Buffer.from(data, "base64");
  }

  async close() { await this.#wire.send("Target.closeTarget", { targetId: this.#target }); }

  async #load(address) {
    const loaded = this.#next("Page.loadEventFired");
    const { errorText } = await this.send("Page.navigate", { url: address });
    if (errorText) throw new Error(`${address}: ${errorText}`);
    await loaded;
  }

  #next(event) { return new Promise(done => this.#waiting.set(event, done)); }

  #hear(method, params) {
    this.#waiting.get(method)?.(params);
    this.#waiting.delete(method);
    if (method === "Runtime.exceptionThrown") {
      const { text, exception } = params.exceptionDetails;
      this.complaints.push(exception?.description ?? text);
    } else if (method === "Runtime.consoleAPICalled" && ["error", "warning", "assert"].includes(params.type)) {
      this.complaints.push(params.args.map(it => it.value ?? it.description).join(" "));
    } else if (method === "Log.entryAdded" && ["error", "warning"].includes(params.entry.level)) {
      this.complaints.push(params.entry.text);
    } else if (method === "Network.requestWillBeSent" && params.type !== "Document") {
      this.requests.push(params.request.url.slice(0, 200));
    }
  }
}

const CODES = { Enter: 13, Escape: 27, Tab: 9, ArrowUp: 38, ArrowDown: 40, ArrowLeft: 37, ArrowRight: 39, Home: 36, End: 35 };
