// One document, many pages: links do not reload, and each page brings its own code only when it is asked for.
import type { Page } from "@playwright/test";
import { cards } from "./support/board";
import { expect, open, test } from "./support/fixtures";

/** Notes every WebAssembly file the page asks for. */
function listen(page: Page): { wasm: string[]; documents: string[] } {
  const seen = { wasm: [] as string[], documents: [] as string[] };
  page.on("request", (r) => {
    if (/\/pkg\/.*\.wasm/.test(r.url())) seen.wasm.push(new URL(r.url()).pathname);
    if (r.isNavigationRequest()) seen.documents.push(r.url());
  });
  return seen;
}

test("a card opens without a reload, and back restores the list", async ({ page }) => {
  const seen = listen(page);
  await open(page, "/offres?q=mission");
  const listed = await cards(page);
  await page.evaluate(() => Object.assign(window, { mark: 1 }));
  const card = page.locator("#resultats .offer h3 a").nth(1);
  const address = (await card.getAttribute("href")) ?? "";
  await card.click();
  await expect(page).toHaveURL(address);
  await expect(page.locator(".panel dl.facts")).toBeVisible();
  expect(await page.evaluate(() => "mark" in window), "no reload").toBe(true);
  expect(seen.documents).toHaveLength(1);

  await page.goBack();
  await expect(page).toHaveURL(/\/offres\?q=mission$/);
  await expect(page.locator("#resultats .offer").first()).toBeVisible();
  expect(await cards(page)).toEqual(listed);
  await expect(page.locator("#q")).toHaveValue("mission");
  expect(await page.evaluate(() => "mark" in window)).toBe(true);
});

test("a room brings its own code when it is entered, and not before", async ({ page, browser }) => {
  const seen = listen(page);
  await open(page, "/offres");
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => Object.assign(window, { mark: 1 }));
  const first = [...seen.wasm];
  expect(first.length, "the board has its main file").toBeGreaterThan(0);

  await page.locator('header nav a[href="/organisations"]').click();
  await expect(page.locator(".directory")).toBeVisible();
  const brought = seen.wasm.filter((w) => !first.includes(w));
  expect(brought.length, `already there: ${first.join(" ")}`).toBeGreaterThan(0);
  expect(await page.evaluate(() => "mark" in window), "no reload").toBe(true);
  expect(seen.documents).toHaveLength(1);

  await page.locator('header nav a[href="/mag"]').click();
  await expect(page.locator(".teasers")).toBeVisible();
  expect(seen.wasm.length, "no file is fetched twice").toBe(new Set(seen.wasm).size);

  const other = await (await browser.newContext()).newPage();
  const elsewhere = listen(other);
  await open(other, "/");
  await other.waitForLoadState("networkidle");
  await other.context().close();
  expect(elsewhere.wasm.filter((w) => brought.includes(w)), "the home page never asks for it").toEqual([]);
});

test("title, language and the current link follow the page shown", async ({ page }) => {
  await open(page, "/");
  await page.evaluate(() => Object.assign(window, { mark: 1 }));
  const seen = new Set<string>();
  for (const [path, words] of [["/offres", "Offres"], ["/organisations", "Ils recrutent"], ["/programmes", "Programmes"], ["/conseils", "Conseils"], ["/mag", "Mag"]]) {
    await page.locator(`header nav a[href="${path}"]`).click();
    await expect(page).toHaveURL(path);
    await expect(page).toHaveTitle(new RegExp(`${words}.*Passerelle`));
    await expect(page.locator("header nav a[aria-current=page]")).toHaveCount(1);
    await expect(page.locator(`header nav a[href="${path}"]`)).toHaveAttribute("aria-current", "page");
    await expect(page.locator("main h1")).toHaveCount(1);
    seen.add(await page.title());
  }
  expect(seen.size).toBe(5);
  await page.getByRole("link", { name: "English" }).click();
  await expect(page).toHaveURL("/en/mag");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page).toHaveTitle(/magazine.*Passerelle/);
  expect(await page.evaluate(() => "mark" in window)).toBe(true);
});

test("an address that leads nowhere, reached by a link, says so without a reload", async ({ page, watch }) => {
  watch.allow(/api\/page/);
  await open(page, "/offres");
  await page.evaluate(() => document.querySelector(".brand")?.setAttribute("href", "/nulle-part"));
  await page.locator(".brand").click();
  await expect(page.locator("h1")).toHaveText("Page introuvable");
  // The router shows a page, then writes its address: going back before that would leave the site.
  await expect(page).toHaveURL("/nulle-part");
  await page.goBack();
  await expect(page.locator("#resultats .offer").first()).toBeVisible();
});

test("when the network fails, the page says so and the way back works", async ({ page, context, watch }) => {
  watch.ignoreLostNetwork();
  await open(page, "/offres");
  await context.setOffline(true);
  await page.locator("#resultats .offer h3 a").first().click();
  await expect(page.getByText("Vérifiez votre connexion").first()).toBeVisible();
  await expect(page).toHaveURL(/\/offres\/./);
  await context.setOffline(false);
  await page.goBack();
  await expect(page.locator("#resultats .offer").first()).toBeVisible();
});

test("going down, then to another page, starts at its top", async ({ page }) => {
  await open(page, "/offres");
  const card = page.locator("#resultats .offer h3 a").last();
  await card.scrollIntoViewIfNeeded();
  await card.click();
  await expect(page.locator(".panel")).toBeVisible();
  expect(await page.evaluate(() => window.scrollY)).toBeLessThan(5);
});

test("from one offer to a related one, the page changes whole", async ({ page }) => {
  await open(page, "/offres");
  await page.locator("#resultats .offer h3 a").first().click();
  await expect(page.locator(".related .offer").first()).toBeVisible();
  const link = page.locator(".related .offer h3 a").first();
  const [words, address] = [await link.innerText(), (await link.getAttribute("href")) ?? ""];
  await link.click();
  await expect(page).toHaveURL(address);
  await expect(page.locator("h1")).toHaveText(words);
  await expect(page.locator('script[type="application/ld+json"]')).toHaveCount(1);
  await page.goBack();
  await expect(page.locator("h1")).not.toHaveText(words);
});
