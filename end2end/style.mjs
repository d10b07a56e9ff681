// Parses every style sheet: a mistake fails here instead of shipping as text a browser drops.
import { readdirSync, readFileSync } from "node:fs";
import { transform } from "lightningcss";

const folder = new URL("../style/", import.meta.url);
let broken = 0;
for (const name of readdirSync(folder).filter((n) => n.endsWith(".css"))) {
  try {
    const { warnings } = transform({ filename: name, code: readFileSync(new URL(name, folder)), errorRecovery: false });
    for (const w of warnings) { broken++; console.error(`${name}:${w.loc.line}: ${w.message}`); }
  } catch (e) {
    broken++;
    console.error(`${name}:${e.loc?.line ?? "?"}: ${e.message}`);
  }
}
if (broken) process.exit(1);
console.log("style: every sheet parses");
