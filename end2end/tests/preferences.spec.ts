// Theme and language: the reader's choice, kept in a cookie or in the address, with and without script.
import { expect, open, test } from "./support/fixtures";

const background = () => getComputedStyle(document.documentElement).backgroundColor;

for (const script of [true, false]) {
  test.describe(script ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled: script, colorScheme: "light" });

    test("the theme is kept, and comes back to the same page", async ({ page, context }) => {
      await page.goto("/offres?q=mission");
      await expect(page.locator("html")).not.toHaveAttribute("data-theme");
      const light = await page.evaluate(background);
      await page.getByRole("button", { name: "Sombre" }).click();
      await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
      await expect(page).toHaveURL(/\/offres\?q=mission$/);
      const cookie = (await context.cookies()).find((c) => c.name === "theme");
      expect(cookie).toMatchObject({ value: "sombre", sameSite: "Lax", httpOnly: true });
      expect(await page.evaluate(background)).not.toBe(light);
      await page.goto("/organisations");
      await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
      await page.getByRole("button", { name: "Clair" }).click();
      await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
      expect(await page.evaluate(background)).toBe(light);
      await page.getByRole("button", { name: "Automatique" }).click();
      await expect(page.locator("html")).not.toHaveAttribute("data-theme");
      expect((await context.cookies()).filter((c) => c.name === "theme")).toEqual([]);
    });

    test("the language changes the page where one stands, search kept", async ({ page }) => {
      await page.goto("/offres?q=eau");
      if (script) await expect(page.locator("html[data-hydrated]")).toBeAttached();
      await page.getByRole("link", { name: "English" }).click();
      await expect(page).toHaveURL(/\/en\/offres\?q=eau$/);
      await expect(page.locator("html")).toHaveAttribute("lang", "en");
      await expect(page.locator("h1")).toContainText("Work");
      await expect(page.getByRole("button", { name: "Search", exact: true })).toBeVisible();
      await page.locator("#resultats .offer h3 a").first().click();
      await expect(page).toHaveURL(/\/en\/offres\/./);
      await expect(page.locator(".panel")).toContainText("Contract");
      await expect(page.locator('.prose[lang="fr"]').first()).toBeVisible();
      await page.getByRole("link", { name: "Français" }).click();
      await expect(page.locator("html")).toHaveAttribute("lang", "fr");
      await expect(page).toHaveURL(/^[^?]*\/offres\/[^?]+$/);
    });
  });
}

test.describe("by the system's choice", () => {
  test.use({ colorScheme: "dark" });

  test("the dark theme follows the system, and the reader's choice wins over it", async ({ page }) => {
    await open(page, "/");
    const dark = await page.evaluate(background);
    await page.getByRole("button", { name: "Clair" }).click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
    expect(await page.evaluate(background)).not.toBe(dark);
  });
});

test("going back after a choice leads nowhere else", async ({ request }) => {
  for (const away of ["https://ailleurs.example/", "//ailleurs.example", "/\\ailleurs.example", "javascript:alert(1)"]) {
    const answer = await request.post("/preferences", { form: { theme: "sombre", retour: away }, maxRedirects: 0 });
    expect(answer.status()).toBe(303);
    expect(answer.headers()["location"]).toBe("/");
  }
});
