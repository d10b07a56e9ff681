// What the five main public pages weigh with a cold cache. Over budget fails. Figures are kilobytes of a thousand bytes, as sent.
import { ecoindex } from "./support/ecoindex";
import { expect, test } from "./support/fixtures";
import { weigh, type Sent } from "./support/measure";
import { S3_PATH } from "./support/offers";
import { ARTICLE } from "./support/pages";

const MOST = { requests: 8, nodes: 350, html: 25, css: 20, fonts: 75, code: 250 };
const PAGES: [string, string][] = [["accueil", "/"], ["offres", "/offres"], ["offre", S3_PATH], ["organisations", "/organisations"], ["article", ARTICLE]];

const kb = (list: Sent[]) => list.reduce((sum, s) => sum + s.bytes, 0) / 1000;
const one = (n: number) => n.toFixed(1).padStart(7);

for (const [name, path] of PAGES) {
  test(`budget of ${name}`, async ({ page }) => {
    const { sent, nodes } = await weigh(page, path);
    const of = (...kinds: string[]) => sent.filter((s) => kinds.includes(s.kind));
    // The WebAssembly and what it brings in later never hold the page back: it is counted apart.
    const before = sent.filter((s) => s.early && s.kind !== "wasm" && !/chunk|split/.test(s.path));
    const apart = sent.filter((s) => !before.includes(s));
    const weight = { html: kb(of("html")), css: kb(of("css")), fonts: kb(of("font")), js: kb(of("js")), wasm: kb(of("wasm")), all: kb(sent) };
    const eco = ecoindex(nodes, sent.length, weight.all);
    console.log(
      `${name.padEnd(14)} requests ${before.length}+${apart.length}  nodes ${String(nodes).padStart(4)}  html${one(weight.html)}  css${one(weight.css)}  fonts${one(weight.fonts)}` +
        `  js${one(weight.js)}  wasm${one(weight.wasm)}  total${one(weight.all)} kB  EcoIndex ${eco.score.toFixed(1)} ${eco.grade}`,
    );
    const over: string[] = [];
    const hold = (what: string, value: number, most: number) => value > most && over.push(`${what}: ${value.toFixed(1)} > ${most}`);
    hold("requests before hydration", before.length, MOST.requests);
    hold("DOM nodes", nodes, MOST.nodes);
    hold("HTML kB", weight.html, MOST.html);
    hold("CSS kB", weight.css, MOST.css);
    hold("fonts kB", weight.fonts, MOST.fonts);
    hold("wasm and js kB", weight.wasm + weight.js, MOST.code);
    const listed = sent.map((s) => `${s.path} ${s.kind} ${s.bytes} ${s.early ? "early" : "late"}`).join("\n");
    expect(over, listed).toEqual([]);
    expect(sent.filter((s) => s.blocking && ["js", "wasm"].includes(s.kind)), "script never holds the first paint back").toEqual([]);
    expect(eco.grade, `EcoIndex ${eco.score.toFixed(1)}`).toBe("A");
    expect(sent.filter((s) => !s.path.startsWith("/")), "nothing comes from elsewhere").toEqual([]);
  });
}

test("no page of the board moves while it loads", async ({ page }) => {
  for (const [name, path] of PAGES) {
    await page.addInitScript(() => {
      const w = window as unknown as { shift: number };
      w.shift = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((e) => (w.shift += (e as unknown as { value: number }).value))).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(path);
    await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
    await page.waitForLoadState("networkidle");
    expect(await page.evaluate(() => (window as unknown as { shift: number }).shift), name).toBeLessThanOrEqual(0.02);
  }
});
