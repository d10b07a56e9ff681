// Looking at a page as who needs it most does: axe in both themes, and nothing that scrolls sideways, at its own width and at 320 px.
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { hydrated } from "./fixtures";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The rules whose answer depends on the theme; the others read the same page twice. */
const OF_COLOURS = ["color-contrast", "link-in-text-block"];

/** What axe finds on the page as it stands, in light then in dark, one line a node. */
export async function violations(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // Only what is wrong is described: listing what is right takes longer than finding it.
    let axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode();
    axe = colorScheme === "light" ? axe.withTags(TAGS) : axe.withRules(OF_COLOURS);
    const { violations } = await axe.analyze();
    found.push(...violations.flatMap((v) => v.nodes.map((n) => `${colorScheme} ${v.id}: ${n.target.join(" ")} ${n.html.slice(0, 140)} ${n.any[0]?.message ?? ""}`)));
  }
  return found;
}

/** By how much the page is wider than each of these screens. */
export async function wide(page: Page, widths: number[]): Promise<string[]> {
  const before = page.viewportSize();
  const found: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: before?.height ?? 800 });
    const scroll = await page.evaluate(() => document.scrollingElement?.scrollWidth ?? 0);
    if (scroll > width) found.push(`${scroll} px wide on a screen of ${width}`);
  }
  if (before) await page.setViewportSize(before);
  return found;
}

/** Goes to pages one after the other and looks at each, with everything that unfolds unfolded. */
export async function sweep(page: Page, paths: string[]): Promise<void> {
  const found: string[] = [];
  for (const path of paths) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(200);
    expect(new URL(page.url()).pathname, "nobody was sent elsewhere").toBe(path.split("?")[0]);
    await hydrated(page);
    await page.locator("details.fold").evaluateAll((all) => all.forEach((d) => ((d as HTMLDetailsElement).open = true)));
    const here = [...(await violations(page)), ...(await wide(page, [page.viewportSize()?.width ?? 1280, 320]))];
    found.push(...here.map((what) => `${path}: ${what}`));
  }
  expect(found).toEqual([]);
}

/** Groups of at most so many, so that workers share them. */
export function groups<T>(all: T[], most: number): T[][] {
  return all.length > most ? [all.slice(0, most), ...groups(all.slice(most), most)] : [all];
}
