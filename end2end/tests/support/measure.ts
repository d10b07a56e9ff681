// The weight of a page as a browser with nothing in its cache loads it.
import type { CDPSession, Page } from "@playwright/test";

export interface Sent {
  path: string;
  kind: string;
  /** Bytes of body on the wire, as compressed. */
  bytes: number;
  /** Whether it was asked for before the application had taken over. */
  early: boolean;
  blocking: boolean;
}

interface Flight {
  url: string;
  kind: string;
  head: number;
}

/** Loads a page in a fresh browser context and lists everything it asked for. */
export async function weigh(page: Page, path: string): Promise<{ sent: Sent[]; nodes: number }> {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  await cdp.send("Network.enable");
  const flights = new Map<string, Flight>();
  const sent: Sent[] = [];
  let hydrated = false;
  const early = new Map<string, boolean>();
  cdp.on("Network.requestWillBeSent", (e) => {
    flights.set(e.requestId, { url: e.request.url, kind: "", head: 0 });
    early.set(e.requestId, !hydrated);
  });
  cdp.on("Network.responseReceived", (e) => {
    const f = flights.get(e.requestId);
    if (f) Object.assign(f, { kind: kind(e.response.mimeType), head: e.response.encodedDataLength });
  });
  cdp.on("Network.loadingFinished", (e) => {
    const f = flights.get(e.requestId);
    if (f && f.url.startsWith("http")) {
      sent.push({ path: new URL(f.url).pathname, kind: f.kind, bytes: e.encodedDataLength - f.head, early: early.get(e.requestId) ?? false, blocking: false });
    }
  });
  await page.goto(path);
  await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
  hydrated = true;
  await page.waitForLoadState("networkidle");
  const blocking = await page.evaluate(() => {
    const all = performance.getEntriesByType("resource") as (PerformanceResourceTiming & { renderBlockingStatus?: string })[];
    return all.filter((r) => r.renderBlockingStatus === "blocking").map((r) => new URL(r.name).pathname);
  });
  for (const s of sent) s.blocking = blocking.includes(s.path);
  const icon = await page.locator('link[rel="icon"]').getAttribute("href");
  // A browser without a window does not ask for the icon: people's browsers do.
  if (icon && !sent.some((s) => s.path === icon)) {
    const answer = await page.request.get(icon);
    sent.push({ path: icon, kind: "icon", bytes: (await answer.body()).length, early: true, blocking: false });
  }
  return { sent, nodes: await page.evaluate(() => document.querySelectorAll("*").length) };
}

function kind(mime: string): string {
  if (mime.includes("html")) return "html";
  if (mime.includes("css")) return "css";
  if (mime.includes("font") || mime.includes("woff")) return "font";
  if (mime.includes("javascript")) return "js";
  if (mime.includes("wasm")) return "wasm";
  if (mime.includes("svg")) return "icon";
  return "other";
}
