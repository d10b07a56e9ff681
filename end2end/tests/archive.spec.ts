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

test.describe.configure({ mode: "default" });

test.beforeAll(async () => {
  folder = freshFolder();
  const write = (name: string, value: unknown) => {
    writeFileSync(join(folder, name), JSON.stringify(value, null, 1));
    return join(folder, name);
  };
  const none = { context: "", mission: "", profile: "", we_offer: "", more: "", why: "" };
  const offer = (reference: string, more: object) => ({
    source: "ailleurs", reference, organisation: "ailleurs", title: "Écoute", language: "fr", contracts: ["cdi"], sectors: ["logement"], function: "projet",
    places: [{ insee: "91228", label: `Évry ${EVIL}`, preferred: true }], remote: "sur-place", pay: { kind: "legal", reference: `Smic ${EVIL}` }, benefits: [EVIL],
    sections: { ...none, context: "[lien](javascript:stolen()) ![image](https://ailleurs.example/x.png)", mission: "**gras**" }, published_on: iso(today()), ...more,
  });
  const feed = write("hostile.json", {
    organisations: [{ slug: "ailleurs", name: `Ailleurs ${EVIL}`, summary: "Rien.", story: "Rien." }],
    offers: [offer("texte", { title: `Écoute ${EVIL}` }), offer("balises", { sections: { ...none, context: EVIL } }), offer("vide", { title: "" })],
  });
  const posting = write("posting.json", [{
    "@context": "https://schema.org/", "@type": "JobPosting", title: `Vigie ${EVIL}`, datePosted: iso(today()), employmentType: "INTERN", identifier: { value: "page" },
    description: `<p>Une phrase.</p>${EVIL}<iframe src=https://ailleurs.example></iframe><a href="javascript:stolen()" onclick="stolen()">x</a></script>`,
    hiringOrganization: { "@type": "Organization", name: "Tour de guet" }, jobLocation: { "@type": "Place", address: { addressLocality: "Lyon", postalCode: "69001", addressCountry: "FR" } },
  }]);
  const load = (file: string, format: string) => command(["import", "offers", file, "--format", format, "--source", "essai"], ADDR, folder).out;
  summaries = [load(SOURCES_FILE, "json"), load(SOURCES_FILE, "json"), load(feed, "json"), load(posting, "jobposting")];
  server = await serve(ADDR, folder);
});

test.afterAll(() => stop(server));

test("an import says what it did, is idempotent, and names the rows it refuses", async () => {
  expect(summaries[0]).toContain("2 créées");
  expect(summaries[1]).toContain("0 créées");
  expect(summaries[1]).toContain("2 inchangées");
  expect(summaries[2]).toContain("1 créées");
  expect(summaries[2]).toContain("2 refusées");
  expect(summaries[2]).toMatch(/ligne \d+ \(balises\) : refusée, .*HTML/);
  expect(summaries[2]).toMatch(/ligne \d+.* : refusée, .*intitulé/);
  expect(summaries[3]).toContain("1 créées");
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

// One format keeps the title as it is and refuses markup in the text; the other reads HTML, and cleans it.
for (const [words, title, name] of [["ecoute", `Écoute ${EVIL}`, "Ailleurs <script>"], ["vigie", "Vigie", "Tour de guet"]]) {
  test(`a hostile offer is only text: ${words}`, async ({ page }) => {
    let ran = false;
    await page.exposeFunction("stolen", () => (ran = true));
    await page.goto(`http://${ADDR}/offres?q=${words}`);
    await expect(page.locator("html[data-hydrated]")).toBeAttached();
    const card = page.locator("#resultats .offer h3 a");
    await expect(card).toHaveText(title);
    const address = (await card.getAttribute("href")) ?? "";
    await card.click();
    await expect(page.locator("h1")).toHaveText(title);
    await page.goto(`http://${ADDR}${address}`);
    await expect(page.locator("html[data-hydrated]")).toBeAttached();
    await expect(page.locator("main :is(iframe, img, [onclick], [onerror], a[href^='javascript:'])")).toHaveCount(0);
    const posting = page.locator('script[type="application/ld+json"]');
    await expect(posting).toHaveCount(1);
    expect(JSON.parse((await posting.textContent()) ?? "").title).toBe(title);
    await page.locator(".who a").click();
    await expect(page.locator("h1")).toContainText(name);
    expect(ran).toBe(false);
  });
}

test("a second process on the same folder does no harm to the one that serves", async () => {
  const late = join(folder, "late.json");
  const none = { mission: "", profile: "", we_offer: "", more: "", why: "" };
  const offer = {
    source: "ailleurs", reference: "tardive", organisation: "ailleurs", title: "Tardive et bienvenue", language: "fr", contracts: ["cdi"], sectors: ["logement"], function: "projet",
    places: [{ insee: "91228", label: "Évry", preferred: true }], remote: "sur-place", pay: { kind: "legal", reference: "Smic" }, benefits: [], sections: { ...none, context: "Rien." }, published_on: iso(today()),
  };
  writeFileSync(late, JSON.stringify({ organisations: [], offers: [offer] }));
  const second = command(["import", "offers", late, "--format", "json"], ADDR, folder);
  const finds = async (words: string) => (await raw(`/offres.json?q=${words}`, { addr: ADDR })).body.includes("/offres/");
  if (second.code === 0) await expect.poll(() => finds("tardive"), "what was imported is found without a restart").toBe(true);
  expect(await finds("ecoute"), "what was there is still found").toBe(true);
  expect(JSON.parse((await raw("/sante/pret", { addr: ADDR })).body).index.retard).toBe(0);
  await stop(server);
  server = await serve(ADDR, folder);
  expect(await finds("ecoute"), "and after a restart").toBe(true);
  expect(await finds("tardive")).toBe(second.code === 0);
  expect(second.out).not.toContain("will be rebuilt");
});
