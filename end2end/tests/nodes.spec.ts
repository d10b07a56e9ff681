// Two servers on one PostgreSQL, behind one address that sends each request to the next of them: one room. One is killed in a round.
import { expect, test, type BrowserContext, type Page } from "@playwright/test";
import { balancer } from "./support/balancer";
import { postgres } from "./support/postgres";
import { seat, seats, team, type Place } from "./support/room";
import { command, freshFolder, serve } from "./support/server";

const ADDR = "127.0.0.1:3921";
const NODES = ["127.0.0.1:3922", "127.0.0.1:3923"];
const BASE = `http://${ADDR}`;
/** From the end of a server to what is said after, everywhere. */
const BACK_MS = 5_000;

interface Heard {
  rev: number;
  op: string;
  at: number;
}

/** Notes what the page's own stream brings: the changes it applies, and the room it begins anew from. */
async function listen(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const heard: { rev: number; op: string; at: number }[] = [];
    (window as unknown as { heard: typeof heard }).heard = heard;
    const Plain = window.EventSource;
    window.EventSource = class extends Plain {
      constructor(url: string | URL, options?: EventSourceInit) {
        super(url, options);
        this.addEventListener("change", (e) => {
          const change = JSON.parse((e as MessageEvent<string>).data) as { rev: number; op: string };
          heard.push({ rev: change.rev, op: change.op, at: Date.now() });
        });
        this.addEventListener("snapshot", (e) => {
          const { room } = JSON.parse((e as MessageEvent<string>).data) as { room: { rev: number } };
          heard.push({ rev: room.rev, op: "snapshot", at: Date.now() });
        });
      }
    };
  });
}

const heardBy = (page: Page): Promise<Heard[]> => page.evaluate(() => (window as unknown as { heard: Heard[] }).heard);
const latest = async (page: Page): Promise<number> => Math.max(0, ...(await heardBy(page)).map((h) => h.rev));

/** The room as a server tells it to a seat. */
async function room(node: string, code: string): Promise<{ rev: number; associates: { id: number }[]; hosts: { id: number }[]; meetings: { associate: number; host: number }[] }> {
  const answer = await fetch(`http://${node}/direct/1/flux?place=${code}`);
  let text = "";
  const decoder = new TextDecoder();
  for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(part, { stream: true });
    const found = /event: snapshot\ndata: (.*)\n\n/.exec(text);
    if (found) return (JSON.parse(found[1]) as { room: never }).room;
  }
  throw new Error("no room came");
}

interface Note {
  target: number;
  note: string;
}

/** One hand that rates the same people again and again, each time with the next number, until told to stop. */
function hand(place: Place, targets: number[]) {
  const told = new Map(targets.map((t) => [t, { sent: 0, acknowledged: 0 }]));
  let going = true;
  let number = 0;
  let after = 0;
  let counting = false;
  const work = (async () => {
    while (going) {
      number++;
      const target = targets[number % targets.length];
      const one = told.get(target)!;
      one.sent = number;
      const score = (shift: number) => (Math.floor(number / 5 ** shift) % 5) + 1;
      const rating = { op: `${place.code}-${number}`, target, scores: [0, 1, 2, 3].map(score), note: String(number), written: Date.now() };
      // As a telephone does: the same rating under the same id until something answers.
      for (let kept = false; going && !kept; ) {
        const status = await fetch(`${BASE}/direct/1/notes?place=${place.code}`, { method: "POST", body: JSON.stringify(rating), headers: { origin: BASE } }).then((a) => a.status, () => 0);
        kept = status === 200;
        if (status !== 200) {
          expect(status === 0 || status >= 500, `a rating was answered ${status}`).toBe(true);
          await new Promise((wake) => setTimeout(wake, 50));
        }
        if (kept) one.acknowledged = number;
        if (kept && counting) after++;
      }
      await new Promise((wake) => setTimeout(wake, 15));
    }
  })();
  return {
    /** From now on, how many are acknowledged is counted. */
    count: () => { counting = true; },
    after: () => after,
    stop: async () => { going = false; await work; },
    /** Reads every note back from a server: each once, none older than the last acknowledged. */
    check: async (node: string) => {
      const { ratings } = (await (await fetch(`http://${node}/direct/1/notes?place=${place.code}`)).json()) as { ratings: Note[] };
      const held = new Map(ratings.map((r) => [r.target, Number(r.note)]));
      expect(held.size, `${place.name}: a rating is there twice`).toBe(ratings.length);
      for (const [target, { sent, acknowledged }] of told) {
        const there = held.get(target) ?? 0;
        expect(there, `${place.name}: acknowledged ${acknowledged}`).toBeGreaterThanOrEqual(acknowledged);
        expect(there, `${place.name}: sent ${sent}`).toBeLessThanOrEqual(sent);
      }
      return [...told.values()].reduce((n, t) => n + t.acknowledged, 0);
    },
  };
}

