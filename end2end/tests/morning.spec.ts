// The live morning in browsers of their own: the team's console, the wall, seats of both sides; a lost network, a second telephone, a
// server killed in the middle of a round.
import { expect, test, type Page } from "@playwright/test";
import { seat, seats, team } from "./support/room";
import { command, freshFolder, serve } from "./support/server";

const ADDR = "127.0.0.1:3918";
const BASE = `http://${ADDR}`;

/** Gives a score, as a thumb does. */
const score = (page: Page, criterion: number, n: number) => page.locator(`form.rate input[name=n${criterion}][value="${n}"]`).first().check({ force: true });
const kept = (page: Page) => page.locator(".kept");

test("a morning: team, wall, seats, lost network, another telephone, a killed server", async ({ browser }) => {
  test.setTimeout(180_000);
  const data = freshFolder();
  expect(command(["seed", "demo"], ADDR, data).code).toBe(0);
  let server = await serve(ADDR, data);
  const all = seats(ADDR, data);
  const associates = all.filter((s) => s.side === "associe");
  const hosts = all.filter((s) => s.side === "hote");
  expect([associates.length, hosts.length]).toEqual([24, 30]);

  const console_ = await team(browser, BASE);
  await console_.goto("/equipe/campagnes");
  await console_.goto("/direct/1/regie");
  await console_.locator("html[data-hydrated]").waitFor();
  await expect(console_.locator("h1")).toBeVisible();
  const wall = await (await browser.newContext({ baseURL: BASE, viewport: { width: 1280, height: 800 } })).newPage();
  await wall.goto((await console_.locator("nav a", { hasText: "mur" }).getAttribute("href")) ?? "");

  const people = await Promise.all(associates.slice(0, 3).map((s) => seat(browser, BASE, s.code)));
  const sides = await Promise.all(hosts.slice(0, 3).map((s) => seat(browser, BASE, s.code)));
  await console_.getByRole("button", { name: "Démarrer" }).click();
  for (const { page } of [...people, ...sides]) await expect(page.locator(".where")).toContainText("Manche 1 sur", { timeout: 10_000 });
  await expect(wall.locator("body")).toContainText("Manche 1", { timeout: 10_000 });

  // The first of the three who sits at a table in this round rates.
  let who = -1;
  for (const [i, { page }] of people.entries()) if (who < 0 && (await page.locator("form.rate").count()) > 0) who = i;
  expect(who, "one of three associates has a meeting in the first round").toBeGreaterThanOrEqual(0);
  const { page, context } = people[who];
  await score(page, 1, 4);
  await score(page, 2, 5);
  await expect(kept(page)).toContainText("Enregistré", { timeout: 10_000 });

  // Without network: visibly waiting, kept over a reload, sent on return.
  await context.setOffline(true);
  await score(page, 3, 2);
  await page.locator("form.rate textarea").first().fill("Équipe franche. <b>À revoir</b>");
  await expect(kept(page).locator(".wait")).toBeVisible({ timeout: 10_000 });
  await context.setOffline(false);
  await expect(kept(page)).toContainText("Enregistré", { timeout: 20_000 });

  // A telephone that got the page and not the code of it: told so, and what serves without script serves.
  const met = await Promise.all(sides.map(({ page: p }) => p.locator("form.rate").count()));
  const host = hosts[met.findIndex((n) => n > 0)];
  const bare = await (await browser.newContext({ baseURL: BASE, viewport: { width: 390, height: 844 } })).newPage();
  await bare.route(/\/pkg\/(chunk|split)_/, (route) => route.abort());
  await bare.goto(`/direct/place/${host.code}`);
  await expect(bare.getByRole("link", { name: "Recharger la page" })).toBeVisible({ timeout: 10_000 });
  await score(bare, 2, 5);
  await bare.locator("form.rate button[value=noter]").first().click();
  await bare.waitForURL(/fait=note/);
  await expect(bare.locator('form.rate input[name=n2][value="5"]').first()).toBeChecked();
  await bare.context().close();

  // Another telephone with the same code: the same seat, the same notes.
  const second = await seat(browser, BASE, associates[who].code);
  await expect(second.page.locator('form.rate input[name=n1][value="4"]').first()).toBeChecked({ timeout: 10_000 });
  await expect(second.page.locator("form.rate textarea").first()).toHaveValue("Équipe franche. <b>À revoir</b>");
  const sent = second.page.waitForResponse((r) => r.url().includes("/notes") && r.request().method() === "POST");
  await score(second.page, 1, 1);
  expect((await sent).status()).toBe(200);
  await expect(kept(second.page)).toContainText("Enregistré", { timeout: 10_000 });

  // The server is killed in the round: what was kept is there, everybody comes back by themselves.
  const gone = new Promise((wake) => server.once("exit", wake));
  server.kill("SIGKILL");
  await score(second.page, 4, 3);
  await expect(kept(second.page).locator(".wait")).toBeVisible({ timeout: 10_000 });
  // Its address is free once it is gone.
  await gone;
  server = await serve(ADDR, data);
  await expect(kept(second.page)).toContainText("Enregistré", { timeout: 20_000 });
  await second.page.reload();
  await second.page.locator("html[data-hydrated]").waitFor();
  await expect(second.page.locator('form.rate input[name=n1][value="1"]').first()).toBeChecked();
  await expect(second.page.locator('form.rate input[name=n4][value="3"]').first()).toBeChecked();

  // Two minutes more, then the next round: on every seat without a reload.
  await console_.getByRole("button", { name: "Manche suivante" }).click();
  for (const { page: p } of [...people, ...sides]) await expect(p.locator(".where")).toContainText("Manche 2 sur", { timeout: 20_000 });

  // Somebody does not come: who moves is shown, and confirmed.
  await console_.locator("#siege").selectOption({ label: associates[5].name });
  await console_.getByRole("button", { name: "Ne vient pas" }).click();
  const dialog = console_.locator("dialog[open]");
  await expect(dialog).toBeVisible({ timeout: 20_000 });
  await dialog.getByRole("button", { name: "Confirmer" }).click();
  await expect(dialog).toBeHidden({ timeout: 10_000 });

  // They come after all: the team puts them back, and their telephone shows whom they meet from then on.
  const { code } = associates[5];
  const late = await seat(browser, BASE, code);
  const coming = () => late.page.locator(".day tbody tr:not(.break)").evaluateAll((rows) =>
    rows.filter((r) => Number(r.querySelector("td")?.textContent) > 2 && r.querySelector("th")?.textContent !== "Libre").length);
  await expect(late.page.locator(".late")).toContainText("hors de la salle");
  expect(await coming(), "the plan does without them").toBe(0);
  await console_.locator("#siege").selectOption({ label: associates[5].name });
  await console_.getByRole("button", { name: "Là", exact: true }).click();
  await expect(dialog).toBeVisible({ timeout: 20_000 });
  expect(await dialog.locator(".moves li").count(), "who moves is shown").toBeGreaterThan(0);
  await dialog.getByRole("button", { name: "Confirmer" }).click();
  await expect(dialog).toBeHidden({ timeout: 10_000 });
  await expect(late.page.locator(".late")).not.toContainText("hors de la salle", { timeout: 10_000 });
  await expect.poll(coming, { timeout: 10_000, message: "they have somebody to meet again" }).toBeGreaterThan(0);

  // The same code on too many devices: the oldest page says so and waits until somebody wants it back.
  const others = await Promise.all(Array.from({ length: 8 }, () => fetch(`${BASE}/direct/1/flux?place=${code}`)));
  await expect(late.page.locator(".late")).toContainText("trop d’autres appareils", { timeout: 10_000 });
  await late.page.reload();
  await late.page.locator("html[data-hydrated]").waitFor();
  await console_.getByRole("button", { name: "Manche suivante" }).click();
  await expect(late.page.locator(".where")).toContainText("Manche 3 sur", { timeout: 10_000 });
  await expect(late.page.locator(".late")).not.toContainText("trop d’autres appareils");
  await Promise.all(others.map((o) => o.body?.cancel()));

  // Somebody of the team signs out elsewhere: the console they left open shows nothing any more.
  const left = await team(browser, BASE);
  await left.goto("/direct/1/regie");
  await left.locator("html[data-hydrated]").waitFor();
  const space = await left.context().newPage();
  await space.goto("/mon-espace");
  await space.getByRole("button", { name: "Me déconnecter" }).click();
  await expect(left).toHaveURL(/connexion/, { timeout: 10_000 });
  await left.context().close();

  // Ended, then archived: nothing changes any more, everything is still read.
  for (const act of ["Terminer", "Archiver"]) {
    await console_.getByRole("button", { name: act }).click();
    await dialog.getByRole("button", { name: "Confirmer" }).click();
    await expect(dialog).toBeHidden({ timeout: 10_000 });
  }
  await expect(console_.getByRole("status").getByText("La matinée est archivée")).toBeVisible({ timeout: 10_000 });
  await expect(console_.getByRole("button", { name: "Rouvrir" })).toBeHidden();
  await expect(late.page.locator("body")).toContainText("C’est fini pour ce matin", { timeout: 10_000 });
  server.kill("SIGTERM");
});
