// The room of the demo world: who sits where, and the browsers of its morning.
import { execFileSync } from "node:child_process";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { PASSWORD } from "./people";
import { BINARY, serverEnv } from "./server";

export interface Place {
  side: string;
  name: string;
  code: string;
}

/** Name, side and code of every seat of the room of the demo world, as `passerelle live codes` prints them. */
export function seats(addr: string, data: string, more: Record<string, string> = {}): Place[] {
  const text = execFileSync(BINARY, ["live", "codes"], { env: { ...serverEnv(addr, data), ...more } }).toString();
  return text.trim().split("\n").map((line) => line.split("\t")).map(([side, code, name]) => ({ side, code, name }));
}

/** A page of the team, signed in. */
export async function team(browser: Browser, base: string, prepare?: (context: BrowserContext) => Promise<void>): Promise<Page> {
  const context = await browser.newContext({ baseURL: base, viewport: { width: 1280, height: 800 } });
  await prepare?.(context);
  const page = await context.newPage();
  await page.goto("/connexion");
  await page.locator("summary").click();
  await page.fill("input[name=compte]", "equipe@demo.example");
  await page.fill("input[name=passe]", PASSWORD);
  await page.click("button[value=passe]");
  await page.waitForURL(/mon-espace/);
  return page;
}

/** A telephone at a seat. */
export async function seat(browser: Browser, base: string, code: string, prepare?: (context: BrowserContext) => Promise<void>): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ baseURL: base, viewport: { width: 390, height: 844 }, hasTouch: true });
  await prepare?.(context);
  const page = await context.newPage();
  await page.goto(`/direct/place/${code}`);
  await page.locator("html[data-hydrated]").waitFor();
  return { context, page };
}
