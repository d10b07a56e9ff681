// Pictures of the main pages in both themes, to be looked at: test-results/screens/. Of the morning and the campaign: what matters is seen
// without scrolling, and nothing scrolls sideways.
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, hydrated, test } from "./support/fixtures";
import { become, type Account } from "./support/people";
import { seats } from "./support/room";
import { ADDR, dataFolder } from "./support/server";
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

/** Pages of a campaign: whose, where, and what has to be seen at once. */
const CAMPAIGN: [string, Account, string, string[]][] = [
  ["regie", "equipe", "/direct/1/regie", ["h1", "button[value=operer]"]],
  ["mur", "equipe", "/direct/1/mur", ["main h1, main .clock"]],
  ["siege", "associee", "associe", [".where", ".clock", "h1.place"]],
  ["siege-hote", "hote", "hote", [".where", ".clock", "h1"]],
  ["classement", "associee", "/mon-espace/campagnes/1/classement/2", ["h1", ".notice", ".rank-zone h2"]],
  ["resultat", "associee", "/mon-espace/campagnes/1/resultat", ["h1"]],
];

for (const [name, account, path, key] of CAMPAIGN) {
  test(`picture of ${name}`, { tag: "@screens" }, async ({ page, context, browser }, info) => {
    mkdirSync(FOLDER, { recursive: true });
    await become(context, browser, account);
    const seat = (side: string) => `/direct/place/${seats(ADDR, dataFolder()).find((one) => one.side === side)?.code}`;
    await page.goto(path.startsWith("/") ? path : seat(path));
    await hydrated(page);
    await page.evaluate(() => document.fonts.ready);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(FOLDER, `${name}-${info.project.name}-${colorScheme}.png`), caret: "initial" });
    }
    for (const one of key) await expect(page.locator(one).first(), `${one} is seen without scrolling`).toBeInViewport({ ratio: 0.9 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });
}
