// The walks of people from one end to the other, each with a keyboard alone, with a finger on a phone, and without script: an offer from
// its first word to its page, applying, a candidate's file, its reading by the team, a ranking, a seat in the live room.
import { execFileSync, type ChildProcess } from "node:child_process";
import type { BrowserContext, Page } from "@playwright/test";
import { expect, test } from "./support/fixtures";
import { finger, kept, keyboard, mouse, type Hands } from "./support/hands";
import { violations } from "./support/look";
import { pdf } from "./support/pdf";
import { PASSWORD, type Account } from "./support/people";
import { BINARY, command, freshFolder, serve, serverEnv, stop } from "./support/server";
import { iso, plusDays, today } from "./support/text";

const OFFER = "Chargé·e des récoltes partagées";

interface Way {
  name: string;
  hands: Hands;
  addr: string;
  use: { viewport: { width: number; height: number }; hasTouch?: boolean; javaScriptEnabled?: boolean };
}

const DESKTOP = { width: 1280, height: 800 };
const WAYS: Way[] = [
  { name: "with a keyboard alone", hands: keyboard, addr: "127.0.0.1:3931", use: { viewport: DESKTOP } },
  { name: "with a finger on a phone", hands: finger, addr: "127.0.0.1:3932", use: { viewport: { width: 390, height: 844 }, hasTouch: true } },
  { name: "without script", hands: mouse, addr: "127.0.0.1:3933", use: { viewport: DESKTOP, javaScriptEnabled: false } },
];

