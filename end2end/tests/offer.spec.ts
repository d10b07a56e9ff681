// The two offers of the sources, read whole: every fact they hold stands on their page.
import type { Page } from "@playwright/test";
import { expect, open, test } from "./support/fixtures";
import { S3, S3_PATH, S4, S4_PATH, s3Published, s4Published } from "./support/offers";
import { dayAndMonth, daysBetween, flat, iso, longDay, monthOf, nearest, plainLines, plusDays, today } from "./support/text";

/** The facts panel: what each term says. */
async function facts(page: Page, panel = ".panel dl.facts"): Promise<Record<string, string>> {
  const read = (dl: Element) => [...dl.querySelectorAll("dt")].map((dt) => [dt.textContent ?? "", dt.nextElementSibling?.textContent ?? ""]);
  const lines = await page.locator(panel).first().evaluate(read);
  return Object.fromEntries(lines.map(([term, words]) => [flat(term), flat(words)]));
}

async function posting(page: Page): Promise<Record<string, unknown>> {
  const all = page.locator('script[type="application/ld+json"]');
  await expect(all).toHaveCount(1);
  return JSON.parse((await all.textContent()) ?? "");
}

/** Every line of the source stands in the story. */
async function expectWhole(page: Page, sections: Record<string, string>): Promise<void> {
  const story = flat(await page.locator(".story").evaluate((s) => s.textContent));
  const missing = Object.values(sections).flatMap(plainLines).filter((line) => !story.includes(line));
  expect(missing).toEqual([]);
}

test("S3: every fact", async ({ page }) => {
  await open(page, S3_PATH);
  await expect(page.locator("h1")).toHaveText(S3.title);
  await expect(page.locator(".who")).toContainText("France Active Seine-et-Marne Essonne");
  const gap = daysBetween(new Date(S3.published_on), s3Published());
  const lastDay = plusDays(new Date(S3.last_day ?? ""), gap);
  const f = await facts(page);

  expect(f["Contrat"]).toContain("Stage ou Alternance");
  expect(f["Contrat"]).toContain("alternance (apprentissage)");
  expect(f["Lieux"]).toMatch(/^Évry \(91\) de préférence, Noisiel \(77\)/);
  expect(f["Lieux"]).toContain("Possible alternance entre les 2 sites en fonction des besoins");
  expect(f["Début"]).toBe(`début ${monthOf(nearest(plusDays(new Date("2021-02-01"), gap), 1))}`);
  expect(f["Durée"]).toContain("8 mois");
  expect(f["Durée"]).toContain(`jusqu’à fin ${monthOf(nearest(plusDays(new Date("2021-09-30"), gap), 0))}`);
  expect(f["Rythme"]).toBe("Temps plein");
  expect(f["Paie"]).toBe("Indemnité légale");
  expect(f["Avantages"]).toContain("Tickets restaurant");
  expect(f["Avantages"]).toContain("Remboursement à 50 % du titre de transport");
  expect(f["Souhaité"]).toBe("Permis B, ce n’est pas exigé");
  expect(f["Exigé"], "nothing is required").toBeUndefined();
  expect(f["Rattachement"]).toContain("Directrice Déléguée au financement");
  expect(f["Équipe"]).toContain("5 chargés de mission");
  expect(f["Réponse"]).toBe(`Promise pour le ${dayAndMonth(plusDays(lastDay, 8))} au plus tard, à tout le monde`);
  expect(f["Contact"]).toBe("Camille Roussel, directrice déléguée");

  const last = flat(await page.locator(".panel .last").innerText());
  expect(last).toContain(`Jusqu’au ${longDay(lastDay)} inclus`);
  expect(last).toContain(`Il reste ${daysBetween(today(), lastDay)} jours`);
  await expect(page.locator(".panel .last time")).toHaveAttribute("datetime", iso(lastDay));
  await expect(page.locator(".tags time")).toHaveAttribute("datetime", iso(s3Published()));
  expect(flat(await page.locator(".tags").innerText())).toContain("publiée il y a 15 jours");

  const go = page.locator(".panel .go");
  expect(flat(await go.innerText())).toMatch(/CV.*lettre de motivation/i);
  const mail = new URL((await go.locator("a.button").getAttribute("href")) ?? "");
  expect(mail.protocol + mail.pathname).toBe("mailto:recrutement@france-active-77-91.example");
  expect(mail.searchParams.get("subject")).toContain(S3.title);
});

test("S3: the organisation, the sections in order, the words of the source", async ({ page }) => {
  await open(page, S3_PATH);
  const headings = (await page.locator(".story h2").allInnerTexts()).map((h) => flat(h).replace(/^\d+ ?/, ""));
  expect(headings).toEqual(["À propos", "Le contexte", "Le poste", "Profil recherché", "Ce que nous offrons", "Informations complémentaires", "Pourquoi postuler"]);
  const who = await facts(page, ".story dl.facts");
  expect(who["Réseau"]).toContain("Mouvement France Active");
  expect(who["Effectif"]).toContain("environ 30 salariés");
  expect(who["Territoires"]).toContain("Seine-et-Marne (77)");
  expect(who["Territoires"]).toContain("Essonne (91)");
  await expectWhole(page, S3.sections);
  await expect(page.locator(".story")).toContainText("cette offre est réelle et date de 2020");
});

