// A campaign of its own, from a list moved by mouse and by finger to the published result: what everybody reads on that day, in both
// themes, on a phone and on a desktop, under axe; and the files anybody checks.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type Browser, type Page } from "@playwright/test";
import { violations, wide } from "./support/look";
import { signIn, type Account } from "./support/people";
import { seats, team } from "./support/room";
import { command, freshFolder, serve } from "./support/server";

const ADDR = "127.0.0.1:3925";
const BASE = `http://${ADDR}`;
const HERE = "/equipe/campagnes/1";
const MINE = "/mon-espace/campagnes/1";
const FOLDER = join(__dirname, "../test-results/screens");
const SIZES = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };

const hydrated = (page: Page) => page.locator("html[data-hydrated]").waitFor();

async function reader(browser: Browser, account: Account, touch = false): Promise<Page> {
  const context = await browser.newContext({ baseURL: BASE, viewport: touch ? SIZES.phone : SIZES.desktop, hasTouch: touch, isMobile: touch });
  const page = await context.newPage();
  await signIn(page, account);
  return page;
}

/** Opens or closes a phase. */
async function move(page: Page, phase: string, act: "ouvrir" | "clore", reason = ""): Promise<void> {
  await page.goto(`${HERE}/phases`);
  if (reason) await page.fill(`[name="raison-${phase}"]`, reason);
  await page.locator(`form:has(input[name=phase][value=${phase}]) button[value=${act}]`).click();
  await page.waitForURL(/fait=campagne-phase/);
}

const order = (page: Page) => page.locator(".rank-zone.list .rank-row").evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.id));

/** Where a line is held, and the lower edge of another: letting go there puts it after that one. */
async function way(page: Page, from: number, to: number): Promise<[{ x: number; y: number }, { x: number; y: number }]> {
  const rows = page.locator(".rank-zone.list .rank-row");
  // Away from the edges of the window, where the page scrolls under what is held.
  await rows.nth(to).evaluate((row) => row.scrollIntoView({ block: "center", behavior: "instant" }));
  const grip = await rows.nth(from).locator(".rank-grip").boundingBox();
  const end = await rows.nth(to).boundingBox();
  if (!grip || !end) throw new Error("a line is not shown");
  return [{ x: grip.x + grip.width / 2, y: grip.y + grip.height / 2 }, { x: grip.x + grip.width / 2, y: end.y + end.height * 0.9 }];
}

