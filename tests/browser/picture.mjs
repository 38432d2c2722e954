// A picture of a documentation page, for other pages: `node picture.mjs PAGE.html#/PATH OUT.png [WIDTH HEIGHT SCHEME]`.

import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

import { open } from "./chromium.mjs";

const [address, out, width = 1280, height = 800, scheme = "light"] = process.argv.slice(2);
const [file, path = "/"] = address.split("#");
const browser = await open();
try {
  const tab = await browser.tab();
  await tab.resize(Number(width), Number(height), Number(width) < 500);
  await tab.prefer({ "prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce" });
  await tab.go(`${pathToFileURL(file).href}#${path}`);
  await tab.until("document.querySelector('main h1') !== null");
  writeFileSync(out, await tab.picture());
} finally {
  await browser.close();
}
