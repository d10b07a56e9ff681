// The list of offers: searching as people write, facets that tell the truth, help when nothing is found.
import { cards, choices, expectTotal, number, refine, search, total } from "./support/board";
import { expect, open, test } from "./support/fixtures";
import { S3_PATH } from "./support/offers";
import { EMPTY, WRONG } from "./support/pages";
import { flat } from "./support/text";

test("every spelling of the same title gives the same list, the exact title first", async ({ page }) => {
  const spellings = ["charge de mission", "chargée de mission", "chargé·e de mission", "chargé.e de mission", "chargé(e) de mission"];
  let first: string[] | undefined;
  await open(page, "/offres");
  for (const words of spellings) {
    await search(page, words);
    await expect(page.locator("#q")).toHaveValue(words);
    await expect(page.locator("#resultats .offer h3 a").first()).toHaveAttribute("href", S3_PATH);
    const found = await cards(page);
    first ??= found;
    expect(found, words).toEqual(first);
    expect(found.length).toBeGreaterThan(3);
  }
  await expect(page.locator("#resultats .offer").first().locator("mark").first()).toBeVisible();
});

test("a title typed whole comes first", async ({ page }) => {
  await open(page, `/offres?q=${encodeURIComponent("Etude action et innovation sociale")}`);
  expect((await cards(page))[0]).toBe(S3_PATH);
});

for (const typo of ["charge de misson", "chargé de mizsion", "inovation sociale", "innovatoin sociale"]) {
  test(`one wrong letter still finds: ${typo}`, async ({ page }) => {
    await open(page, `/offres?q=${encodeURIComponent(typo)}`);
    expect(await cards(page)).toContain(S3_PATH);
  });
}

test("each contract, cause and remote choice gives as many offers as it announces", async ({ page }) => {
  await open(page, "/offres");
  for (const name of ["contrat", "secteur", "teletravail"]) {
    const offered = await choices(page, name);
    expect(offered.length).toBeGreaterThan(1);
    for (const { code, count } of offered.slice(0, 4)) {
      expect(count, `${name}=${code} announces a number`).toBeGreaterThan(0);
      await page.goto(`/offres?${name}=${code}`);
      expect(await total(page), `${name}=${code}`).toBe(count);
    }
    await open(page, "/offres");
  }
});

test("ticking a contract filters at once, and unticking gives everything back", async ({ page }) => {
  await open(page, "/offres");
  const all = await total(page);
  const { count } = (await choices(page, "contrat")).find((c) => c.code === "stage") ?? { count: -1 };
  await page.evaluate(() => Object.assign(window, { mark: 1 }));
  await refine(page);
  await page.locator('.facets input[name="contrat"][value="stage"]').check();
  await expect(page).toHaveURL(/[?&]contrat=stage/);
  await expectTotal(page, count);
  expect(await cards(page)).toContain(S3_PATH);
  const others = await choices(page, "contrat");
  expect(others.length, "the other contracts stay on offer with their own counts").toBeGreaterThan(3);
  await refine(page);
  await page.locator('.facets input[name="contrat"][value="stage"]').uncheck();
  await expect(page).not.toHaveURL(/contrat=/);
  await expectTotal(page, all);
  expect(await page.evaluate(() => "mark" in window), "the document was never reloaded").toBe(true);
});

test("the counts of a facet are computed for the other filters", async ({ page }) => {
  await page.goto("/offres?contrat=stage");
  const causes = await choices(page, "secteur");
  for (const { code, count } of causes.slice(0, 3)) {
    await page.goto(`/offres?contrat=stage&secteur=${code}`);
    expect(await total(page), code).toBe(count);
  }
});

