// The test every spec uses: it fails on any script error, console error or failed request of the site.
import { test as base, expect, type BrowserContext, type Page, type Response } from "@playwright/test";

/** What went wrong in the browser while a test ran. */
export class Watch {
  readonly problems: string[] = [];
  private readonly allowed: RegExp[] = [];
  private offline = false;

  constructor(context: BrowserContext, private readonly origin: string, script: boolean) {
    context.on("weberror", (e) => this.problems.push(`script error: ${e.error().message}`));
    context.on("console", (m) => {
      // Failed resources are reported below, with their status.
      if (m.type() === "error" && !m.text().startsWith("Failed to load resource")) this.problems.push(`console: ${m.text()}`);
    });
    context.on("response", (r) => this.seen(r));
    context.on("requestfailed", (r) => {
      const why = r.failure()?.errorText ?? "";
      // Without script the browser refuses to fetch any.
      if (!script && why === "csp" && /\.js$/.test(r.url())) return;
      // Leaving a page aborts what it was still loading.
      if (r.url().startsWith(this.origin) && why !== "net::ERR_ABORTED" && !(this.offline && why === "net::ERR_INTERNET_DISCONNECTED")) this.problems.push(`${r.url()}: ${why}`);
    });
  }

  /** This address may answer with an error status in this test. */
  allow(address: RegExp): void {
    this.allowed.push(address);
  }

  /** This test cuts the network. */
  ignoreLostNetwork(): void {
    this.offline = true;
  }

  private seen(r: Response): void {
    if (r.status() < 400 || !r.url().startsWith(this.origin)) return;
    if (!this.allowed.some((a) => a.test(r.url()))) this.problems.push(`${r.status()} ${r.request().method()} ${r.url()}`);
  }
}

export const test = base.extend<{ watch: Watch }>({
  watch: [
    async ({ context, baseURL, javaScriptEnabled }, use) => {
      const watch = new Watch(context, baseURL ?? "", javaScriptEnabled ?? true);
      await use(watch);
      expect(watch.problems, "the browser reported problems").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Goes to an address and waits until the application has taken the page over. */
export async function open(page: Page, path: string, status = 200): Promise<Response> {
  const response = await page.goto(path);
  expect(response?.status(), path).toBe(status);
  await hydrated(page);
  return response as Response;
}

export async function hydrated(page: Page): Promise<void> {
  await expect(page.locator("html[data-hydrated]")).toBeAttached();
  await expect(page.locator("html[data-crashed]")).toHaveCount(0);
}
