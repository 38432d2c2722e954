// Reads every file of a folder with the parser of its tool; says what is wrong and fails.
const fs = require("fs");
const path = require("path");
const { Parser } = require("@dbml/core");
const prisma = require("@prisma/prisma-schema-wasm");
const { JSDOM } = require("jsdom");

async function main() {
  // Where there is a page, D2 takes its worker for one of a browser and waits forever: it starts before.
  const { D2 } = await import("@terrastruct/d2");
  const d2 = new D2();
  await d2.compile("a");
  // Mermaid cleans labels with a library that wants a page.
  global.window = new JSDOM("").window;
  global.document = global.window.document;
  const mermaid = (await import("mermaid")).default;
  const readers = {
    ".dbml": (text) => new Parser().parse(text, "dbmlv2"),
    ".prisma": (text) =>
      prisma.validate(JSON.stringify({ prismaSchema: [["schema.prisma", text]], noColor: true })),
    ".mmd": (text) => mermaid.parse(text),
    ".d2": (text) => d2.compile(text),
  };
  let failures = 0;
  for (const file of fs.readdirSync(process.argv[2]).sort()) {
    const read = readers[path.extname(file)];
    if (!read) continue;
    const text = fs.readFileSync(path.join(process.argv[2], file), "utf8");
    try {
      await read(text);
    } catch (error) {
      failures++;
      const said = error.diags ?? String(error.message ?? error);
      console.log(file, JSON.stringify(said).slice(0, 1500));
    }
  }
  process.exit(failures ? 1 : 0);
}

main();
