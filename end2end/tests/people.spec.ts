// Signing in as people do: by a link, by a password, with and without script, with the keyboard alone.
import AxeBuilder from "@axe-core/playwright";
import { expect, hydrated, test } from "./support/fixtures";
import type { Page } from "@playwright/test";
import { PASSWORD, become, openMail, signIn } from "./support/people";

/** An address of this test and project alone. */
const fresh = (name: string, project: string) => `${name}-${project}-${Date.now()}@exemple.fr`;

for (const script of [true, false]) {
  test.describe(script ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled: script });

    test("a link opens the account it creates, and one leaves", async ({ page }, info) => {
      const address = fresh("awa", info.project.name + script);
      await page.goto("/mon-espace/informations");
      await expect(page).toHaveURL(/connexion\?retour=/);
      await page.fill("#lien input[name=courriel]", address);
      await page.getByRole("button", { name: "Recevoir un lien" }).click();
      await expect(page.locator("h1")).toHaveText("Regardez votre boîte");
      await openMail(page, address);
      await page.locator(".ways a", { hasText: "/connexion/lien/" }).click();
      await page.getByRole("button", { name: "Me connecter" }).click();
      await expect(page).toHaveURL(/mon-espace\/informations/);
      await page.fill("input[name=nom]", "Awa « Zoé » O’Connor & fils");
      await page.getByText("Féminin").click();
      await page.getByRole("button", { name: "Enregistrer" }).click();
      await expect(page.locator(".notice.done")).toContainText("enregistrées");
      await expect(page.locator("input[name=nom]")).toHaveValue("Awa « Zoé » O’Connor & fils");
      await expect(page.locator("input[value=feminin]")).toBeChecked();
      await page.goto("/mon-espace");
      await expect(page.locator("h1")).toHaveText("Bonjour Awa « Zoé » O’Connor & fils");
      await page.getByRole("button", { name: "Me déconnecter" }).click();
      await expect(page.locator(".notice.done")).toContainText("déconnecté");
      await page.goto("/mon-espace");
      await expect(page).toHaveURL(/connexion/);
    });

    test("a wrong password says what to do and keeps the address", async ({ page, watch }) => {
      watch.allow(/connexion/);
      await page.goto("/connexion");
      await page.locator("summary").click();
      await page.fill("input[name=compte]", "coach@demo.example");
      await page.fill("input[name=passe]", "ce n’est pas lui");
      await page.click("button[value=passe]");
      await expect(page.locator(".notice.error")).toContainText("ne vont pas ensemble");
      await expect(page.locator("input[name=compte]")).toHaveValue("coach@demo.example");
      await expect(page.locator("input[name=passe]")).toHaveValue("");
      await page.fill("input[name=passe]", PASSWORD);
      await page.click("button[value=passe]");
      await expect(page).toHaveURL(/mon-espace/);
    });
  });
}

test("with the keyboard alone", async ({ page }) => {
  await page.goto("/connexion");
  await hydrated(page);
  for (let i = 0; i < 40 && !(await page.evaluate(() => document.activeElement?.tagName === "SUMMARY")); i++) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.type("fellow@demo.example");
  await page.keyboard.press("Tab");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/mon-espace/);
  await expect(page.locator("h1")).toContainText("Bastien");
});

test("another device is seen and sent away", async ({ page, browser, baseURL }) => {
  await signIn(page, "associee");
  const other = await browser.newContext({ baseURL });
  const phone = await other.newPage();
  await signIn(phone, "associee");
  await page.goto("/mon-espace/securite");
  await expect(page.locator(".things > li", { hasText: "cet appareil" })).toHaveCount(1);
  await page.getByRole("button", { name: "Déconnecter tous les autres" }).click();
  await expect(page.locator(".notice.done")).toBeVisible();
  await expect(page.locator(".things > li")).toHaveCount(1);
  await phone.goto("/mon-espace");
  await expect(phone).toHaveURL(/connexion/);
  await other.close();
});

