// The main public pages as an old phone in the métro sees them: processor four times slower, slow 4G, nothing in the cache.
// Prints largest contentful paint, layout shift and total blocking time; start it with the address of a running site.
import { chromium } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { join } from "node:path";

const BASE = process.argv[2] ?? "http://127.0.0.1:3000";
const ROUNDS = 3;
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: (1.6 * 1024 * 1024) / 8, uploadThroughput: (750 * 1024) / 8 };
const executablePath = process.env.PASSERELLE_CHROMIUM ?? execFileSync(join(import.meta.dirname, "../.make/chromium")).toString().trim();

/** Runs in the page before anything else. */
function observe() {
  // Blocking counts from the first paint on: before it there is nothing to touch.
  window.lab = { paint: 0, shift: 0, tasks: [], first: 0 };
  const watch = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch("largest-contentful-paint", (e) => (window.lab.paint = e.startTime));
  watch("layout-shift", (e) => (window.lab.shift += e.hadRecentInput ? 0 : e.value));
  watch("paint", (e) => (window.lab.first = e.startTime));
  watch("longtask", (e) => window.lab.tasks.push([e.startTime, e.duration]));
}

async function visit(browser, path) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "fr-FR", deviceScaleFactor: 2, hasTouch: true });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send("Network.emulateNetworkConditions", SLOW_4G);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.addInitScript(observe);
  await page.goto(BASE + path);
  await page.locator("html[data-hydrated]").waitFor({ state: "attached", timeout: 60_000 });
  await page.waitForTimeout(1_500);
  const seen = await page.evaluate(() => window.lab);
  await context.close();
  const blocked = seen.tasks.filter(([start]) => start >= seen.first).reduce((sum, [, duration]) => sum + Math.max(0, duration - 50), 0);
  return { ...seen, blocked };
}

const browser = await chromium.launch({ executablePath, args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
const list = await (await fetch(`${BASE}/offres.json`)).text();
const offer = new URL(list.match(/https?:\/\/[^"]*\/offres\/[a-z0-9-]+/)[0]).pathname;
const middle = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
console.log("page                                     LCP ms   CLS   TBT ms   (bars: 1500, 0.02, 150)");
for (const path of ["/", "/offres", offer, "/organisations", "/conseils"]) {
  const runs = [];
  for (let i = 0; i < ROUNDS; i++) runs.push(await visit(browser, path));
  const [lcp, cls, tbt] = ["paint", "shift", "blocked"].map((key) => middle(runs.map((r) => r[key])));
  console.log(`${path.slice(0, 38).padEnd(40)} ${lcp.toFixed(0).padStart(6)} ${cls.toFixed(3)} ${tbt.toFixed(0).padStart(7)}`);
}
await browser.close();