test("two servers hold one room: one order everywhere, and a killed one loses nothing", async ({ browser }) => {
  test.setTimeout(180_000);
  const pg = await postgres();
  const more = { DATABASE_URL: pg.url, PASSERELLE_BASE_URL: BASE };
  const data = [freshFolder(), freshFolder()];
  expect(command(["seed", "demo"], NODES[0], data[0], more).code).toBe(0);
  const servers = await Promise.all(NODES.map((node, i) => serve(node, data[i], more)));
  const front = await balancer(ADDR, NODES);
  try {
    const all = seats(NODES[0], data[0], more);
    const of = (side: string) => all.filter((s) => s.side === side);
    const [associates, hosts] = [of("associe"), of("hote")];
    expect([associates.length, hosts.length]).toEqual([24, 30]);

    const regie = await team(browser, BASE, listen);
    await regie.goto("/direct/1/regie");
    await regie.locator("html[data-hydrated]").waitFor();
    const opened = await browser.newContext({ baseURL: BASE, viewport: { width: 1280, height: 800 } });
    await listen(opened);
    const wall = await opened.newPage();
    await wall.goto((await regie.locator("nav a", { hasText: "mur" }).getAttribute("href")) ?? "");
    const people: Page[] = [];
    for (const s of [...associates.slice(0, 3), ...hosts.slice(0, 3)]) people.push((await seat(browser, BASE, s.code, listen)).page);
    const everywhere = [regie, wall, ...people];
    await expect.poll(() => NODES.map((n) => (front.streams.get(n) ?? 0) > 1), { message: "each server has streams of its own" }).toEqual([true, true]);

    // Operations go to the one and to the other, several at once; both tell the same order.
    await regie.getByRole("button", { name: "Démarrer" }).click();
    for (const page of people) await expect(page.locator(".where")).toContainText("Manche 1 sur", { timeout: 10_000 });
    const say = (op: object, id: string) => regie.evaluate(async ([op, id]) => {
      for (let n = 0; n < 40; n++) {
        const answer = await fetch("/direct/1/gestes", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ id, op }) }).catch(() => null);
        if (answer && answer.status < 500) return { status: answer.status, rev: ((await answer.json()) as { rev: number }).rev };
        await new Promise((wake) => setTimeout(wake, 100));
      }
      return { status: 0, rev: 0 };
    }, [JSON.stringify({ op: "", seconds: null, side: null, at: null, presence: null, plan: null, meetings: null, hosts: null, broken: null, why: null, ...op }), id] as const);
    const longer = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((n) => say({ op: "extend", seconds: 60 + n }, `plus-long-${n}`)));
    expect(longer.map((a) => a.status)).toEqual(longer.map(() => 200));
    expect(new Set(longer.map((a) => a.rev)).size, "each has a revision of its own").toBe(8);
    // Sent again, to whichever server: the revision it was given.
    for (const n of [1, 2]) expect((await say({ op: "extend", seconds: 61 }, "plus-long-1")).rev, `again ${n}`).toBe(longer[0].rev);
    for (const node of NODES) expect(front.served.get(node)?.some((r) => r === "POST /direct/1/gestes"), node).toBe(true);
    const rev = Math.max(...longer.map((a) => a.rev));
    for (const page of everywhere) await expect.poll(() => latest(page), { timeout: 10_000 }).toBe(rev);

    // People rate the whole time, through both.
    const plan = await room(NODES[1], associates[0].code);
    const hands = associates.slice(4, 12).map((s, i) => {
      const at = i + 4;
      const met = plan.meetings.filter((m) => m.associate === at).map((m) => plan.hosts[m.host].id);
      return hand(s, met);
    });
    await new Promise((wake) => setTimeout(wake, 1_500));

    // One dies in the round, the one with the console's stream or not: each time the test runs it is the one with more to lose.
    const dead = (front.streams.get(NODES[0]) ?? 0) >= (front.streams.get(NODES[1]) ?? 0) ? 0 : 1;
    const alive = NODES[1 - dead];
    hands.forEach((h) => h.count());
    servers[dead].kill("SIGKILL");
    const killed = Date.now();
    const said = await say({ op: "pause" }, "pause-apres");
    expect(said.status).toBe(200);
    expect(said.rev).toBeGreaterThan(rev);
    for (const page of everywhere) await expect.poll(() => latest(page), { timeout: 10_000 }).toBeGreaterThanOrEqual(said.rev);
    for (const [i, page] of everywhere.entries()) {
      const at = (await heardBy(page)).find((h) => h.rev >= said.rev)?.at ?? Infinity;
      expect(at - killed, `context ${i} was back too late`).toBeLessThan(BACK_MS);
    }
    // What is shown is what was told.
    for (const page of people) await expect(page.locator(".seat")).toContainText("arrêté la montre");
    await expect(wall.locator("body")).toContainText("en pause");
    await expect(regie.getByRole("button", { name: "Reprendre" })).toBeEnabled({ timeout: 10_000 });
    await regie.getByRole("button", { name: "Reprendre" }).click();
    for (const page of everywhere) await expect.poll(() => latest(page), { timeout: 10_000 }).toBe(said.rev + 1);

    // One order: whatever a page heard of a revision, every other heard the same, and none was skipped or told twice.
    const orders = await Promise.all(everywhere.map(heardBy));
    const log = new Map<number, string>();
    for (const [i, heard] of orders.entries()) {
      for (const [n, { rev, op }] of heard.entries()) {
        if (op !== "snapshot") {
          expect(log.get(rev) ?? op, `context ${i}, revision ${rev}`).toBe(op);
          log.set(rev, op);
          if (n > 0) expect(rev, `context ${i}`).toBe(heard[n - 1].rev + 1);
        }
      }
    }
    expect(log.size).toBeGreaterThan(10);

    await new Promise((wake) => setTimeout(wake, 1_000));
    await Promise.all(hands.map((h) => h.stop()));
    for (const [i, h] of hands.entries()) {
      expect(h.after(), `hand ${i} went on after the kill`).toBeGreaterThan(0);
      expect(await h.check(alive)).toBeGreaterThan(0);
    }
    // The dead one comes back and tells the same.
    servers[dead] = await serve(NODES[dead], data[dead], more);
    expect((await room(NODES[dead], associates[0].code)).rev).toBe(said.rev + 1);
    for (const h of hands) await h.check(NODES[dead]);
  } finally {
    servers.forEach((s) => s.kill("SIGKILL"));
    front.stop();
    await pg.stop();
  }
});
