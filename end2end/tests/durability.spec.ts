// The server is killed while fields save and a CV arrives: what was acknowledged is there after, nothing half-written is shown.
import { expect, test } from "@playwright/test";
import { pdf } from "./support/pdf";
import { PASSWORD } from "./support/people";
import { command, freshFolder, serve } from "./support/server";

const ADDR = "127.0.0.1:3917";
const ROUNDS = 6;
const FORM = { "content-type": "application/x-www-form-urlencoded", origin: `http://${ADDR}` };

const later = (ms: number) => new Promise<void>((wake) => setTimeout(wake, ms));

async function signIn(): Promise<string> {
  const body = new URLSearchParams({ geste: "passe", formulaire: "passe", compte: "candidate@demo.example", passe: PASSWORD });
  const answer = await fetch(`http://${ADDR}/connexion`, { method: "POST", body, headers: FORM, redirect: "manual" });
  return (answer.headers.get("set-cookie") ?? "").split(";")[0];
}

/** What the page of the file holds: the letter, its version, and where the CV is. */
async function read(page: string, cookie: string): Promise<{ letter: string; version: string; cv: string | undefined }> {
  const html = await (await fetch(page, { headers: { cookie } })).text();
  const area = /<textarea[^>]*name="letter"[^>]*>([^<]*)<\/textarea>/.exec(html);
  const version = /data-version="(\d+)"/.exec(area?.[0] ?? "");
  return { letter: area?.[1] ?? "", version: version?.[1] ?? "0", cv: /href="(\/fichiers\/\d+)"/.exec(html)?.[1] };
}

test("nothing acknowledged is lost over kill -9", async () => {
  test.setTimeout(120_000);
  const data = freshFolder();
  expect(command(["seed", "demo"], ADDR, data).code).toBe(0);
  let server = await serve(ADDR, data);
  let cookie = await signIn();
  const list = await (await fetch(`http://${ADDR}/mon-espace/dossiers`, { headers: { cookie } })).text();
  const page = `http://${ADDR}${/href="(\/mon-espace\/dossiers\/\d+)"/.exec(list)?.[1]}`;
  for (let round = 0; round < ROUNDS; round++) {
    let { version } = await read(page, cookie);
    let acknowledged = "";
    let sent = "";
    let alive = true;
    const file = new FormData();
    const bytes = pdf(`CV ${round}`);
    file.set("geste", "cv");
    file.set("formulaire", "cv-envoi");
    file.set("cv", new Blob([new Uint8Array(bytes)], { type: "application/pdf" }), `cv-${round}.pdf`);
    const upload = fetch(page, { method: "POST", body: file, headers: { cookie, origin: FORM.origin }, redirect: "manual" }).then((a) => a.status, () => 0);
    // Later each round, and never before something was acknowledged: there has to be something to lose.
    const killed = (async () => {
      await later(250 + 170 * round);
      for (let n = 0; n < 200 && !acknowledged; n++) await later(50);
      const gone = new Promise<void>((done) => server.once("exit", () => done()));
      server.kill("SIGKILL");
      alive = false;
      await gone;
    })();
    for (let n = 0; alive; n++) {
      sent = `Tour ${round}, texte ${n}`;
      const body = new URLSearchParams({ geste: "champ", champ: "letter", valeur: sent, version });
      const answer = await fetch(page, { method: "POST", body, headers: { ...FORM, cookie, accept: "application/json" } }).then(async (a) => (a.ok ? ((await a.json()) as { state: string; version: string }) : null), () => null);
      if (answer?.state === "saved") { acknowledged = sent; version = answer.version; }
    }
    await killed;
    const uploaded = await upload;
    server = await serve(ADDR, data);
    const there = await read(page, cookie);
    expect([acknowledged, sent], `round ${round}`).toContain(there.letter);
    expect(acknowledged, `round ${round}: no field was acknowledged before the kill`).not.toBe("");
    if (uploaded === 303) expect(there.cv, `round ${round}: the CV was acknowledged`).toBeTruthy();
    if (there.cv) {
      const kept = Buffer.from(await (await fetch(`http://${ADDR}${there.cv}`, { headers: { cookie } })).arrayBuffer());
      expect(kept.subarray(0, 5).toString() + kept.subarray(-6).toString().trim(), `round ${round}: a whole file`).toBe("%PDF-%%EOF");
    }
    cookie = cookie || (await signIn());
  }
  server.kill("SIGTERM");
});

test("no rating of the morning that was acknowledged is lost or doubled over kill -9", () => {
  test.setTimeout(120_000);
  const { code, out } = command(["hammer-live", "--rounds", "40"], ADDR, freshFolder());
  expect(out).toContain("none lost, none doubled");
  expect(code).toBe(0);
});
