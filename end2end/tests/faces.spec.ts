// A page before its faces have come, as on a slow network: whatever face draws it, nothing scrolls sideways.
import { expect, hydrated, test } from "./support/fixtures";
import { wide } from "./support/look";
import { MISSING, PLACES } from "./support/pages";
import { become } from "./support/people";
import { seats } from "./support/room";
import { ADDR, dataFolder } from "./support/server";

const SIZES = [320, 390, 1280];

test.beforeEach(async ({ context }) => {
  await context.route("**/*.woff2", (route) => route.abort("aborted"));
});

/** True when no face of ours drew anything. */
const bare = () => [...document.fonts].every((face) => !face.family.includes("Bricolage") || face.status !== "loaded");

test("the public pages without their faces", async ({ page, watch }) => {
  test.setTimeout(90_000);
  watch.allow(new RegExp(MISSING));
  for (const { path } of PLACES) {
    await page.goto(path);
    expect(await page.evaluate(bare)).toBe(true);
    expect(await wide(page, SIZES), path).toEqual([]);
  }
});

test("the seats of both sides, the console and the wall without their faces", async ({ page, context, browser }) => {
  test.setTimeout(90_000);
  const all = seats(ADDR, dataFolder());
  const codes = ["associe", "hote"].map((side) => all.find((one) => one.side === side)?.code);
  await become(context, browser, "equipe");
  for (const path of [...codes.map((code) => `/direct/place/${code}`), "/direct/1/regie", "/direct/1/mur"]) {
    await page.goto(path);
    await hydrated(page);
    expect(await page.evaluate(bare)).toBe(true);
    expect(await wide(page, SIZES), path).toEqual([]);
    // The longest countdown there can be.
    const clock = page.locator(".clock").first();
    if (path.includes("/place/")) {
      await clock.evaluate((p) => p.classList.add("long"));
      await clock.evaluate((p) => (p.textContent = "100:00"));
      expect(await wide(page, SIZES), `${path} with a long countdown`).toEqual([]);
      const cut = await clock.evaluate((p) => p.scrollWidth - p.clientWidth);
      expect(cut, "no digit is cut off").toBeLessThanOrEqual(1);
    }
  }
});
