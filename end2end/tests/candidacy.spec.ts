// A candidate's file: saved field by field, kept without network, seen to change elsewhere, with its CV; without script too.
import { expect, hydrated, test } from "./support/fixtures";
import { openMail } from "./support/people";
import { pdf } from "./support/pdf";
import type { Page } from "@playwright/test";

/** Somebody new with a file for the Programme Associé. */
async function begin(page: Page, address: string): Promise<string> {
  await page.goto("/programmes/associe");
  await expect(page.locator("h1")).toHaveText("Programme Associé");
  await page.goto("/mon-espace/dossiers");
  await page.fill("#lien input[name=courriel]", address);
  await page.getByRole("button", { name: "Recevoir un lien" }).click();
  await openMail(page, address);
  await page.locator(".ways a", { hasText: "/connexion/lien/" }).click();
  await page.getByRole("button", { name: "Me connecter" }).click();
  await expect(page).toHaveURL(/mon-espace\/dossiers/);
  const start = page.locator("form", { hasText: /Commencer/ }).first();
  await page.locator("li, form, section").filter({ hasText: "Associé" }).getByRole("button", { name: /Commencer/ }).first().click().catch(() => start.getByRole("button").first().click());
  await expect(page).toHaveURL(/mon-espace\/dossiers\/\d+/);
  return new URL(page.url()).pathname;
}

const fresh = (name: string, project: string) => `${name}-${project}-${Date.now()}@exemple.fr`;
const saved = (page: Page, form: string) => page.locator(`#${form} [data-saved]`);

test("each field saves itself, waits without network and says when it changed elsewhere", async ({ page, browser, baseURL, watch }, info) => {
  watch.allow(/mon-espace\/dossiers\/\d+/);
  watch.ignoreLostNetwork();
  const path = await begin(page, fresh("salome", info.project.name));
  await hydrated(page);
  const letter = page.locator("#f-lettre textarea[name=letter]");
  await letter.fill("Bonjour, me voici.");
  await expect(saved(page, "f-lettre")).toContainText("Enregistré");
  await page.reload();
  await hydrated(page);
  await expect(letter).toHaveValue("Bonjour, me voici.");

  // On a slow network somebody writes before the script is there.
  await page.route(/\.wasm/, async (route) => {
    await new Promise((later) => setTimeout(later, 1_500));
    await route.continue();
  });
  await page.reload({ waitUntil: "domcontentloaded" });
  await letter.fill("Bonjour, me voici tôt.");
  await expect(page.locator("html[data-hydrated]"), "written before the script").toHaveCount(0);
  await expect(saved(page, "f-lettre")).toContainText("Enregistré");
  await page.unroute(/\.wasm/);

  await page.context().setOffline(true);
  await letter.fill("Bonjour, me voici dans le métro.");
  await expect(saved(page, "f-lettre")).toContainText("Sans réseau");
  await page.context().setOffline(false);
  await expect(saved(page, "f-lettre")).toContainText("Enregistré", { timeout: 15_000 });

  const other = await browser.newContext({ baseURL, storageState: await page.context().storageState() });
  const phone = await other.newPage();
  await phone.goto(path);
  await hydrated(phone);
  await expect(phone.locator("#f-lettre textarea")).toHaveValue("Bonjour, me voici dans le métro.");
  await phone.locator("#f-lettre textarea").fill("Écrit sur le téléphone.");
  await expect(saved(phone, "f-lettre")).toContainText("Enregistré");
  await letter.fill("Écrit sur l’ordinateur.");
  await expect(saved(page, "f-lettre")).toContainText("Écrit sur le téléphone.");
  await expect(letter).toHaveValue("Écrit sur l’ordinateur.");
  await other.close();
});

test("a CV is looked at, shown page by page, and what is not a PDF is refused in words", async ({ page, watch }, info) => {
  watch.allow(/mon-espace\/dossiers\/\d+/);
  await begin(page, fresh("cv", info.project.name));
  await page.setInputFiles("input[type=file][name=cv]", { name: "mon cv.docx", mimeType: "application/vnd.ms-word", buffer: Buffer.from("PK\u0003\u0004rien") });
  await page.locator("#cv-envoi button").click();
  await expect(page.locator("#cv-envoi .error, .notice.error").first()).toContainText("PDF");
  await page.setInputFiles("input[type=file][name=cv]", { name: "CV Salomé.pdf", mimeType: "application/pdf", buffer: pdf("Salome Lacombe") });
  await page.locator("#cv-envoi button").click();
  await expect(page.locator(".notice.done")).toContainText("reçu");
  await expect(page.locator(".sheets img").first()).toBeVisible();
  // It has its place before it is there.
  await expect.poll(() => page.locator(".sheets img").first().evaluate((i) => (i as HTMLImageElement).naturalWidth)).toBeGreaterThan(300);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Télécharger" }).click()]);
  expect(download.suggestedFilename()).toMatch(/\.pdf$/);
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("the file is written and what is wrong is named", async ({ page, watch }, info) => {
    watch.allow(/mon-espace\/dossiers\/\d+/);
    await begin(page, fresh("sans", info.project.name));
    await page.fill("#f-lettre textarea[name=letter]", "Une lettre <b>sans</b> script & sans peur.");
    await page.locator("#f-lettre button").click();
    await expect(page.locator("#f-lettre textarea[name=letter]")).toHaveValue("Une lettre <b>sans</b> script & sans peur.");
    await page.fill("#f-video input[name=video]", "https://drive.google.com/file/d/1");
    await page.locator("#f-video button").click();
    await expect(page.locator("#f-video .error")).toBeVisible();
    await expect(page.locator("#f-video input[name=video]")).toHaveValue("https://drive.google.com/file/d/1");
    await page.locator("#deposer button").click();
    await expect(page.locator(".notice.error").first()).toBeVisible();
  });
});
