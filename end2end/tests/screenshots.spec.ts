// Pictures of the main pages in both themes, to be looked at: test-results/screens/.
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, hydrated, test } from "./support/fixtures";
import { ANSWERED, ARTICLE, EMPTY, MISSING, ORGANISATION, WRONG } from "./support/pages";
import { CLOSED_PATH, S3_PATH } from "./support/offers";

const FOLDER = join(__dirname, "../test-results/screens");
const SHOWN: [string, string][] = [
  ["accueil", "/"], ["offres", "/offres"], ["recherche", "/offres?q=charg%C3%A9.e+de+mission"], ["vide", EMPTY], ["a-corriger", WRONG], ["offre", S3_PATH], ["offre-close", CLOSED_PATH],
  ["organisation", ORGANISATION], ["organisations", "/organisations"], ["criteres", ANSWERED], ["article", ARTICLE], ["contact", "/contact"], ["introuvable", MISSING], ["apercu", "/apercu"],
];

for (const [name, path] of SHOWN) {
  test(`picture of ${name}`, { tag: "@screens" }, async ({ page, watch }, info) => {
    if (path === MISSING) watch.allow(new RegExp(MISSING));
    mkdirSync(FOLDER, { recursive: true });
    for (const theme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await page.goto(path);
      if (path !== "/apercu") await hydrated(page);
      await page.evaluate(() => document.fonts.ready);
      const file = join(FOLDER, `${name}-${info.project.name}-${theme}`);
      // The page's own policy refuses the style Playwright would add to hide the caret.
      await page.screenshot({ path: `${file}.png`, caret: "initial" });
      if (theme === "light") await page.screenshot({ path: `${file}-whole.png`, fullPage: true, caret: "initial" });
      expect(existsSync(`${file}.png`)).toBe(true);
    }
    if (path === S3_PATH) {
      await page.emulateMedia({ media: "print", colorScheme: "light" });
      await page.screenshot({ path: join(FOLDER, `offre-${info.project.name}-imprimee.png`), fullPage: true, caret: "initial" });
    }
  });
}
