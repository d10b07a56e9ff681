// The hands a person has: a keyboard alone, a finger on a phone, a mouse without any script. The same walk is done with each.
import { expect, type Page } from "@playwright/test";
import { hydrated } from "./fixtures";

export interface Upload {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

export interface Hands {
  /** Waits until a page can be used. */
  ready(page: Page): Promise<void>;
  /** Follows a link or presses a button. */
  press(page: Page, selector: string): Promise<void>;
  /** Writes in a field, in place of what it holds. */
  write(page: Page, selector: string, text: string): Promise<void>;
  /** Chooses in a list. */
  choose(page: Page, selector: string, value: string): Promise<void>;
  /** Ticks a box, or one choice of several. */
  tick(page: Page, selector: string): Promise<void>;
  /** Gives a file. */
  give(page: Page, selector: string, file: Upload): Promise<void>;
  /** What a refused form says has to be noticed with these hands. */
  refused(page: Page): Promise<void>;
}

interface Stop {
  found: boolean;
  seen: boolean;
  body: boolean;
  what: string;
  path: string;
}

/** Where the focus is: whether it is what is wanted, and whether it can be seen. */
function stop(page: Page, wanted: string): Promise<Stop> {
  return page.evaluate((wanted) => {
    const e = document.activeElement as HTMLElement;
    const style = getComputedStyle(e);
    const ringed = (s: CSSStyleDeclaration) => (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== "none";
    const box = e.getBoundingClientRect();
    // A choice shown as a button carries the ring on its label.
    const label = e.closest("label");
    // The parts of a date are the browser's own, and so is their ring.
    const own = (e as HTMLInputElement).type === "date";
    const seen = own || (ringed(style) && box.width > 1 && box.height > 1) || (label !== null && ringed(getComputedStyle(label)));
    const path: string[] = [];
    for (let n: Element | null = e; n; n = n.parentElement) path.push(`${n.tagName}:${n.parentElement ? [...n.parentElement.children].indexOf(n) : 0}`);
    return { found: e.matches(wanted), seen, body: e === document.body, what: e.outerHTML.slice(0, 110), path: path.join(">") };
  }, wanted);
}

/** Presses Tab until the focus stands on this. Fails when it never comes, when a focus cannot be seen, or when it stays where it is. */
export async function reach(page: Page, selector: string, most = 320, key = "Tab"): Promise<void> {
  let here = await stop(page, selector);
  let [turns, stays] = [0, 0];
  for (let i = 0; i < most && !here.found; i++) {
    const before = here;
    await page.keyboard.press(key);
    here = await stop(page, selector);
    if (here.body) {
      expect(++turns, `${key} went round the page without ${selector}`).toBeLessThan(3);
      continue;
    }
    // A date has a stop for its day, its month, its year and its calendar; everything else has one.
    stays = here.path === before.path ? stays + 1 : 0;
    expect(stays, `${key} leaves ${before.what}`).toBeLessThan(/type="date/.test(here.what) ? 5 : 1);
    expect(here.seen, `the focus on ${here.what} can be seen`).toBe(true);
  }
  expect(here.found, `${key} reaches ${selector} in ${most} steps; it stands on ${here.what}`).toBe(true);
}

/** The focus is somewhere in the page, and can be seen. */
export async function kept(page: Page, selector: string): Promise<void> {
  await expect.poll(async () => (await stop(page, selector)).found, { message: `the focus is on ${selector}` }).toBe(true);
}

/** Whether this browser asks for the day of a date before its month: its own language decides, not the page's. */
let dayFirst: Promise<boolean> | undefined;

async function asksForTheDayFirst(page: Page): Promise<boolean> {
  const probe = await page.context().newPage();
  await probe.setContent('<input type="date" autofocus>');
  await probe.locator("input").focus();
  await probe.keyboard.type("31122026");
  const value = await probe.locator("input").inputValue();
  await probe.close();
  return value === "2026-12-31";
}

export const keyboard: Hands = {
  ready: hydrated,
  async press(page, selector) {
    await reach(page, selector);
    await page.keyboard.press("Enter");
  },
  async write(page, selector, text) {
    await reach(page, selector);
    if (await page.evaluate(() => (document.activeElement as HTMLInputElement).type === "date")) {
      const [year, month, day] = text.split("-");
      dayFirst ??= asksForTheDayFirst(page);
      await page.keyboard.type(((await dayFirst) ? day + month : month + day) + year);
    } else {
      await page.keyboard.press("Control+A");
      await page.keyboard.type(text);
    }
    await expect(page.locator(selector)).toHaveValue(text);
  },
  async choose(page, selector, value) {
    await reach(page, selector);
    const steps = await page.locator(selector).evaluate((s, v) => [...(s as HTMLSelectElement).options].findIndex((o) => o.value === v) - (s as HTMLSelectElement).selectedIndex, value);
    for (let i = 0; i < Math.abs(steps); i++) await page.keyboard.press(steps > 0 ? "ArrowDown" : "ArrowUp");
    await expect(page.locator(selector)).toHaveValue(value);
  },
  async tick(page, selector) {
    const one = page.locator(selector);
    const name = await one.getAttribute("name");
    const form = (await one.evaluate((e) => (e as HTMLInputElement).form?.id)) ?? "";
    const group = `${form ? `#${form} ` : ""}input[name="${name}"]`;
    // One stop for several choices: the arrows go from one to the next.
    await reach(page, `${(await one.getAttribute("type")) === "radio" ? group : selector}`);
    for (let i = 0; i < 12 && !(await one.evaluate((e) => e === document.activeElement)); i++) await page.keyboard.press("ArrowRight");
    if (!(await one.isChecked())) await page.keyboard.press("Space");
    await expect(one).toBeChecked();
  },
  async give(page, selector, file) {
    await reach(page, selector);
    const chosen = page.waitForEvent("filechooser");
    // The browser is told that somebody else chooses: after a round trip it knows.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
    await page.keyboard.press("Enter");
    await (await chosen).setFiles(file);
  },
  async refused(page) {
    await expect(page.locator(".notice.error").first()).toBeVisible();
    await hydrated(page);
    await kept(page, ".notice.error");
  },
};

/** Hands that go straight to what they see. */
function direct(ready: Hands["ready"], press: (page: Page, selector: string) => Promise<void>): Hands {
  return {
    ready,
    press,
    write: (page, selector, text) => page.locator(selector).fill(text),
    choose: async (page, selector, value) => void (await page.locator(selector).selectOption(value)),
    tick: (page, selector) => page.locator(selector).check({ force: true }),
    give: (page, selector, file) => page.locator(selector).setInputFiles(file),
    refused: (page) => expect(page.locator(".notice.error").first()).toBeInViewport(),
  };
}

export const finger = direct(hydrated, (page, selector) => page.locator(selector).first().tap());
export const mouse = direct(async () => {}, (page, selector) => page.locator(selector).first().click());