test("a line is dragged with a mouse and with a finger, and kept", async ({ browser }) => {
  test.setTimeout(120_000);
  mkdirSync(FOLDER, { recursive: true });
  const data = freshFolder();
  expect(command(["seed", "demo"], ADDR, data).code).toBe(0);
  const server = await serve(ADDR, data);

  const mouse = await reader(browser, "associee");
  await mouse.goto(`${MINE}/classement/2`);
  await hydrated(mouse);
  const before = await order(mouse);
  expect(before.length).toBeGreaterThan(4);
  let [from, to] = await way(mouse, 0, 2);
  await mouse.mouse.move(from.x, from.y);
  await mouse.mouse.down();
  await mouse.mouse.move(from.x, from.y + 20, { steps: 4 });
  await mouse.mouse.move(to.x, to.y, { steps: 8 });
  await expect(mouse.locator("[data-drop=after]")).toHaveCount(1);
  await mouse.mouse.up();
  await expect.poll(() => order(mouse)).toEqual([before[1], before[2], before[0], ...before.slice(3)]);
  await expect(mouse.locator("[data-saved], .saved").first()).toContainText("Enregistré", { timeout: 10_000 });
  // Let go outside: nothing changes.
  const kept = await order(mouse);
  [from] = await way(mouse, 0, 1);
  await mouse.mouse.move(from.x, from.y);
  await mouse.mouse.down();
  await mouse.mouse.move(from.x, 5, { steps: 6 });
  await mouse.mouse.up();
  expect(await order(mouse)).toEqual(kept);

  const finger = await reader(browser, "associee", true);
  await finger.goto(`${MINE}/classement/2`);
  await hydrated(finger);
  expect(await order(finger), "the same list on another device").toEqual(kept);
  const hand = await finger.context().newCDPSession(finger);
  const touch = (type: string, points: { x: number; y: number }[]) => hand.send("Input.dispatchTouchEvent", { type: type as "touchStart", touchPoints: points });
  [from, to] = await way(finger, 0, 1);
  await touch("touchStart", [from]);
  for (let step = 1; step <= 8; step++) await touch("touchMove", [{ x: from.x, y: from.y + ((to.y - from.y) * step) / 8 }]);
  await touch("touchEnd", []);
  await expect.poll(() => order(finger)).toEqual([kept[1], kept[0], ...kept.slice(2)]);
  await expect(finger.locator("[data-saved], .saved").first()).toContainText("Enregistré", { timeout: 10_000 });
  await finger.reload();
  await hydrated(finger);
  expect(await order(finger)).toEqual([kept[1], kept[0], ...kept.slice(2)]);
  // A finger elsewhere on the line scrolls the page and moves nothing.
  const line = await finger.locator(".rank-zone.list .rank-row p").nth(1).boundingBox();
  if (!line) throw new Error("a line is not shown");
  const there = { x: line.x + 20, y: line.y + 10 };
  await touch("touchStart", [there]);
  for (let step = 1; step <= 6; step++) await touch("touchMove", [{ x: there.x, y: there.y - 20 * step }]);
  await touch("touchEnd", []);
  const now = [kept[1], kept[0], ...kept.slice(2)];
  expect(await order(finger)).toEqual(now);

  // The same list from a seat, by its code alone: a sheet read beside it, a line moved, and back to the seat.
  const code = seats(ADDR, data).find((one) => one.name === "Awa Diop")?.code;
  const place = await (await browser.newContext({ baseURL: BASE, viewport: SIZES.phone, hasTouch: true })).newPage();
  await place.goto(`/direct/place/${code}`);
  await hydrated(place);
  await place.getByRole("link", { name: "Revoir mon classement" }).click();
  await place.waitForURL(/direct\/classement/);
  await hydrated(place);
  expect(await order(place), "the list of who sits there").toEqual(now);
  expect([...(await violations(place)), ...(await wide(place, [390, 320]))]).toEqual([]);
  await place.screenshot({ path: join(FOLDER, "classement-place-phone.png"), caret: "initial" });
  // Up once shares the place above, twice takes it.
  for (let times = 0; times < 2; times++) await place.locator(`#classement-haut-${now[1]}`).click();
  await expect.poll(() => order(place)).toEqual([now[1], now[0], ...now.slice(2)]);
  await expect(place.locator("[data-saved], .saved").first()).toContainText("Enregistré", { timeout: 10_000 });
  await place.getByRole("link", { name: "Revenir à ma place" }).click();
  await place.waitForURL(/direct\/place/);
  await expect(place.locator(".where")).toBeVisible();
  server.kill("SIGTERM");
});

