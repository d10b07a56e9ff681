// Reading the list of offers.
import { expect, type Page } from "@playwright/test";
import { flat } from "./text";

/** Addresses of the cards shown, in order. */
export function cards(page: Page): Promise<string[]> {
  return page.locator("#resultats .offer h3 a").evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
}

/** The number a sentence begins with: "1 234 offres" is 1234, "Aucune offre" is 0. */
export function number(words: string): number {
  return Number(flat(words).match(/^\d[\d ]*/)?.[0].replace(/ /g, "") ?? 0);
}

/** How many offers the page says it found. */
export async function total(page: Page): Promise<number> {
  return number(await page.locator("#resultats h2").innerText());
}

/** Waits until the page says it found that many. */
export async function expectTotal(page: Page, wanted: number): Promise<void> {
  await expect.poll(() => total(page)).toBe(wanted);
}

/** Opens the facets where the screen folds them. */
export async function refine(page: Page): Promise<void> {
  const summary = page.locator("details.filters > summary");
  const folded = await page.locator("details.filters").evaluate((d) => !(d as HTMLDetailsElement).open);
  if (folded && (await summary.isVisible())) await summary.click();
}

/** The choices of a facet: code and announced count. */
export async function choices(page: Page, name: string): Promise<{ code: string; count: number }[]> {
  const read = (all: Element[]) => all.map((i) => ({ code: (i as HTMLInputElement).value, words: i.closest("label")?.textContent ?? "" }));
  const found = await page.locator(`.facets input[name="${name}"]`).evaluateAll(read);
  return found.map((c) => ({ code: c.code, count: Number(flat(c.words).match(/\((\d[\d ]*)\)$/)?.[1].replace(/ /g, "") ?? NaN) }));
}

/** Types a search and sends it as a person would, whatever the one before has come to. */
export async function search(page: Page, words: string): Promise<void> {
  await page.fill("#q", words);
  await page.press("#q", "Enter");
  await page.waitForURL((url) => url.searchParams.get("q") === words);
}
