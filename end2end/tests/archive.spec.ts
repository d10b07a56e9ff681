// The sources with their own dates, and a hostile feed, in a world of its own: imported, closed, escaped.
import type { ChildProcess } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "./support/fixtures";
import { S3_PATH, S4_PATH, SOURCES_FILE } from "./support/offers";
import { raw } from "./support/raw";
import { command, freshFolder, serve, stop } from "./support/server";
import { iso, today } from "./support/text";

const ADDR = process.env.PASSERELLE_ARCHIVE_ADDR ?? "127.0.0.1:3912";
const EVIL = `<script>stolen()</script><img src=x onerror=stolen()>`;
let server: ChildProcess;
let folder: string;
let summaries: string[];

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  folder = freshFolder();
  const hostile = join(folder, "hostile.json");
  const offer = {
    source: "ailleurs", reference: "hostile-1", organisation: "ailleurs", title: `Écoute ${EVIL}`, language: "fr", contracts: ["cdi"], sectors: ["logement"], function: "projet",
    places: [{ insee: "91228", label: `Évry ${EVIL}`, preferred: true }], remote: "sur-place", pay: { kind: "legal", reference: `Smic ${EVIL}` }, benefits: [EVIL],
    sections: { context: `${EVIL}\n\n[lien](javascript:stolen())`, mission: `<iframe src="https://ailleurs.example"></iframe> **gras** <a href="https://exemple.fr" onclick="stolen()">x</a>`, profile: `</script>${EVIL}` },
    published_on: iso(today()),
  };
  writeFileSync(hostile, JSON.stringify({ organisations: [{ slug: "ailleurs", name: `Ailleurs ${EVIL}`, summary: EVIL, story: EVIL }], offers: [offer, { source: "ailleurs", reference: "cassee", title: "" }] }));
  const load = (file: string) => command(["import", "offers", file, "--format", "json", "--source", "essai"], ADDR, folder);
  summaries = [load(SOURCES_FILE), load(SOURCES_FILE), load(hostile)].map((r) => r.out);
  server = await serve(ADDR, folder);
});

test.afterAll(() => stop(server));

test("an import says what it did, is idempotent, and names the rows it refuses", async () => {
  expect(summaries[0]).toContain("2 créées");
  expect(summaries[1]).toContain("0 créées");
  expect(summaries[1]).toContain("2 inchangées");
  expect(summaries[2]).toMatch(/1 créées?.* 1 refusée/s);
  expect(summaries[2]).toMatch(/ligne \d+ .*cassee.*refusée/);
});

test("the sources with their dates of 2021 and 2015 are gone: 410, with ways out", async ({ page, watch }) => {
  watch.allow(/offres/);
  for (const path of [S3_PATH, S4_PATH]) {
    const answer = await page.goto(`http://${ADDR}${path}`);
    expect(answer?.status()).toBe(410);
    await expect(page.locator("h1")).toHaveText("Cette page n’existe plus");
    await expect(page.locator("html[data-hydrated]")).toBeAttached();
    await expect(page.locator("h1")).toHaveText("Cette page n’existe plus");
    await expect(page.locator('meta[name="robots"]')).toHaveAttribute("content", "noindex");
    await expect(page.locator(".ways a")).toHaveCount(2);
    await expect(page.locator('script[type="application/ld+json"]')).toHaveCount(0);
  }
  expect((await raw("/sitemap.xml", { addr: ADDR })).body).not.toContain(S3_PATH);
});

test("a hostile offer is text, in the list, on its page and in its organisation's", async ({ page }) => {
  let ran = false;
  await page.exposeFunction("stolen", () => (ran = true));
  await page.goto(`http://${ADDR}/offres`);
  await expect(page.locator("html[data-hydrated]")).toBeAttached();
  const card = page.locator("#resultats .offer h3 a");
  await expect(card).toContainText("<script>stolen()");
  const address = (await card.getAttribute("href")) ?? "";
  await card.click();
  await expect(page.locator("h1")).toContainText("<script>stolen()");
  await page.goto(`http://${ADDR}${address}`);
  await expect(page.locator("html[data-hydrated]")).toBeAttached();
  await expect(page.locator("main :is(iframe, img, [onclick], [onerror], a[href^='javascript:'])")).toHaveCount(0);
  await expect(page.locator("main script:not([type='application/ld+json'])")).toHaveCount(0);
  expect(JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? "").title).toContain(EVIL);
  await page.locator(".who a").click();
  await expect(page.locator("h1")).toContainText("Ailleurs <script>");
  expect(ran).toBe(false);
});

test("a second process on the same folder does no harm to the one that serves", async () => {
  command(["import", "offers", SOURCES_FILE, "--format", "json", "--source", "essai"], ADDR, folder);
  const ready = await raw("/sante/pret", { addr: ADDR });
  expect(ready.status).toBe(200);
  const found = await raw("/offres?q=ecoute", { addr: ADDR });
  expect(found.status).toBe(200);
  expect(found.body).toContain("ailleurs");
  await stop(server);
  server = await serve(ADDR, folder);
  expect((await raw("/offres?q=ecoute", { addr: ADDR })).body, "and after a restart").toContain("class=\"offer\"");
});
