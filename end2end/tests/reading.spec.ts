// Organisations, articles, the site's own pages, and the guided criteria.
import { expectTotal, number, total } from "./support/board";
import { expect, open, test } from "./support/fixtures";
import { S3_PATH } from "./support/offers";
import { ADVICE, ARTICLE, MISSING, ORGANISATION } from "./support/pages";
import { flat } from "./support/text";

test("organisations: those who recruit first, each with its page", async ({ page }) => {
  await open(page, "/organisations");
  await expect(page.locator("h1")).toHaveText(/Ils recrutent/);
  const open_ = (await page.locator(".directory li .tag").allInnerTexts()).map(number);
  expect(open_.length).toBeGreaterThan(25);
  expect(open_.findIndex((n) => n === 0), "none without offers stands before one with").toBe(open_.filter((n) => n > 0).length === open_.length ? -1 : open_.filter((n) => n > 0).length);
  await page.locator(".directory h2 a", { hasText: "France Active" }).click();
  await expect(page).toHaveURL(ORGANISATION);
});

test("an organisation: facts, story, open offers", async ({ page }) => {
  await open(page, ORGANISATION);
  const panel = flat(await page.locator(".panel").innerText());
  for (const words of ["Association", "Finance responsable", "Mouvement France Active", "environ 30 salariés", "Essonne (91)"]) expect(panel).toContain(words);
  await expect(page.locator(".story .prose")).toContainText("AFILE 77");
  await expect(page.locator(`.story .offer a[href="${S3_PATH}"]`)).toBeVisible();
  const heading = await page.locator("#t-offres").innerText();
  expect(await page.locator(".story .offer").count()).toBe(number(heading));
});

test("hosting is told on both sides", async ({ page }) => {
  await open(page, "/organisations/we-co");
  await expect(page.locator(".relation")).toContainText("Hébergée par");
  await expect(page.locator(".relation")).toContainText("convention de partenariat");
  await page.locator(".relation a", { hasText: "Quatorze" }).click();
  await expect(page.locator("h1")).toHaveText("Quatorze");
  await expect(page.locator(".relation a", { hasText: "WE-CO" })).toBeVisible();
});

for (const [shelf, article] of [["/conseils", ADVICE], ["/mag", ARTICLE]]) {
  test(`${shelf}: a list by date, an article with author, date and reading time`, async ({ page }) => {
    await open(page, shelf);
    const days = await page.locator(".teasers time").evaluateAll((all) => all.map((t) => t.getAttribute("datetime") ?? ""));
    expect(days.length).toBeGreaterThan(4);
    expect(days).toEqual([...days].sort().reverse());
    await page.locator(`.teasers a[href="${article}"]`).click();
    await expect(page).toHaveURL(article);
    const head = flat(await page.locator("article.reading").innerText());
    expect(head).toMatch(/\d+ min de lecture/);
    await expect(page.locator("article.reading time").first()).toHaveAttribute("datetime", /^\d{4}-\d\d-\d\d$/);
    expect((await page.locator(".prose").innerText()).length).toBeGreaterThan(1_000);
    await expect(page.locator(".also li").first()).toBeVisible();
    const line = await page.locator(".prose p").evaluateAll((all) => {
      // Characters on a full line: a long paragraph's text over the lines it takes.
      const long = all.filter((p) => (p.textContent ?? "").length > 250);
      return Math.max(...long.map((p) => (p.textContent ?? "").length / Math.round(p.getBoundingClientRect().height / parseFloat(getComputedStyle(p).lineHeight))));
    });
    expect(line, "characters on a line").toBeLessThanOrEqual(75);
    await page.locator(".also a").first().click();
    await expect(page).not.toHaveURL(article);
    await expect(page.locator("h1")).toHaveCount(1);
  });
}

for (const [path, words] of [
  ["/charte", "Charte"], ["/a-propos", "propos"], ["/mentions-legales", "Mentions légales"], ["/accessibilite", "Accessibilité"], ["/programmes", "Programmes"], ["/contact", "Contact"],
]) {
  test(`${path} reads, in French and in English`, async ({ page }) => {
    await open(page, path);
    await expect(page.locator("h1")).toContainText(words);
    expect((await page.locator(".prose").innerText()).length).toBeGreaterThan(100);
    expect(await page.locator("main").innerText()).not.toContain("{{");
    await open(page, `/en${path}`);
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await expect(page.locator("h1")).toHaveCount(1);
  });
}

