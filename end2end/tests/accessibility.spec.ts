// axe with contrast on every public page, in both themes, at the size of the project; nothing scrolls sideways at 320 px.
import { refine } from "./support/board";
import { expect, hydrated, test } from "./support/fixtures";
import { violations } from "./support/look";
import { PLACES, type Place } from "./support/pages";
import type { Page } from "@playwright/test";

async function visit(page: Page, place: Place): Promise<void> {
  const answer = await page.goto(place.path);
  expect(answer?.status(), place.path).toBe(place.status ?? 200);
  if (!place.still) await hydrated(page);
}

for (const place of PLACES) {
  test(`${place.name}: axe finds nothing, light or dark`, async ({ page, watch }) => {
    if (place.status) watch.allow(new RegExp(place.path));
    await visit(page, place);
    if (await page.locator("details.filters").count()) await refine(page);
    expect(await violations(page)).toEqual([]);
  });
}

test("the answers of the contact form: axe finds nothing", async ({ page, watch }) => {
  watch.allow(/\/contact$/);
  await page.goto("/contact");
  await page.locator("form.contact").evaluate((f) => ((f as HTMLFormElement).noValidate = true));
  await page.getByRole("button", { name: "Envoyer le message" }).click();
  await expect(page.locator(".error").first()).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test("at 320 px, and at 200 % zoom, nothing scrolls sideways", async ({ page, watch }) => {
  test.setTimeout(90_000);
  watch.allow(/n-existe-pas/);
  const wide: string[] = [];
  for (const place of PLACES) {
    await visit(page, place);
    for (const size of [{ width: 320, height: 640 }, { width: 640, height: 400 }]) {
      await page.setViewportSize(size);
      if (await page.locator("details.filters").count()) await refine(page);
      const over = await page.evaluate((width) => {
        const out = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > width + 1 && getComputedStyle(e).position !== "absolute");
        return { scroll: document.scrollingElement?.scrollWidth ?? 0, first: out[0]?.outerHTML.slice(0, 120) ?? "" };
      }, size.width);
      if (over.scroll > size.width) wide.push(`${place.name} at ${size.width}: ${over.scroll} px, ${over.first}`);
    }
  }
  expect(wide).toEqual([]);
});

test("targets are at least 24 px, or have room around them", async ({ page }) => {
  for (const path of ["/", "/offres", "/definir-mes-criteres"]) {
    await page.goto(path);
    const small = await page.evaluate(() => {
      const boxes = [...document.querySelectorAll("header a, footer a, footer button, nav a, button, select, input:not([type=hidden])")]
        .filter((e) => e.checkVisibility() && !e.closest("label") && !e.matches(".skip") && !e.closest(".trap"))
        .map((e) => ({ box: e.getBoundingClientRect(), what: e.outerHTML.slice(0, 80) }));
      const close = (a: DOMRect, b: DOMRect) => Math.hypot(a.x + a.width / 2 - b.x - b.width / 2, a.y + a.height / 2 - b.y - b.height / 2) < 24;
      return boxes.filter((t) => t.box.height < 24 && boxes.some((o) => o !== t && close(t.box, o.box))).map((t) => t.what);
    });
    expect(small, path).toEqual([]);
  }
});

test("with reduced motion nothing moves", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("/offres");
  const moving = await page.evaluate(() => [...document.querySelectorAll("*")].filter((e) => parseFloat(getComputedStyle(e).transitionDuration) > 0.01).length);
  expect(moving).toBe(0);
});