test("links between the pages of one's space need no new document, and signing out elsewhere is noticed", async ({ page, context, browser }) => {
  await become(context, browser, "mentor");
  await page.goto("/mon-espace");
  await hydrated(page);
  await page.evaluate(() => ((window as unknown as { here: boolean }).here = true));
  await page.getByRole("link", { name: "Connexion et sécurité" }).click();
  await expect(page.locator("h1")).toHaveText("Connexion et sécurité");
  expect(await page.evaluate(() => (window as unknown as { here?: boolean }).here)).toBe(true);
  await context.clearCookies();
  await page.getByRole("link", { name: "Mes informations" }).click();
  await expect(page).toHaveURL(/connexion\?retour=%2Fmon-espace%2Finformations/);
});

test("the administration gives and ends a role", async ({ page, context, browser }, info) => {
  const address = fresh("role", info.project.name);
  await become(context, browser, "admin");
  await page.goto("/equipe/personnes");
  await page.fill("#ajouter input[name=courriel]", address);
  await page.getByRole("button", { name: "Ajouter une personne" }).click();
  const line = page.locator(".things > li", { hasText: address });
  await line.locator("select").selectOption("mentor");
  await line.getByRole("button", { name: "Donner ce rôle" }).click();
  await page.goto(`/equipe/personnes?q=${encodeURIComponent(address)}`);
  await expect(page.locator(".things > li").first()).toContainText("Mentor");
  await page.getByRole("button", { name: "Retirer mentor" }).click();
  await page.goto("/equipe/journal");
  await expect(page.locator("tbody tr").first()).toContainText("rôle retiré");
});

/** Pages reached from another one, by the words of a link. */
const REACHED: [Parameters<typeof become>[2], string, RegExp][] = [
  ["candidate", "/mon-espace/dossiers", /dossiers\/\d+$/], ["equipe", "/equipe/editions", /editions\/\d+$/], ["recruteuse", "/recruter", /recruter\/offres\/\d+$/],
  ["recruteuse", "/recruter", /offres\/\d+\/candidatures/],
];

for (const [account, from, to] of REACHED) {
  test(`from ${from} to ${to.source}: axe finds nothing, nothing scrolls sideways`, async ({ page, context, browser }) => {
    await become(context, browser, account);
    await page.goto(from);
    const hrefs = await page.locator("main a").evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
    const there = hrefs.find((h) => to.test(h.split("?")[0]));
    expect(there, hrefs.join(" ")).toBeTruthy();
    await page.goto(there as string);
    await looked(page);
  });
}

/** axe in both themes, then 320 px. */
async function looked(page: Page): Promise<void> {
  await hydrated(page);
  for (const fold of await page.locator("details.fold").all()) await fold.evaluate((d) => ((d as HTMLDetailsElement).open = true));
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const result = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
    found.push(...result.violations.flatMap((v) => v.nodes.map((n) => `${colorScheme} ${v.id}: ${n.html.slice(0, 140)} ${n.any[0]?.message ?? ""}`)));
  }
  await page.setViewportSize({ width: 320, height: 640 });
  const wide = await page.evaluate(() => document.scrollingElement?.scrollWidth ?? 0);
  expect({ found, wide }).toEqual({ found: [], wide: 320 });
}

const SEEN: [Parameters<typeof become>[2] | null, string][] = [
  [null, "/connexion"], [null, "/connexion/envoye"], ["candidate", "/mon-espace"], ["candidate", "/mon-espace/informations"],
  ["candidate", "/mon-espace/securite"], ["candidate", "/mon-espace/double-authentification"], ["equipe", "/equipe"], ["admin", "/equipe/personnes"],
  ["equipe", "/equipe/journal"], [null, "/dev/mail"], [null, "/lettre"], ["candidate", "/mon-espace/recherches?recherche=contrat%3Dcdi"], ["candidate", "/mon-espace/mes-donnees"],
  [null, "/programmes/associe"], [null, "/programmes/propulse"], [null, "/orientation"], ["candidate", "/mon-espace/dossiers"], ["candidate", "/mon-espace/candidatures"],
  ["equipe", "/equipe/editions"], ["equipe", "/equipe/offres"], ["equipe", "/equipe/reponses"], ["recruteuse", "/recruter"], ["recruteuse", "/recruter/we-co/equipe"],
  ["recruteuse", "/recruter/we-co/offres/nouvelle"], ["candidate", "/recruter/commencer"],
];

for (const [account, path] of SEEN) {
  test(`${path}: axe finds nothing in either theme, nothing scrolls sideways at 320 px`, async ({ page, context, browser }) => {
    if (account) await become(context, browser, account);
    await page.goto(path);
    await looked(page);
  });
}