test("the criteria: answers become reasons in words, and a search", async ({ page }) => {
  await open(page, "/definir-mes-criteres");
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute("content", /^index/);
  await page.locator('input[name="secteur"][value="logement"]').check();
  await page.locator('input[name="secteur"][value="insertion"]').check();
  await page.locator('input[name="rythme"][value="temps-plein"]').check();
  await page.fill("#lieu", "lille");
  await page.selectOption("#rayon", "100");
  await page.getByRole("button", { name: "Voir ce qui me correspond" }).click();
  await expect(page).toHaveURL(/fait=1/);
  const outcome = page.locator(".outcome");
  await expect(outcome).toBeVisible();
  const reasons = (await outcome.locator("ul.rules").first().locator("li").allInnerTexts()).map(flat);
  expect(reasons).toContain("une cause qui vous porte : Logement ou Insertion et emploi");
  expect(reasons).toContain("un rythme : Temps plein");
  expect(reasons.some((r) => r.startsWith("à 100 km au plus de Lille"))).toBe(true);
  const announced = number(await outcome.locator("h2 .num").innerText());
  expect(announced).toBeGreaterThan(0);
  await expect(page.locator('input[name="secteur"][value="logement"]'), "the answers stay").toBeChecked();
  await outcome.getByRole("link", { name: "Voir ces offres" }).click();
  await expect(page).toHaveURL(/\/offres\?/);
  await expectTotal(page, announced);
});

test("the criteria: every question can be skipped; an unknown place is named", async ({ page }) => {
  await open(page, "/definir-mes-criteres");
  await page.getByRole("button", { name: "Voir ce qui me correspond" }).click();
  await expect(page.locator(".outcome")).toContainText("Vous n’avez coché aucun critère");
  await page.goto("/offres");
  const all = await total(page);
  await open(page, "/definir-mes-criteres?fait=1&lieu=zzzz");
  await expect(page.locator("#e-lieu")).toContainText("zzzz");
  expect(number(await page.locator(".outcome h2 .num").innerText())).toBe(all);
});

test("the home page: three doors, last days, latest offers, something to read", async ({ page }) => {
  await open(page, "/offres");
  const all = await total(page);
  await open(page, "/");
  await expect(page.locator(".doors li")).toHaveCount(3);
  expect(number(await page.locator(".doors b").first().innerText())).toBe(all);
  for (const id of ["t-dates", "t-recentes"]) expect(await page.locator(`[aria-labelledby="${id}"] .offer`).count()).toBeGreaterThan(2);
  expect(await page.locator('[aria-labelledby="t-lire"] li').count()).toBeGreaterThan(2);
  await page.locator(".doors a").first().click();
  await expect(page).toHaveURL("/offres");
});

test("an unknown address says so, in the reader's language", async ({ page, watch }) => {
  watch.allow(/n-existe-pas/);
  await open(page, MISSING, 404);
  await expect(page.locator("h1")).toHaveText("Page introuvable");
  await expect(page.locator(".ways a")).toHaveCount(2);
  await open(page, `/en${MISSING}`, 404);
  await expect(page.locator("h1")).toHaveText("Page not found");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});

test("every link of the main pages leads somewhere", async ({ page, request }) => {
  const found = new Set<string>();
  for (const path of ["/", "/offres", S3_PATH, "/organisations", "/conseils", "/mag", ARTICLE, "/programmes", "/charte", "/a-propos", "/mentions-legales", "/accessibilite", "/en", "/en/offres", "/en/mag"]) {
    await page.goto(path);
    const links = await page.locator("a[href]").evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
    links.filter((l) => l.startsWith(new URL(page.url()).origin)).forEach((l) => found.add(l.split("#")[0]));
  }
  const broken: string[] = [];
  for (const link of found) {
    const answer = await request.get(link);
    if (!answer.ok()) broken.push(`${answer.status()} ${link}`);
  }
  expect(found.size).toBeGreaterThan(80);
  expect(broken).toEqual([]);
});
