// What every answer carries, and what is refused before it costs anything.
import { expect, open, test } from "./support/fixtures";
import { S3_PATH } from "./support/offers";
import { raw } from "./support/raw";

const nonceOf = (policy: string) => policy.match(/'nonce-([^']+)'/)?.[1] ?? "";

test("documents carry a strict policy with a nonce of their own", async ({ request }) => {
  const seen = new Set<string>();
  for (const path of ["/", "/", "/offres", S3_PATH]) {
    const answer = await request.get(path);
    const policy = answer.headers()["content-security-policy"];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).not.toMatch(/'unsafe-inline'|'unsafe-eval'|\*/);
    const nonce = nonceOf(policy);
    expect(nonce.length).toBeGreaterThanOrEqual(16);
    const html = await answer.text();
    const inline = [...html.matchAll(/<script(?![^>]*\bsrc=)([^>]*)>/g)].map((m) => m[1]).filter((a) => !a.includes("application/ld+json"));
    expect(inline.length).toBeGreaterThan(0);
    for (const attributes of inline) expect(attributes).toContain(`nonce="${nonce}"`);
    expect(html).not.toMatch(/ on(click|load|error|input|change)=/);
    expect(html).not.toMatch(/<[a-z][^>]* style="/);
    seen.add(nonce);
  }
  expect(seen.size, "a nonce never serves twice").toBe(4);
});

test("every kind of answer carries the fixed headers", async ({ request }) => {
  const sheet = (await (await request.get("/")).text()).match(/\/pkg\/style\.[0-9a-f]+\.css/)?.[0] ?? "";
  for (const path of ["/", "/offres", "/offres.rss", "/offres.json", "/sitemap.xml", "/robots.txt", "/sante", "/sante/pret", "/inconnue", "/pkg/inconnu.js", "/icone.svg", sheet, "/api/communes?q=evry", "/api/page?adresse=/offres"]) {
    const h = (await request.get(path)).headers();
    expect(h["x-content-type-options"], path).toBe("nosniff");
    expect(h["x-frame-options"], path).toBe("DENY");
    expect(h["content-security-policy"], path).toContain("default-src 'none'");
    expect(h["referrer-policy"], path).toBeTruthy();
    expect(h["permissions-policy"], path).toContain("camera=()");
    expect(h["x-request-id"], path).toMatch(/^[0-9a-f]{8,}$/);
    expect(h["server"], path).toBeUndefined();
    expect(h["set-cookie"], path).toBeUndefined();
  }
});

test("what is kept for a year carries a mark that changes with it", async ({ page, request }) => {
  const asked = new Set<string>();
  page.on("request", (r) => asked.add(new URL(r.url()).pathname));
  await open(page, "/offres");
  await page.locator('header nav a[href="/organisations"]').click();
  await expect(page.locator(".directory")).toBeVisible();
  const built = [...asked].filter((p) => p.startsWith("/pkg/"));
  expect(built.length).toBeGreaterThan(2);
  const unmarked: string[] = [];
  for (const path of built) {
    const answer = await request.get(path, { headers: { "accept-encoding": "br" } });
    expect(answer.headers()["content-encoding"], `${path} is sent compressed`).toBe("br");
    const kept = /immutable|max-age=\d{6,}/.test(answer.headers()["cache-control"] ?? "");
    if (kept && !/[._-][0-9A-Za-z_-]{8,}\.(js|wasm|css)$/.test(path)) unmarked.push(path);
  }
  expect(unmarked).toEqual([]);
});

test("documents are compressed and never kept by a shared cache", async ({ request }) => {
  const answer = await request.get("/offres", { headers: { "accept-encoding": "br" } });
  expect(answer.headers()["content-encoding"]).toBe("br");
  expect(answer.headers()["cache-control"]).toMatch(/private|no-store/);
  expect(answer.headers()["vary"]).toContain("accept-encoding");
});

test("overlong addresses and headers are refused", async () => {
  const long = await raw(`/offres?q=${"a".repeat(7_000)}`);
  expect(long.status).toBe(414);
  expect(long.body).toContain("trop longue");
  for (const headers of [[`X-Long: ${"a".repeat(40_000)}`], Array.from({ length: 120 }, (_, i) => `X-${i}: 1`)]) {
    const answer = await raw("/", { headers });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  }
  expect((await raw("/offres")).status, "and the site still answers").toBe(200);
});

test("text from the address is shown as text", async ({ page }) => {
  let ran = false;
  await page.exposeFunction("stolen", () => (ran = true));
  const evil = `</title></script>"><img src=x onerror="stolen()"><script>stolen()</script>`;
  await open(page, `/offres?q=${encodeURIComponent(evil)}&lieu=${encodeURIComponent(evil)}&contrat=${encodeURIComponent(evil)}&metier=${encodeURIComponent(evil)}`);
  await expect(page.locator("#q")).toHaveValue(evil);
  await expect(page.locator("img")).toHaveCount(0);
  expect(ran).toBe(false);
});
