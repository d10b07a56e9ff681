// The walkthrough of a search with the keyboard alone.
import type { Page } from "@playwright/test";
import { expect, hydrated, open, test } from "./support/fixtures";

/** Presses Tab until the focus stands on this; fails when it never comes or when a focus cannot be seen. */
async function tabTo(page: Page, selector: string, most: number): Promise<void> {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate((wanted) => {
      const e = document.activeElement as HTMLElement;
      const style = getComputedStyle(e);
      const ring = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
      const box = e.getBoundingClientRect();
      return { found: e.matches(wanted), what: e.outerHTML.slice(0, 90), seen: box.width > 1 && box.height > 1 && (ring || e.matches(wanted)) };
    }, selector);
    expect(here.seen, `the focus on ${here.what} can be seen`).toBe(true);
    if (here.found) return;
  }
  throw new Error(`Tab did not reach ${selector} in ${most} steps`);
}

test("the skip link is first, and leads into the content", async ({ page }) => {
  await open(page, "/offres");
  await page.keyboard.press("Tab");
  await expect(page.locator("a.skip")).toBeFocused();
  await expect(page.locator("a.skip")).toBeInViewport();

  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.closest("main")?.id), "the skip link leads into the content").toBe("contenu");
});

test("from the search to an offer and its way to apply", async ({ page }) => {
  await open(page, "/offres");
  await tabTo(page, "#q", 15);
  await page.keyboard.type("chargé de mission");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=charg/);
  await expect(page.locator("#resultats .offer mark").first()).toBeVisible();
  await expect(page.locator("#q"), "the search keeps the focus").toBeFocused();
  await tabTo(page, "#resultats .offer h3 a", 70);
  const address = await page.evaluate(() => document.activeElement?.getAttribute("href") ?? "");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(address);
  await hydrated(page);
  // The list stays until the offer is there: reading begins with the offer.
  await expect(page.locator(".panel a.button")).toBeVisible();
  await page.keyboard.press("Tab");
  const inside = await page.evaluate(() => document.activeElement?.closest("main") !== null);
  expect(inside, "reading goes on from the new page, not from its end").toBe(true);
  await tabTo(page, ".panel a.button", 20);
});

test("a facet is ticked with the space bar", async ({ page }) => {
  await open(page, "/offres");
  if (await page.locator("details.filters > summary").isVisible()) {
    await tabTo(page, "details.filters > summary", 20);
    await page.keyboard.press("Enter");
  }
  await tabTo(page, '.facets input[name="contrat"]', 20);
  await page.keyboard.press("Space");
  await expect(page).toHaveURL(/contrat=/);
});
