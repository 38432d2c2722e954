// Opens documentation pages in a browser and checks what a reader meets: `node run.mjs FOLDER AXE`.
//
// FOLDER holds the pages that tests/it/pages writes, AXE is the file of axe-core. Prints one JSON document: for each
// check what is wrong, and what was measured.

import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { open } from "./chromium.mjs";
import * as checks from "./checks.mjs";

const [folder, axe] = process.argv.slice(2);
const browser = await open();
const answers = {};
try {
  for (const [name, check] of Object.entries(checks)) answers[name] = await answer(check);
} finally {
  await browser.close();
}
console.log(JSON.stringify(answers));

/** What a check finds wrong; in a tab of its own, which must not complain nor ask anybody for anything. */
async function answer(check) {
  const wrong = [], measured = [], tab = await browser.tab();
  try {
    await tab.resize(1280, 900);
    await check({
      tab, axe,
      page: (name, path = "") => pathToFileURL(join(folder, name + ".html")).href + path,
      expect(words, is, wanted = true) {
        const [a, b] = [JSON.stringify(is), JSON.stringify(wanted)];
        if (a !== b) wrong.push(`${words}: ${a}, not ${b}`);
      },
      measure: words => measured.push(words),
    });
  } catch (error) {
    wrong.push(String(error.stack ?? error));
  }
  wrong.push(...tab.complaints.map(it => `the console says: ${it}`), ...tab.requests.map(it => `the page asked for ${it}`));
  await tab.close();
  return { wrong, measured };
}
