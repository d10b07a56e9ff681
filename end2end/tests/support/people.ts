// The demo accounts, and signing in as one of them once per worker.
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { BASE } from "./server";

export const PASSWORD = "pont de bois sur la rivière";
export type Account = "admin" | "equipe" | "candidate" | "associee" | "fellow" | "mentor" | "coach" | "hote" | "recruteuse";

type State = Awaited<ReturnType<BrowserContext["storageState"]>>;
const kept = new Map<Account, State>();

/** Signs in with the password, as one does. */
export async function signIn(page: Page, account: Account): Promise<void> {
  await page.goto("/connexion");
  await page.locator("summary").click();
  await page.fill("input[name=compte]", `${account}@demo.example`);
  await page.fill("input[name=passe]", PASSWORD);
  await page.click("button[value=passe]");
  await page.waitForURL(/mon-espace/);
}

/** Puts the cookie of an account into a context, signing in once per worker. */
export async function become(context: BrowserContext, browser: Browser, account: Account): Promise<void> {
  let state = kept.get(account);
  if (!state) {
    const apart = await browser.newContext({ baseURL: BASE });
    await signIn(await apart.newPage(), account);
    state = await apart.storageState();
    kept.set(account, state);
    await apart.close();
  }
  await context.addCookies(state.cookies);
}

/** The latest mail to an address, in the mailbox of development: its page, open. */
export async function openMail(page: Page, address: string): Promise<void> {
  await page.goto("/dev/mail");
  await page.locator("tbody tr", { hasText: address }).first().locator("a").click();
  await page.waitForURL(/dev\/mail\/\d+/);
}