test("S4: every fact, a fee for the whole mission, several places, no deadline", async ({ page }) => {
  await open(page, S4_PATH);
  await expect(page.locator("h1")).toHaveText(S4.title);
  await expect(page.locator('.original[lang="en"]')).toHaveText("Project leader for an innovative social business");
  const gap = daysBetween(new Date(S4.published_on), s4Published());
  const f = await facts(page);
  expect(f["Contrat"]).toBe("Indépendant, auto-entrepreneur");
  for (const place of ["à votre domicile", "à la bibliothèque de votre université ou école", "bureau d’un partenaire à Paris (75)", "Triel-sur-Seine", "Yvelines"]) {
    expect(f["Lieux"]).toContain(place);
  }
  expect(f["Lieux"]).not.toContain("de préférence,");
  expect(f["Télétravail"]).toContain("Télétravail partiel");
  expect(f["Début"]).toBe(`Dès que possible, à partir de mi-${monthOf(nearest(plusDays(new Date("2015-03-15"), gap), 15))}`);
  expect(f["Durée"]).toBe("3 mois, extension possible en fonction de vos souhaits et des ressources disponibles");
  expect(f["Rythme"]).toMatch(/^Mi-temps/);
  expect(f["Rythme"]).toContain("un à deux après-midi par semaine");
  expect(f["Paie"]).toMatch(/^3 000 € bruts pour toute la mission/);
  expect(f["Paie"]).toContain("1 000 €");
  expect(f["Exigé"]).toContain("Être disponible un à deux après-midi par semaine");
  expect(f["Équipe"]).toContain("Quatorze");
  expect(f["Ensuite"]).toContain("Possibilité d’embauche à terme");
  expect(f["Réponse"]).toBe("Promise sous 15 jours, à tout le monde");
  expect(f["Contact"]).toBe("Marie Delaunay, comité de pilotage");
  await expect(page.locator(".panel .last")).toContainText("Pas de date limite annoncée");
  const who = await facts(page, ".story dl.facts");
  expect(who["Hébergée par"]).toMatch(/Quatorze.*Compagnons Bâtisseurs|Compagnons Bâtisseurs.*Quatorze/);
  await expectWhole(page, S4.sections);
});

for (const [name, path] of [["S3", S3_PATH], ["S4", S4_PATH]]) {
  test(`${name}: one true JobPosting, without invented pay`, async ({ page, baseURL }) => {
    await open(page, path);
    const p = await posting(page);
    expect(p["@type"]).toBe("JobPosting");
    expect(p["baseSalary"]).toBeUndefined();
    expect(p["title"]).toBe(name === "S3" ? S3.title : S4.title);
    expect(p["url"]).toBe(`${baseURL}${path}`);
    expect(p["datePosted"]).toBe(iso(name === "S3" ? s3Published() : s4Published()));
    expect(p["employmentType"]).toEqual(name === "S3" ? ["INTERN", "OTHER"] : ["CONTRACTOR"]);
    expect((p["hiringOrganization"] as { name: string }).name).toBe(name === "S3" ? "France Active Seine-et-Marne Essonne" : "WE-CO");
    expect(JSON.stringify(p["jobLocation"])).toContain(name === "S3" ? "Évry-Courcouronnes" : "Triel-sur-Seine");
    expect(String(p["description"]).length).toBeGreaterThan(2_000);
    await expect(page.locator('link[rel="canonical"]')).toHaveAttribute("href", `${baseURL}${path}`);
    await expect(page.locator('meta[property="og:title"]')).toHaveCount(1);
    await expect(page.locator('meta[name="robots"]')).toHaveAttribute("content", /^index/);
  });

  test(`${name}: related offers are other, open ones`, async ({ page, request }) => {
    await open(page, path);
    const links = await page.locator(".related .offer h3 a").evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
    expect(links.length).toBeGreaterThan(1);
    expect(new Set(links).size).toBe(links.length);
    expect(links).not.toContain(path);
    for (const href of links) expect(await (await request.get(href)).text()).toContain("JobPosting");
  });
}

test("printed, the offer keeps what matters and drops the rest", async ({ page }) => {
  await open(page, S3_PATH);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator("header nav")).toBeHidden();
  await expect(page.locator(".foot")).toBeHidden();
  await expect(page.locator(".share")).toBeHidden();
  await expect(page.locator(".related")).toBeHidden();
  await expect(page.locator("h1")).toBeVisible();
  await expect(page.locator(".panel dl.facts")).toBeVisible();
  const sheet = await page.evaluate(() => ({ scroll: document.scrollingElement?.scrollWidth ?? 0, width: innerWidth, panel: getComputedStyle(document.querySelector(".panel") as Element).position }));
  expect(sheet.scroll).toBeLessThanOrEqual(sheet.width);
  expect(sheet.panel).toBe("static");
});

test("the link is copied, and says so", async ({ page, context, baseURL }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, S3_PATH);
  await page.getByRole("link", { name: "Copier le lien" }).click();
  await expect(page.locator(".share [role=status]")).toHaveText("Lien copié");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${baseURL}${S3_PATH}`);
});

test("where the clipboard is refused, the page does not claim a copy", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await open(page, S3_PATH);
  await page.getByRole("link", { name: "Copier le lien" }).click();
  await page.waitForTimeout(300);
  await expect(page.locator(".share [role=status]")).not.toHaveText("Lien copié");
  await expect(page.locator("h1")).toHaveText(S3.title);
});

test("an address that was never an offer says so, with ways out", async ({ page, watch }) => {
  watch.allow(/jamais-vue/);
  await open(page, "/offres/jamais-vue-00000000", 404);
  await expect(page.locator("h1")).toBeVisible();
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute("content", "noindex");
  await expect(page.locator(".ways a")).toHaveCount(2);
  await page.getByRole("link", { name: "Chercher une offre" }).click();
  await expect(page.locator("#resultats .offer").first()).toBeVisible();
});
