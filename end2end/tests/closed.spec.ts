// A closed offer: still readable, and nowhere else.
import { cards } from "./support/board";
import { expect, open, test } from "./support/fixtures";
import { CLOSED_PATH, CLOSED_TITLE } from "./support/offers";

test("it reads whole, with a notice and no way to apply", async ({ page }) => {
  await open(page, CLOSED_PATH);
  await expect(page.locator("h1")).toHaveText(CLOSED_TITLE);
  await expect(page.locator(".closed")).toContainText("Cette offre est close depuis le");
  await expect(page.locator(".closed a")).toHaveAttribute("href", /^\/offres\?secteur=/);
  await expect(page.locator(".panel .go")).toHaveCount(0);
  await expect(page.locator('a[href^="mailto:"]', { hasText: "Postuler" })).toHaveCount(0);
  await expect(page.locator('script[type="application/ld+json"]')).toHaveCount(0);
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute("content", "noindex");
  await expect(page.locator(".story")).not.toBeEmpty();
});

test("it has left the search, the feeds and the sitemap", async ({ page, request }) => {
  await page.goto(`/offres?q=${encodeURIComponent(CLOSED_TITLE)}`);
  expect(await cards(page)).not.toContain(CLOSED_PATH);
  for (const path of ["/sitemap.xml", "/offres.rss?q=stagiaire", "/offres.json?q=stagiaire", "/offres.xml", "/offres.atom", "/organisations/l-entretoise"]) {
    const answer = await request.get(path);
    expect(answer.ok(), path).toBe(true);
    expect((await answer.text()).includes(CLOSED_PATH), path).toBe(false);
  }
});