test("from the morning to the published result, read by both sides and checked by anybody", async ({ browser }) => {
  test.setTimeout(240_000);
  mkdirSync(FOLDER, { recursive: true });
  const addr = "127.0.0.1:3926";
  const data = freshFolder();
  expect(command(["seed", "demo"], addr, data).code).toBe(0);
  const server = await serve(addr, data);
  const page = await team(browser, `http://${addr}`);
  await move(page, "matinee", "clore", "La matinée s’est tenue sur papier.");
  await move(page, "preferences-2", "ouvrir");
  for (const account of ["associee", "hote"] as Account[]) {
    const own = await (await browser.newContext({ baseURL: `http://${addr}`, viewport: SIZES.phone })).newPage();
    await signIn(own, account);
    await own.goto(`${MINE}/classement/2`);
    await hydrated(own);
    await own.getByRole("button", { name: "Remettre mon classement" }).click();
    await own.waitForURL(/recu/);
    await own.context().close();
  }
  await move(page, "preferences-2", "clore");
  await move(page, "attribution", "ouvrir");
  await page.goto(`${HERE}/attribution`);
  await page.locator("button[value=essai]").click();
  await page.waitForURL(/fait=essai/);
  await expect(page.locator("main")).toContainText("Rang pour la personne");
  const draft = await page.locator("[name=essai]").first().inputValue();
  for (const [name, size] of Object.entries(SIZES)) {
    await page.setViewportSize(size);
    await page.screenshot({ path: join(FOLDER, `attribution-${name}.png`), fullPage: true, caret: "initial" });
  }
  await page.setViewportSize(SIZES.desktop);
  expect([...(await violations(page)), ...(await wide(page, [1280, 390, 320]))]).toEqual([]);
  await page.fill("form:has(button[value=valider]) [name=reason]", "Lue ensemble, rien à reprendre.");
  await page.locator("button[value=valider]").click();
  await page.waitForURL(/fait=validation/);
  await move(page, "attribution", "clore");
  await move(page, "publication", "ouvrir");
  await page.goto(`${HERE}/attribution?essai=${draft}`);
  await page.locator("button[value=publier]").click();
  await page.waitForURL(/fait=attribution-publiee/);

  for (const [account, title] of [["associee", "Vos deux missions"], ["hote", "Qui rejoint"]] as [Account, string][]) {
    for (const [name, size] of Object.entries(SIZES)) {
      const context = await browser.newContext({ baseURL: `http://${addr}`, viewport: size, hasTouch: name === "phone" });
      const own = await context.newPage();
      await signIn(own, account);
      await own.goto(`${MINE}/resultat`);
      await hydrated(own);
      await own.evaluate(() => document.fonts.ready);
      await expect(own.locator("h1")).toContainText(title);
      await expect(own.locator("main")).toContainText("de votre liste");
      await expect(own.locator("svg.chart")).toBeVisible();
      for (const colorScheme of ["light", "dark"] as const) {
        await own.emulateMedia({ colorScheme });
        await own.screenshot({ path: join(FOLDER, `resultat-${account}-${name}-${colorScheme}.png`), fullPage: true, caret: "initial" });
      }
      expect([...(await violations(own)), ...(await wide(own, [size.width, 320]))], `${account} ${name}`).toEqual([]);
      if (account === "associee" && name === "desktop") {
        const files: string[] = [];
        for (const file of ["classements.json", "plan.json"]) {
          const answer = await own.request.get(`${MINE}/${file}`);
          expect(answer.status()).toBe(200);
          files.push(join(data, file));
          writeFileSync(files[files.length - 1], await answer.body());
        }
        const checked = command(["match", "verify", ...files], addr, data);
        expect(checked.code, checked.out).toBe(0);
      }
      if (name === "phone") {
        // What they think of it: refused without an answer, with the word kept; given; changed.
        await own.fill("#votre-avis textarea", `Merci de la part de ${account}.`);
        await own.locator("#votre-avis form").evaluate((form) => ((form as HTMLFormElement).noValidate = true));
        await own.getByRole("button", { name: "Donner mon avis" }).click();
        await expect(own.locator("#votre-avis")).toContainText("Choisissez une des quatre réponses");
        await expect(own.locator("#votre-avis textarea")).toHaveValue(`Merci de la part de ${account}.`);
        await hydrated(own);
        await own.getByLabel("Plutôt satisfait·e").check();
        await own.getByRole("button", { name: "Donner mon avis" }).click();
        await own.waitForURL(/fait=avis/);
        await expect(own.getByRole("button", { name: "Changer mon avis" })).toBeVisible();
        await expect(own.getByLabel("Plutôt satisfait·e")).toBeChecked();
        expect([...(await violations(own)), ...(await wide(own, [size.width, 320]))], `${account} ${name}`).toEqual([]);
        await own.screenshot({ path: join(FOLDER, `avis-${account}.png`), fullPage: true, caret: "initial" });
      }
      await context.close();
    }
  }
  // The team reads both.
  await page.goto(`${HERE}/attribution`);
  for (const told of ["(1\u00a0réponse sur 24)", "(1\u00a0réponse sur 30)"]) await expect(page.locator("main")).toContainText(told);
  await page.locator("summary", { hasText: "Les réponses, une à une" }).click();
  await expect(page.getByText("Merci de la part de hote.")).toBeVisible();
  server.kill("SIGTERM");
});
