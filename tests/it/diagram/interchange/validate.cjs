// Reads every file of the folder with the parser of its tool; says what is wrong and fails.
const fs = require("fs");
const { Parser } = require("@dbml/core");
const prisma = require("@prisma/prisma-schema-wasm");

let failures = 0;
for (const file of fs.readdirSync(".").sort()) {
  const text = fs.readFileSync(file, "utf8");
  try {
    if (file.endsWith(".dbml")) new Parser().parse(text, "dbmlv2");
    else if (file.endsWith(".prisma")) prisma.validate(JSON.stringify({ prismaSchema: [["schema.prisma", text]], noColor: true }));
  } catch (error) {
    failures++;
    console.log(file, JSON.stringify(error.diags ?? String(error.message ?? error)).slice(0, 2000));
  }
}
process.exit(failures ? 1 : 0);
