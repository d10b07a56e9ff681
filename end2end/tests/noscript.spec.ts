// The same board without any script: plain forms, plain links.
import { cards, choices, number, refine, total } from "./support/board";
import { expect, test } from "./support/fixtures";
import { S3_PATH } from "./support/offers";
import { ADVICE, ARTICLE, ORGANISATION } from "./support/pages";

test.use({ javaScriptEnabled: false });

test("searching, filtering, sorting, turning pages and reading an offer", async ({ page }) => {
  await page.goto("/offres");
  await page.fill("#q", "chargée de mission");
  await page.getByRole("button", { name: "Chercher" }).click();
  await expect(page).toHaveURL(/q=charg/);
  expect((await cards(page))[0]).toBe(S3_PATH);
  await expect(page.locator("#q")).toHaveValue("chargée de mission");

  const { count } = (await choices(page, "contrat")).find((c) => c.code === "stage") ?? { count: -1 };
  await refine(page);
  await page.locator('.facets input[name="contrat"][value="stage"]').check();
  await page.getByRole("button", { name: "Appliquer" }).click();
  await expect(page).toHaveURL(/contrat=stage/);
  expect(await total(page)).toBe(count);
  await expect(page.locator('.facets input[name="contrat"][value="stage"]')).toBeChecked();

  await page.locator("#resultats .head a", { hasText: "échéance" }).click();
  await expect(page).toHaveURL(/contrat=stage.*tri=echeance/);
  await page.goto("/offres");
  await page.locator("nav.pages a", { hasText: "2" }).click();
  await expect(page.locator("nav.pages b[aria-current]")).toHaveText("2");

  await page.goto("/offres?q=étude-action");
  await page.locator("#resultats .offer h3 a").first().click();
  await expect(page).toHaveURL(S3_PATH);
  await expect(page.locator("h1")).toContainText("Étude-action");
  await expect(page.locator(".panel")).toContainText("Indemnité légale");
});

test("nothing found, loosened", async ({ page }) => {
  await page.goto("/offres?q=menuiserie&contrat=benevolat");
  const way = page.locator("#resultats .nothing li").first();
  const announced = number(await way.locator("b").innerText());
  await way.locator("a").click();
  expect(await total(page)).toBe(announced);
});

test("the criteria lead to a search", async ({ page }) => {
  await page.goto("/definir-mes-criteres");
  await page.locator('input[name="contrat"][value="cdi"]').check();
  await page.getByRole("button", { name: "Voir ce qui me correspond" }).click();
  await expect(page.locator(".outcome")).toContainText("CDI");
  const announced = number(await page.locator(".outcome h2 .num").innerText());
  await page.getByRole("link", { name: "Voir ces offres" }).click();
  expect(await total(page)).toBe(announced);
});

for (const path of ["/", ORGANISATION, "/organisations", ADVICE, ARTICLE, "/charte", "/en/offres"]) {
  test(`${path} reads whole`, async ({ page }) => {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(200);
    await expect(page.locator("h1")).toBeVisible();
    expect((await page.locator("main").innerText()).length).toBeGreaterThan(300);
    await expect(page.locator(".crashed")).toBeHidden();
  });
}
