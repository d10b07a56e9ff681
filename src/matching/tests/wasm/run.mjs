// node run.mjs MODULE.wasm, then one job a line on the input: TASK POLICY SEED INSTANCE OUTPUT
import { readFileSync, writeFileSync } from "node:fs";

const { instance } = await WebAssembly.instantiate(readFileSync(process.argv[2]), {});
const { memory, input, output, solve } = instance.exports;
for (const line of readFileSync(0, "utf8").trim().split("\n")) {
  const [task, policy, seed, from, to] = line.split(" ");
  const bytes = readFileSync(from);
  const at = input(bytes.length);
  new Uint8Array(memory.buffer).set(bytes, at);
  const length = solve(Number(task), Number(policy), Number(seed));
  writeFileSync(to, new Uint8Array(memory.buffer, output(), length));
}
