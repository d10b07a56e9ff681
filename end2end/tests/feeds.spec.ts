// What machines read: feeds, sitemap, robots, health.
import { total } from "./support/board";
import { expect, test } from "./support/fixtures";
import { CLOSED_PATH, S3, S3_PATH, S4_PATH } from "./support/offers";

const parses = (xml: string) => {
  const doc = new DOMParser().parseFromString(xml, "application/xml");
  return { error: doc.querySelector("parsererror")?.textContent ?? "", root: doc.documentElement.nodeName };
};

for (const [path, kind, root, item] of [
  ["/offres.rss", "application/rss+xml", "rss", "<item>"],
  ["/offres.atom", "application/atom+xml", "feed", "<entry>"],
  ["/offres.xml", "application/xml", "source", "<job>"],
]) {
  test(`${path} is well-formed and holds the two source offers`, async ({ page, request }) => {
    const answer = await request.get(`${path}?q=mission`);
    expect(answer.headers()["content-type"]).toContain(kind);
    const xml = await answer.text();
    expect(await page.evaluate(parses, xml)).toEqual({ error: "", root });
    for (const offer of [S3_PATH, S4_PATH]) expect(xml.includes(offer), offer).toBe(true);
    await page.goto("/offres?q=mission");
    expect(xml.split(item).length - 1).toBe(Math.min(await total(page), 60));
    for (const hostile of ["q=%3Cscript%3E%26%22", "q=%00%01%ef%bf%be", "lieu=%3C!%5BCDATA%5B", "q=]]%3E"]) {
      const again = await (await request.get(`${path}?${hostile}`)).text();
      expect((await page.evaluate(parses, again)).error, hostile).toBe("");
    }
  });
}

test("/offres.json is a JSON Feed with the structured offer", async ({ request }) => {
  const answer = await request.get("/offres.json?q=étude-action");
  expect(answer.headers()["content-type"]).toContain("json");
  const feed = await answer.json();
  expect(feed.version).toContain("jsonfeed.org");
  const item = feed.items.find((i: { url: string }) => i.url.endsWith(S3_PATH));
  expect(item.title).toBe(S3.title);
  expect(item._offre.contracts).toEqual(["stage", "alternance"]);
  expect(item._offre.pay).toEqual({ kind: "legal", reference: "Indemnité légale" });
});

test("the sitemap lists what is open, and everything it lists answers", async ({ page, request }) => {
  const xml = await (await request.get("/sitemap.xml")).text();
  expect((await page.evaluate(parses, xml)).error).toBe("");
  const places = [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map((m) => m[1]);
  expect(new Set(places).size).toBe(places.length);
  const paths = places.map((p) => new URL(p).pathname);
  for (const path of ["/", "/offres", S3_PATH, S4_PATH, "/organisations/we-co", "/charte", "/mag"]) expect(paths).toContain(path);
  expect(paths).not.toContain(CLOSED_PATH);
  const wrong: string[] = [];
  for (const place of places) {
    const answer = await request.get(place);
    if (answer.status() !== 200 || /name="robots" content="noindex/.test(await answer.text())) wrong.push(`${answer.status()} ${place}`);
  }
  expect(wrong).toEqual([]);
});

test("robots.txt points at the sitemap and shuts nothing public", async ({ request, baseURL }) => {
  const text = await (await request.get("/robots.txt")).text();
  expect(text).toContain(`Sitemap: ${baseURL}/sitemap.xml`);
  expect(text).not.toMatch(/^Disallow: \/$/m);
  expect(text).not.toContain("/offres");
});

test("health: alive, and ready with its database and its index checked", async ({ request }) => {
  expect((await request.get("/sante")).status()).toBe(200);
  const ready = await request.get("/sante/pret");
  expect(ready.status()).toBe(200);
  const body = await ready.json();
  expect(body.base.repond).toBe(true);
  expect(body.index.documents).toBeGreaterThan(60);
  expect(body.index.retard).toBe(0);
});