test("a commune is suggested while typing, and the distance is told and sorts", async ({ page }) => {
  await open(page, "/offres");
  await page.locator("#lieu").pressSequentially("evry", { delay: 30 });
  await expect(page.locator('#l-lieu option[value="Évry-Courcouronnes (91)"]')).toBeAttached();
  await page.fill("#lieu", "Évry-Courcouronnes (91)");
  await page.selectOption("#rayon", "50");
  await page.press("#lieu", "Enter");
  await expect(page).toHaveURL(/lieu=/);
  await expect(page.locator("#resultats h2")).toContainText("offre");
  await page.locator("#resultats .head a", { hasText: "distance" }).click();
  await expect(page).toHaveURL(/tri=distance/);
  await expect(page.locator("#resultats .head b[aria-current]")).toHaveText("distance");
  const told = (await page.locator("#resultats .offer .more").allInnerTexts()).map(flat);
  const km = told.map((t) => (t.includes("sur place,") ? 0 : Number(t.match(/à (\d+) km/)?.[1])));
  expect(km.every((k) => k <= 50), told.join(" | ")).toBe(true);
  expect(km).toEqual([...km].sort((a, b) => a - b));
  expect(await cards(page)).toContain(S3_PATH);
});

test("titles are suggested while typing", async ({ page }) => {
  await open(page, "/offres");
  await page.locator("#q").pressSequentially("menuis", { delay: 30 });
  await expect(page.locator('#l-q option[value*="menuis" i]').first()).toBeAttached();
});

test("what is typed while an earlier search is on its way stays, and a page gone back to has its own words", async ({ page }) => {
  await open(page, "/offres");
  await page.route(/api\/page.*q%3Dmission/, async (route) => {
    await new Promise((later) => setTimeout(later, 1_500));
    await route.continue();
  });
  await page.fill("#q", "mission");
  await page.press("#q", "Enter");
  await page.fill("#q", "mission jardin");
  await page.waitForResponse(/api\/page.*q%3Dmission/);
  await expect(page).toHaveURL(/q=mission&/);
  await expect(page.locator("#q")).toHaveAttribute("value", "mission");
  await expect(page.locator("#q"), "the answer came later than the words").toHaveValue("mission jardin");
  await page.press("#q", "Enter");
  await expect(page).toHaveURL(/q=mission(\+|%20)jardin/);
  await expect(page.locator("#q")).toHaveAttribute("value", "mission jardin");
  await page.goBack();
  await expect(page.locator("#q")).toHaveAttribute("value", "mission");
  await expect(page.locator("#q"), "the focus is still there").toHaveValue("mission");
});

test("wrong values are named beside their field and the rest of the search still runs", async ({ page }) => {
  await open(page, WRONG);
  await refine(page);
  const asked = page.locator("form.search");
  await expect(asked.locator("#e-lieu")).toContainText("zzzz");
  await expect(page.locator("#lieu")).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator("#lieu")).toHaveAttribute("aria-describedby", "e-lieu");
  await expect(page.locator("#lieu")).toHaveValue("zzzz");
  await expect(asked.locator("#e-rayon")).toContainText("kilomètres");
  await expect(page.locator("fieldset", { has: page.locator('input[name="contrat"]') }).locator(".error")).toContainText("cdx");
  await expect(page.locator("fieldset", { has: page.locator('input[name="teletravail"]') }).locator(".error")).toContainText("lune");
  await expect(page.locator(".field", { has: page.locator("#depuis") }).locator(".error")).toBeVisible();
  await expect(page.locator(".field", { has: page.locator("#remuneration") }).locator(".error")).toContainText("montant");
  await expect(page.locator("#remuneration")).toHaveValue("beaucoup");
  const beside = (await page.locator("#resultats .error").allInnerTexts()).join(" ");
  expect(beside).toContain("tri");
  expect(beside).toContain("page");
  expect((await cards(page)).length).toBeGreaterThan(0);
  for (const field of ["q", "rayon", "depuis", "remuneration"]) {
    const input = page.locator(`#${field}`);
    if ((await input.getAttribute("aria-invalid")) === "true") {
      await expect(input, `${field} points at its sentence`).toHaveAttribute("aria-describedby", new RegExp(`e-${field}`));
    }
  }
});

test("an absurd page is a clear page with a link to the last one", async ({ page }) => {
  for (const wild of ["999999", "99999999999999999999999999"]) {
    await open(page, `/offres?page=${wild}`);
    await expect(page.locator("#resultats .nothing")).toContainText("n’existe pas");
  }
  await page.locator("#resultats .nothing a").click();
  await expect(page.locator("#resultats .offer").first()).toBeVisible();
  await expect(page.locator("nav.pages b[aria-current]")).toBeVisible();
  const last = await page.locator("nav.pages b[aria-current]").innerText();
  await expect(page).toHaveURL(new RegExp(`page=${last}$`));
  expect(await cards(page)).toHaveLength((await total(page)) - (Number(last) - 1) * 16);
});

