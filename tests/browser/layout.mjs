// Graphs drawn by the layout of the documentation page: lists of numbers in, lists of numbers out, all in JSON.
// node layout.mjs MODULE.deflate GRAPHS.json

import { readFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";

const [module, graphs] = process.argv.slice(2).map(it => readFileSync(it));
const { exports } = (await WebAssembly.instantiate(inflateRawSync(module))).instance;

function draw(words) {
  const room = exports.room(words.length);
  new Int32Array(exports.memory.buffer, room, words.length).set(words);
  const answer = exports.draw(room, words.length), [n_words] = new Int32Array(exports.memory.buffer, answer, 1);
  const res = [...new Int32Array(exports.memory.buffer, answer + 4, n_words)];
  exports.forget(answer, n_words + 1);
  return res;
}

console.log(JSON.stringify(JSON.parse(graphs).map(draw)));