for (const { name, hands, addr, use } of WAYS) {
  test.describe.serial(name, () => {
    test.use({ ...use, baseURL: `http://${addr}` });
    const scripted = use.javaScriptEnabled !== false;
    const data = freshFolder();
    let server: ChildProcess | undefined;
    let written = "";

    test.beforeAll(async () => {
      expect(command(["seed", "demo"], addr, data).code).toBe(0);
      server = await serve(addr, data);
    });
    test.afterAll(async () => {
      if (server) await stop(server);
    });

    /** The cookie of somebody, without their going through the page each time: people.spec.ts does. */
    async function enter(context: BrowserContext, account: Account): Promise<void> {
      await context.clearCookies();
      const form = { geste: "passe", formulaire: "passe", compte: `${account}@demo.example`, passe: PASSWORD };
      await context.request.post(`http://${addr}/connexion`, { form });
    }

    async function go(page: Page, path: string): Promise<void> {
      await page.goto(path);
      await hands.ready(page);
    }

    /** After a page led to another one: it is there, and nothing is wider than the screen. */
    async function arrived(page: Page, url: RegExp): Promise<void> {
      await expect(page).toHaveURL(url);
      await hands.ready(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), page.url()).toBeLessThanOrEqual(0);
    }

    test("an offer is written, looked at, proposed, and put online by the team", async ({ page, context, watch }) => {
      test.setTimeout(120_000);
      watch.allow(/recruter\/offres\/\d+/);
      await enter(context, "recruteuse");
      await go(page, "/recruter");
      await hands.press(page, 'a[href="/recruter/we-co/offres/nouvelle"]');
      await arrived(page, /nouvelle$/);
      await hands.write(page, "#c-title", OFFER);
      await hands.press(page, "button[value=commencer]");
      await arrived(page, /recruter\/offres\/\d+$/);
      const here = new URL(page.url()).pathname;

      await hands.press(page, "button[value=proposer]");
      await hands.refused(page);
      if (hands === keyboard) {
        // From the summary a link leads to the field itself.
        await page.keyboard.press("Tab");
        await page.keyboard.press("Enter");
        await kept(page, "#c-contracts\\.0");
      }
      await hands.choose(page, "#c-contracts\\.0", "benevolat");
      await hands.choose(page, "#c-sectors\\.0", "alimentation");
      await hands.choose(page, "#c-function", "projet");
      await hands.write(page, "#c-place_label\\.0", "Paris");
      await hands.choose(page, "#c-pay_kind", "benevolat");
      await hands.write(page, "#c-mission", "Organiser les récoltes de douze jardins partagés, de la cueillette au panier, avec les personnes qui y habitent.");
      await hands.write(page, "#c-profile", "Aimer les gens et la pluie ; savoir dire non sans fâcher ; tenir un planning simple.");
      await hands.write(page, "#c-last_day", iso(plusDays(today(), 20)));
      await hands.write(page, "#c-answer_days", "30");
      await hands.write(page, "#c-contact_name", "Marie Delaunay");
      await hands.tick(page, "#c-charter");
      await hands.press(page, "#offre button[value=enregistrer]");
      await arrived(page, new RegExp(here));
      await hands.press(page, `a[href="${here}/apercu"]`);
      await arrived(page, /apercu$/);
      await expect(page.locator("h1")).toHaveText(OFFER);
      await expect(page.locator("main")).toContainText("douze jardins partagés");
      await hands.press(page, `main a[href="${here}"]`);
      await arrived(page, new RegExp(`${here}$`));
      await hands.press(page, "button[value=proposer]");
      await expect(page.locator(".notice.done")).toBeVisible();

      await enter(context, "equipe");
      await go(page, "/equipe/offres");
      const read = await page.locator("main a", { hasText: OFFER }).getAttribute("href");
      await hands.press(page, `a[href="${read}"]`);
      await arrived(page, new RegExp(`${read}$`));
      await hands.press(page, "button[value=accepter]");
      await expect(page.locator(".notice.done")).toBeVisible();
      await expect(async () => {
        await page.goto(`/offres?q=${encodeURIComponent("récoltes partagées")}`);
        await expect(page.locator("#resultats .offer h3 a").first()).toHaveText(OFFER, { timeout: 500 });
      }).toPass();
    });

    test("somebody applies, after forgetting a word", async ({ page, context, watch }) => {
      test.setTimeout(60_000);
      watch.allow(/postuler/);
      await enter(context, "fellow");
      await page.goto("/offres?q=chantiers+participatifs");
      const offer = await page.locator("#resultats .offer h3 a", { hasText: "chantiers participatifs" }).first().getAttribute("href");
      await go(page, offer ?? "");
      await hands.press(page, `main a[href="${offer}/postuler"]`);
      await arrived(page, /postuler$/);
      // The browser itself asks for what is missing; a refusal of the server is met by who has none of that.
      await page.locator("form#candidature").evaluate((f) => ((f as HTMLFormElement).noValidate = true));
      await hands.press(page, "button[value=postuler]");
      await hands.refused(page);
      await hands.write(page, "#c-piece_lettre", "Bonjour, je monte des chantiers depuis dix ans.");
      for (const id of await page.locator("textarea[name^=answer_]").evaluateAll((all) => all.map((a) => a.id))) await hands.write(page, `#${id}`, "Oui.");
      await hands.press(page, "button[value=postuler]");
      await arrived(page, /candidatures/);
      await expect(page.locator("main")).toContainText("dix ans");
    });

    test("a candidate's file: corrected, a CV, a video, sent, its receipt", async ({ page, context, watch }) => {
      test.setTimeout(120_000);
      watch.allow(/mon-espace\/dossiers\/\d+/);
      await enter(context, "candidate");
      await go(page, "/mon-espace/dossiers");
      written = (await page.locator("main a").evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""))).find((h) => /dossiers\/\d+$/.test(h)) ?? "";
      await hands.press(page, `main a[href="${written}"]`);
      await arrived(page, /dossiers\/\d+$/);
      await hands.press(page, "#deposer button");
      await hands.refused(page);

      await hands.give(page, "#c-cv", { name: "CV Salomé.pdf", mimeType: "application/pdf", buffer: pdf("Salome Lacombe") });
      await hands.press(page, "#cv-envoi button");
      await expect(page.locator(".notice.done")).toContainText("reçu");
      await hands.ready(page);
      await hands.write(page, "#c-video", "https://vimeo.com/123456789");
      await hands.press(page, "#f-video button[value=enregistrer]");
      await arrived(page, /f-video$/);
      // The line with a date to correct is unfolded already.
      await expect(page.locator("#c-experiences\\.a\\.end")).toBeVisible();
      await hands.write(page, "#c-experiences\\.a\\.end", "03/2026");
      await hands.press(page, "#ligne-experiences-a button");
      await arrived(page, /ligne-experiences-a$/);
      await hands.write(page, "#c-project", "Refondre l’accueil de trois centres sociaux sans en fermer un seul.");
      await hands.press(page, "#f-projet button");
      await arrived(page, /f-projet$/);
      await hands.press(page, "#deposer button");
      await arrived(page, /recu$/);
      await expect(page.locator("h1")).toContainText("reçu");
      await expect(page.locator("main")).toContainText("CV Salomé.pdf");
      if (scripted) expect(await violations(page)).toEqual([]);
    });

    test("the team reads that file and hands in what it thinks of it", async ({ page, context, watch }) => {
      test.setTimeout(60_000);
      watch.allow(/equipe\/dossiers\/\d+/);
      await enter(context, "equipe");
      await go(page, "/equipe/editions/1");
      const file = `/equipe/dossiers/${written.split("/").pop()}`;
      await hands.press(page, `main a[href="${file}"]`);
      await arrived(page, new RegExp(`${file}$`));
      await hands.press(page, "#lecture button[value=remettre]");
      await hands.refused(page);
      for (const [i, criterion] of ["pragmatisme", "relations", "adaptation", "resolution", "impact", "motivation"].entries()) {
        await hands.tick(page, `#lecture input[name="note-${criterion}"][value="${(i % 4) + 1}"]`);
        await hands.write(page, `#c-${criterion}`, "Le projet raconté le montre.");
      }
      await hands.press(page, "#lecture button[value=remettre]");
      await expect(page.locator(".notice.done")).toBeVisible();
      await expect(page.locator(".notice.error")).toHaveCount(0);
    });

    test("a seat in the live room is rated", async ({ page, context }) => {
      test.setTimeout(60_000);
      await enter(context, "equipe");
      await go(page, "/direct/1/regie");
      await hands.press(page, "button[value=operer]");
      await expect(page.locator("h1")).toContainText("Manche 1", { timeout: 10_000 });
      await context.clearCookies();
      const lines = execFileSync(BINARY, ["live", "codes"], { env: serverEnv(addr, data) }).toString().trim().split("\n");
      const codes = lines.map((line) => line.split("\t")).filter(([side]) => side === "associe").map(([, code]) => code);
      for (const code of codes) {
        await go(page, `/direct/place/${code}`);
        if (await page.locator("form.rate").count()) break;
      }
      for (const [i, score] of [4, 5, 2, 3].entries()) await hands.tick(page, `form.rate input[name=n${i + 1}][value="${score}"]`);
      await hands.write(page, "form.rate textarea", "Une équipe franche.");
      for (const seen of [".where", ".place"]) await expect(page.locator(seen).first()).toBeVisible();
      if (scripted) expect(await violations(page)).toEqual([]);
      if (scripted) await expect(page.locator(".kept")).toContainText("Enregistré", { timeout: 10_000 });
      else {
        await hands.press(page, "form.rate button[value=noter]");
        await arrived(page, /fait=note/);
      }
      await page.reload();
      await hands.ready(page);
      for (const [i, score] of [4, 5, 2, 3].entries()) await expect(page.locator(`form.rate input[name=n${i + 1}][value="${score}"]`)).toBeChecked();
      await expect(page.locator("form.rate textarea")).toHaveValue("Une équipe franche.");
    });

    test("a ranking: moved, tied, one refused, handed in", async ({ page, context }) => {
      test.setTimeout(60_000);
      await enter(context, "equipe");
      await go(page, "/equipe/campagnes/1/phases");
      await hands.write(page, "#c-raison-matinee", "Les rencontres se sont finies plus tôt.");
      for (const one of ["#phase-matinee button[value=clore]", "#phase-preferences-2 button[value=ouvrir]"]) {
        await hands.press(page, one);
        await expect(page.locator(".notice.done")).toBeVisible();
        await expect(page.locator(one)).toHaveCount(0);
        await hands.ready(page);
      }

      await enter(context, "associee");
      await go(page, "/mon-espace/campagnes/1/classement/2");
      const rows = page.locator(".rank-zone.list .rank-row");
      const [first, second, third, last] = await rows.evaluateAll((all) => [all[0], all[1], all[2], all[all.length - 1]].map((r) => r.getAttribute("data-id")));
      if (scripted) {
        // Up until it is alone at the top: through the place shared with the one that was there. The focus stays with what moves.
        for (let i = 0; i < 8 && (await rows.first().getAttribute("data-id")) !== second; i++) {
          await hands.press(page, `#classement-haut-${second}`);
          if (hands === keyboard) await kept(page, `#classement-haut-${second}`);
        }
        await expect(rows.first()).toHaveAttribute("data-id", second ?? "");
        await hands.write(page, `#c-rang-${third}`, "1");
        await page.keyboard.press("Enter");
        if (hands === keyboard) await kept(page, `#c-rang-${third}`);
        await hands.press(page, `#classement-nom-${last}`);
        if (hands === keyboard) await kept(page, `#classement-titre-${last}`);
        await hands.choose(page, `#c-avis-${last}`, "refuse");
        if (hands === keyboard) await kept(page, `#c-avis-${last}`);
        await expect(page.locator(`.rank-zone.refused [data-id="${last}"]`)).toBeVisible();
        await hands.write(page, `#c-motif-${last}`, "Trop loin de chez moi.");
        await expect(page.locator("[data-saved]").first()).toContainText("Enregistré", { timeout: 10_000 });
      } else {
        const numbers: [string | null, string][] = [[second, "1"], [third, "1"], [first, "2"], [last, ""]];
        for (const [id, rank] of numbers) await hands.write(page, `#c-rang-${id}`, rank);
        await hands.press(page, `#classement-nom-${last}`);
        await hands.choose(page, `#c-avis-${last}`, "refuse");
        await hands.write(page, `#c-motif-${last}`, "Trop loin de chez moi.");
      }
      await hands.press(page, "button[value^=remettre]");
      await arrived(page, /classement\/2\/recu$/);
      await go(page, "/mon-espace/campagnes/1/classement/2");
      const tops = await rows.evaluateAll((all) => all.slice(0, 2).map((r) => r.getAttribute("data-id")));
      expect([...tops].sort(), "the two that share the first place").toEqual([second, third].sort());
      await expect(rows.nth(0).locator(".rank-no span")).not.toBeEmpty();
      await expect(page.locator(`.rank-zone.refused [data-id="${last}"]`)).toContainText("Trop loin de chez moi.");
    });
  });
}
