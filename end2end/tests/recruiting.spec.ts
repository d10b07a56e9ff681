// An offer published here is found, applied to without an account, confirmed by mail, and read by who recruits. Without script.
import { expect, test } from "./support/fixtures";
import { become, openMail } from "./support/people";

test.use({ javaScriptEnabled: false });

test("applying without an account, and the recruiter reads it", async ({ page, browser, baseURL, watch }, info) => {
  watch.allow(/postuler/);
  const address = `zoe-${info.project.name}-${Date.now()}@exemple.fr`;
  const name = `Zoé O’Brien ${info.project.name} ${Date.now()}`;
  await page.goto("/offres?q=coordination+des+chantiers+participatifs");
  await page.locator("#resultats .offer h3 a", { hasText: "chantiers participatifs" }).first().click();
  await page.getByRole("link", { name: "Postuler", exact: false }).first().click();
  await expect(page).toHaveURL(/\/postuler$/);
  await page.fill("input[name=nom]", name);
  await page.fill("input[name=courriel]", address);
  await page.locator("form#candidature").evaluate((f) => ((f as HTMLFormElement).noValidate = true));
  await page.getByRole("button", { name: /Envoyer|Postuler/ }).click();
  await expect(page.locator(".notice.error")).toBeVisible();
  await expect(page.locator("input[name=nom]")).toHaveValue(name);
  await page.fill("textarea[name=piece_lettre]", "Bonjour, je bâtis des chantiers où l’on apprend <b>ensemble</b>.");
  for (const area of await page.locator("textarea[name^=answer_]").all()) await area.fill("Oui, dix ans.");
  await page.getByRole("button", { name: /Envoyer|Postuler/ }).click();
  await openMail(page, address);
  await page.locator(".ways a", { hasText: "/postuler/lien/" }).click();
  await page.locator("form#confirmer button").click();
  await expect(page.locator(".notice.done")).toContainText("envoyée");

  const other = await browser.newContext({ baseURL, javaScriptEnabled: false });
  await become(other, browser, "recruteuse");
  const desk = await other.newPage();
  await desk.goto("/recruter");
  await desk.locator("a[href$='/candidatures']").first().click();
  await desk.getByRole("link", { name }).first().click();
  await expect(desk.locator("main")).toContainText("je bâtis des chantiers où l’on apprend <b>ensemble</b>");
  await other.close();
});
