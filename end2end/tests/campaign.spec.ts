// A campaign as its people read it: every page of the demo campaign in both themes under axe, no sideways scroll, ranking by hand with
// and without script, the seat without script.
import { expect, hydrated, test } from "./support/fixtures";
import { groups, sweep, violations, wide } from "./support/look";
import { become, type Account } from "./support/people";

const HERE = "/equipe/campagnes/1";
const MINE = "/mon-espace/campagnes/1";
const PAGES: [Account, string][] = [
  ...["", "/personnes", "/fiches", "/import", "/phases", "/bulletins", "/plan", "/matinee", "/attribution", "/reglages", "/saisie", "/affiches"].map((p): [Account, string] => ["equipe", HERE + p]),
  ["equipe", "/equipe/campagnes"],
  ["equipe", "/direct/1/regie"],
  ["equipe", "/direct/1/mur"],
  ...["", "/classement/1", "/classement/2", "/matinee", "/cv", "/fiches", "/fiches?famille=gestion", "/feuille", "/resultat"].map((p): [Account, string] => ["associee", MINE + p]),
  ...["", "/classement/1", "/classement/2", "/matinee"].map((p): [Account, string] => ["hote", MINE + p]),
  ["associee", "/mon-espace/campagnes"],
];

for (const account of new Set(PAGES.map(([account]) => account))) {
  for (const paths of groups(PAGES.filter(([a]) => a === account).map(([, path]) => path), 5)) {
    test(`${account}, ${paths.join(" ")}: axe, both themes, no sideways scroll`, async ({ page, context, browser }) => {
      test.setTimeout(20_000 * paths.length);
      await become(context, browser, account);
      await sweep(page, paths);
    });
  }
}

test("everybody's sheet is printed, one a page, with a code of its own", async ({ page, context, browser }, info) => {
  test.skip(info.project.name !== "desktop", "paper has one size");
  await become(context, browser, "equipe");
  await page.goto(`${HERE}/feuilles`);
  const codes = await page.locator(".qr b").allInnerTexts();
  expect([codes.length, new Set(codes).size]).toEqual([54, 54]);
  // One of each side stands for the others: they are the same sheet, and axe reads every square of a code.
  const sheets = page.locator("article.sheet");
  await sheets.evaluateAll((all) => all.slice(1, -1).forEach((one) => one.remove()));
  await expect(sheets).toHaveCount(2);
  expect([...(await violations(page)), ...(await wide(page, [1280, 390, 320]))]).toEqual([]);
});

test("a list is written with buttons and numbers, saves itself and is the same after a reload", async ({ page, context, browser }, info) => {
  test.skip(info.project.name !== "desktop", "one list, one writer");
  await become(context, browser, "associee");
  await page.goto(`${MINE}/classement/2`);
  await hydrated(page);
  const text = async () => page.locator('[name="bulletin"]').inputValue();
  const before = await text();
  const second = page.locator("ol.rank li, .rank li").nth(1);
  await expect(second).toBeVisible();
  const numbers = page.locator('input[name^="rang-"]');
  await numbers.first().fill("1");
  await numbers.first().press("Enter");
  await expect(page.locator("[data-saved], .saved").first()).toContainText("Enregistré", { timeout: 10_000 });
  const after = await text();
  expect(after).not.toBe(before);
  await page.reload();
  await hydrated(page);
  expect(await text()).toBe(after);
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("the lists are numbered forms and the console shows the plan", async ({ page, context, browser }) => {
    await become(context, browser, "hote");
    await page.goto(`${MINE}/classement/2`);
    expect(await page.locator('input[name^="rang-"]').count()).toBe(24);
    await expect(page.getByRole("button", { name: "Garder", exact: false }).first()).toBeVisible();
  });

  test("a wrong number is named beside its field and nothing typed is lost", async ({ page, context, browser, watch }, info) => {
    test.skip(info.project.name !== "desktop", "one list, one writer");
    watch.allow(/classement/);
    await become(context, browser, "hote");
    await page.goto(`${MINE}/classement/2`);
    const fields = page.locator('input[name^="rang-"]');
    await fields.nth(0).fill("abc");
    await fields.nth(1).fill("2");
    await page.getByRole("button", { name: "Garder", exact: false }).first().click();
    await expect(page.locator(".notice.error")).toBeVisible();
    await expect(page.locator('input[name^="rang-"][value="abc"]')).toHaveCount(1);
  });
});