test("the pages together hold every offer once", async ({ page }) => {
  await page.goto("/offres");
  const all = await total(page);
  const seen = new Set<string>();
  for (let n = 1; n <= Math.ceil(all / 16); n++) {
    await page.goto(`/offres?page=${n}`);
    (await cards(page)).forEach((href) => seen.add(href));
  }
  expect(seen.size).toBe(all);
});

test("no result says what to loosen, and each way gives what it announces", async ({ page }) => {
  await open(page, EMPTY);
  expect(await total(page)).toBe(0);
  const read = (all: Element[]) => all.map((li) => ({ href: li.querySelector("a")?.getAttribute("href") ?? "", words: li.querySelector("b")?.textContent ?? "" }));
  const ways = await page.locator("#resultats .nothing li").evaluateAll(read);
  expect(ways.length).toBeGreaterThan(1);
  for (const way of ways) {
    await page.goto(way.href);
    expect(await total(page), way.href).toBe(number(way.words));
    expect(await total(page)).toBeGreaterThan(0);
  }
});

test("when no single criterion is in the way, the page leads back to everything", async ({ page }) => {
  await open(page, "/offres?q=zzqqzzqq&lieu=Brest+(29)&rayon=5&contrat=volontariat");
  await page.locator("#resultats .nothing a").click();
  await expect(page).toHaveURL(/\/offres$/);
  await expect(page.locator("#resultats .offer").first()).toBeVisible();
});

test("the sort links sort", async ({ page }) => {
  await open(page, "/offres?q=mission");
  const link = (words: string) => page.locator("#resultats .head a", { hasText: words });
  await link("date").click();
  await expect(page).toHaveURL(/tri=date/);
  await expect(page.locator("#resultats .head b[aria-current]")).toHaveText("date");
  const days = await page.locator("#resultats .offer time").evaluateAll((all) => all.map((t) => t.getAttribute("datetime") ?? ""));
  expect(days).toEqual([...days].sort().reverse());
  await link("échéance").click();
  await expect(page).toHaveURL(/tri=echeance/);
  await expect(page.locator("#resultats .head b[aria-current]")).toHaveText("échéance");
  const near = await page.locator("#resultats .offer").evaluateAll((all) => all.map((o) => o.querySelector(".now") !== null));
  expect(near, "offers with a near last day come before the others").toEqual([...near].sort((a, b) => Number(b) - Number(a)));
  await link("pertinence").click();
  await expect(page).not.toHaveURL(/tri=/);
});

test("pay and date of publication restrict", async ({ page }) => {
  await page.goto("/offres");
  const all = await total(page);
  await page.goto("/offres?remuneration=2500&par=mois");
  const paid = await total(page);
  expect(paid).toBeGreaterThan(0);
  expect(paid).toBeLessThan(all);
  await page.goto("/offres?remuneration=30000&par=an");
  expect(await total(page), "30 000 a year is 2 500 a month").toBe(paid);
  await page.goto("/offres?depuis=7");
  const days = await page.locator("#resultats .offer time").evaluateAll((list) => list.map((t) => t.getAttribute("datetime") ?? ""));
  const weekAgo = new Date(Date.now() - 8 * 86_400_000).toISOString().slice(0, 10);
  expect(days.every((d) => d >= weekAgo)).toBe(true);
});

test("a search can be followed as RSS", async ({ page, request }) => {
  await open(page, "/offres?q=mission&contrat=stage");
  const found = await cards(page);
  const feed = page.locator("nav.pages a.feed");
  await expect(page.locator('link[rel="alternate"][type="application/rss+xml"]')).toHaveAttribute("href", (await feed.getAttribute("href")) ?? "");
  const answer = await request.get((await feed.getAttribute("href")) ?? "");
  expect(answer.headers()["content-type"]).toContain("application/rss+xml");
  const links = [...(await answer.text()).matchAll(/<guid[^>]*>[^<]*(\/offres\/[^<]+)<\/guid>/g)].map((m) => m[1]);
  expect(links.sort()).toEqual(found.sort());
});
