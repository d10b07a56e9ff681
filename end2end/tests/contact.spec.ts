// Writing to the team: nothing typed is lost, nothing sent from elsewhere is taken.
import { expect, open, test } from "./support/fixtures";

const GOOD = { nom: "Awa Diallo", courriel: "awa@exemple.fr", sujet: "Une question", message: "Bonjour, <b>merci</b> pour ce site." };

test("a good message is thanked for", async ({ page }) => {
  await open(page, "/contact");
  for (const [field, words] of Object.entries({ "#c-nom": GOOD.nom, "#c-mail": GOOD.courriel, "#c-sujet": GOOD.sujet, "#c-texte": GOOD.message })) await page.fill(field, words);
  await page.getByRole("button", { name: "Envoyer le message" }).click();
  await expect(page.locator("h1")).toHaveText("Merci, votre message est bien arrivé.");
});

test("a bad message comes back whole, with what to correct beside each field", async ({ page, watch }) => {
  watch.allow(/\/contact$/);
  await open(page, "/contact");
  await page.locator("form.contact").evaluate((f) => ((f as HTMLFormElement).noValidate = true));
  await page.fill("#c-mail", "pas une adresse");
  await page.fill("#c-texte", GOOD.message);
  const [answer] = await Promise.all([page.waitForResponse((r) => r.request().method() === "POST"), page.getByRole("button", { name: "Envoyer le message" }).click()]);
  expect(answer.status()).toBe(422);
  await expect(page.locator("textarea")).toHaveValue(GOOD.message);
  await expect(page.locator('input[name="courriel"]')).toHaveValue("pas une adresse");
  for (const field of ["nom", "courriel", "sujet"]) {
    await expect(page.locator(`[name="${field}"]`)).toHaveAttribute("aria-invalid", "true");
    await expect(page.locator(`[name="${field}"]`)).toHaveAttribute("aria-describedby", `e-${field}`);
    await expect(page.locator(`#e-${field}`)).toBeVisible();
  }
  await page.fill('input[name="nom"]', GOOD.nom);
  await page.fill('input[name="courriel"]', "autre@exemple.fr");
  await page.fill('input[name="sujet"]', GOOD.sujet);
  await page.getByRole("button", { name: "Envoyer le message" }).click();
  await expect(page.locator("h1")).toHaveText("Merci, votre message est bien arrivé.");
});

test("in English the form answers in English", async ({ page }) => {
  await open(page, "/en/contact");
  for (const [field, words] of Object.entries({ "#c-nom": GOOD.nom, "#c-mail": "en@exemple.fr", "#c-sujet": GOOD.sujet, "#c-texte": GOOD.message })) await page.fill(field, words);
  await page.getByRole("button", { name: "Send the message" }).click();
  await expect(page.locator("h1")).toHaveText("Thank you, your message has arrived.");
});

test("an English mistake is explained in English", async ({ request }) => {
  const answer = await request.post("/en/contact", { form: { ...GOOD, courriel: "x" } });
  expect(answer.status()).toBe(422);
  expect(await answer.text()).not.toContain("Donnez une adresse");
});

test("another site cannot post here", async ({ request }) => {
  const post = (headers: Record<string, string>) => request.post("/contact", { form: GOOD, headers });
  expect((await post({ "sec-fetch-site": "cross-site" })).status()).toBe(403);
  expect((await post({ "sec-fetch-site": "same-site" })).status()).toBe(403);
  expect((await post({ origin: "https://ailleurs.example" })).status()).toBe(403);
  expect((await request.post("/preferences", { form: { theme: "sombre" }, headers: { "sec-fetch-site": "cross-site" } })).status()).toBe(403);
  expect((await post({ "sec-fetch-site": "same-origin" })).status()).toBe(200);
});

test("a body that is not a form, or too large, is refused in words", async ({ request }) => {
  const json = await request.post("/contact", { data: { nom: "x" } });
  expect(json.status()).toBeGreaterThanOrEqual(400);
  expect(json.status()).toBeLessThan(500);
  const large = await request.post("/contact", { form: { ...GOOD, message: "x".repeat(200_000) } });
  expect(large.status()).toBe(413);
  const long = await request.post("/contact", { form: { ...GOOD, message: "x".repeat(9_000) } });
  expect(long.status()).toBe(422);
  expect(await long.text()).toContain("x".repeat(9_000));
});
