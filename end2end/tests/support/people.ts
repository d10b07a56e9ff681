// The demo accounts, and signing in as one of them once per run.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { BASE, dataFolder } from "./server";

export const PASSWORD = "pont de bois sur la rivière";
export type Account = "admin" | "equipe" | "candidate" | "associee" | "fellow" | "mentor" | "coach" | "hote" | "recruteuse";

type State = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** Where the session of an account is kept for every worker of this run: signing in again and again meets the limits on attempts. */
const kept = (account: Account) => join(dataFolder(), `seance-${account}.json`);

/** Signs in with the password, as one does. */
export async function signIn(page: Page, account: Account): Promise<void> {
  await page.goto("/connexion");
  await page.locator("summary").click();
  await page.fill("input[name=compte]", `${account}@demo.example`);
  await page.fill("input[name=passe]", PASSWORD);
  await page.click("button[value=passe]");
  await page.waitForURL(/mon-espace/);
}

/** Puts the cookie of an account into a context, signing in once per run. */
export async function become(context: BrowserContext, browser: Browser, account: Account): Promise<void> {
  let state: State | undefined = existsSync(kept(account)) ? (JSON.parse(readFileSync(kept(account), "utf8")) as State) : undefined;
  if (!state) {
    const apart = await browser.newContext({ baseURL: BASE });
    await signIn(await apart.newPage(), account);
    state = await apart.storageState();
    writeFileSync(kept(account), JSON.stringify(state));
    await apart.close();
  }
  await context.addCookies(state.cookies);
}

/** Signs somebody in by the link they receive, new or not. */
export async function byLink(page: Page, address: string): Promise<void> {
  await page.goto("/connexion");
  await page.fill("#lien input[name=courriel]", address);
  await page.getByRole("button", { name: "Recevoir un lien" }).click();
  await page.waitForURL(/envoye/);
  await openMail(page, address);
  await page.locator(".ways a", { hasText: "/connexion/lien/" }).click();
  await page.getByRole("button", { name: "Me connecter" }).click();
  await page.waitForURL(/mon-espace/);
}

/** The latest mail to an address, in the mailbox of development: its page, open. */
export async function openMail(page: Page, address: string): Promise<void> {
  await page.goto("/dev/mail");
  await page.locator("tbody tr", { hasText: address }).first().locator("a").click();
  await page.waitForURL(/dev\/mail\/\d+/);
}
