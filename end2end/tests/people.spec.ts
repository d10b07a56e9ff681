// Signing in as people do: by a link, by a password, with and without script, with the keyboard alone.
import { expect, hydrated, test } from "./support/fixtures";
import { groups, sweep } from "./support/look";
import { PASSWORD, become, byLink, openMail } from "./support/people";

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

// Somebody of their own: the sessions of the accounts other tests are kept in must not be ended under them.
test("another device is seen and sent away", async ({ page, browser, baseURL }, info) => {
  const address = fresh("appareils", info.project.name);
  await byLink(page, address);
  const other = await browser.newContext({ baseURL });
  const phone = await other.newPage();
  await byLink(phone, address);
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

const PARTICIPATIFS = "/offres/charge-de-la-coordination-des-chantiers-participatifs-b95b2b3b";

/** Pages reached from another one, by the words of a link. */
const REACHED: [Parameters<typeof become>[2], string, RegExp][] = [
  ["candidate", "/mon-espace/dossiers", /dossiers\/\d+$/], ["equipe", "/equipe/editions", /editions\/\d+$/], ["recruteuse", "/recruter", /recruter\/offres\/\d+$/],
  ["recruteuse", "/recruter", /offres\/\d+\/candidatures/], ["recruteuse", "/recruter/offres/1/candidatures", /recruter\/candidatures\/\d+$/],
  ["candidate", "/mon-espace/candidatures", /mon-espace\/candidatures\/\d+$/], ["equipe", "/equipe/offres", /equipe\/offres\/\d+$/],
  ["equipe", "/equipe/editions/1", /equipe\/dossiers\/\d+$/], ["equipe", "/equipe/campagnes/1/saisie", /saisie\/[^/]+\/[^/]+$/],
  ["associee", "/mon-espace/campagnes/1/classement/1", /fiches\/\d+$/], ["hote", "/mon-espace/campagnes/1/classement/1", /personnes\/\d+$/],
  ["fellow", PARTICIPATIFS, /postuler$/],
];

for (const [account, from, to] of REACHED) {
  test(`from ${from} to ${to.source}: axe finds nothing, nothing scrolls sideways`, async ({ page, context, browser }) => {
    await become(context, browser, account);
    await page.goto(from);
    const hrefs = await page.locator("main a").evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
    const there = hrefs.find((h) => to.test(h.split("?")[0]));
    expect(there, hrefs.join(" ")).toBeTruthy();
    await sweep(page, [there as string]);
  });
}

const SEEN: [Parameters<typeof become>[2] | null, string][] = [
  [null, "/connexion"], [null, "/connexion/envoye"], ["candidate", "/mon-espace"], ["candidate", "/mon-espace/informations"],
  ["candidate", "/mon-espace/securite"], ["candidate", "/mon-espace/double-authentification"], ["equipe", "/equipe"], ["admin", "/equipe/personnes"],
  ["equipe", "/equipe/journal"], [null, "/dev/mail"], [null, "/lettre"], ["candidate", "/mon-espace/recherches?recherche=contrat%3Dcdi"], ["candidate", "/mon-espace/mes-donnees"],
  [null, "/programmes/associe"], [null, "/programmes/propulse"], [null, "/orientation"], ["candidate", "/mon-espace/dossiers"], ["candidate", "/mon-espace/candidatures"],
  ["equipe", "/equipe/editions"], ["equipe", "/equipe/offres"], ["equipe", "/equipe/reponses"], ["recruteuse", "/recruter"], ["recruteuse", "/recruter/we-co/equipe"],
  ["recruteuse", "/recruter/we-co/offres/nouvelle"], ["candidate", "/recruter/commencer"],
  ["candidate", "/mon-espace/dossiers/1/amenagements"], ["candidate", "/mon-espace/dossiers/1/entrainement"], ["equipe", "/equipe/conservation"],
  ["admin", "/equipe/amenagements"], ["equipe", "/equipe/editions/1/reglages"], ["equipe", "/equipe/editions/1/decisions"],
  ["recruteuse", "/recruter/offres/2/apercu"], [null, "/direct/place"],
];

for (const account of new Set(SEEN.map(([account]) => account))) {
  for (const paths of groups(SEEN.filter(([a]) => a === account).map(([, path]) => path), 5)) {
    test(`${account ?? "anybody"}, ${paths.join(" ")}: axe finds nothing in either theme, nothing scrolls sideways`, async ({ page, context, browser }) => {
      test.setTimeout(20_000 * paths.length);
      if (account) await become(context, browser, account);
      await sweep(page, paths);
    });
  }
}
