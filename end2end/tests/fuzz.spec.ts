// Some two hundred hostile requests: never a fault, never their text as markup.
import { expect, test } from "./support/fixtures";
import { raw, type Answer } from "./support/raw";

const VALUES = [
  "%00", "%", "%zz", "%ff%fe", "%c3%28", "%F0%9F%A6%8A", "%3Cscript%3Ealert(1)%3C/script%3E", "%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "%3C/title%3E%3Cscript%3Ealert(1)%3C/script%3E", "%3C/textarea%3E%3Cimg%20src=x%20onerror=alert(1)%3E",
  "'%22;--", "1'%20OR%20'1'='1", "..%2f..%2fetc%2fpasswd", "-1", "1e999", "NaN", "99999999999999999999", "%E2%80%AE%E2%80%8B",
  "%0d%0aSet-Cookie:%20volee=1", "%7B%7B7*7%7D%7D", "(((((((((", "*:*%20AND%20%5B*%20TO%20*%5D~9", "a".repeat(4_000), "e%CC%81".repeat(300),
];
const FIELDS = ["q", "lieu", "rayon", "contrat", "secteur", "teletravail", "depuis", "remuneration", "tri", "page"];
const PATHS = [
  "/%00", "/%", "/%zz", "/%ff", "//ailleurs.example", "/../../etc/passwd", "/..%2f..%2fetc/passwd", "/offres/%00", "/offres/%ff%fe", "/offres/%3Cscript%3Ealert(1)%3C/script%3E",
  "/offres/<script>alert(1)</script>", "/offres/" + "a".repeat(3_000), "/offres//", "/offres/../offres", "/organisations/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
  "/organisations/' OR 1=1", "/conseils/..%2f..%2fCargo.toml", "/mag/%E2%80%AE", "/en/en/en", "/en/%00", "/EN/offres", "/pkg/../../Cargo.toml", "/pkg/%2e%2e/%2e%2e/Cargo.toml",
  "/pkg/..%2f..%2fCargo.toml", "/pkg/.htaccess", "/pkg//etc/passwd", "/fonts/../../../etc/passwd", "/fonts/%00.woff2", "/icone.svg/..", "/offres.rss/..", "/offres.exe",
  "/api/suggestions", "/api/suggestions?q=%00", "/api/suggestions?q=%3Cscript%3Ealert(1)%3C/script%3E", "/api/suggestions?q=((((", "/api/communes?q=" + "a".repeat(3_000), "/api/communes?q=%ff", "/api/communes?q=%28%28",
  "/api/inconnue", "/api/page", "/api/page?adresse=", "/api/page?adresse=en", "/api/page?adresse=/en", "/api/page?adresse=//en", "/api/page?adresse=/en//", "/api/page?adresse=/en?q=a", "/api/page?adresse=%2F%65n", "/api/page?adresse=/offres%3Fq=%2500",
  "/api/page?adresse=/offres/%253Cscript%253Ealert(1)", "/api/page?adresse=?????", "/api/page?adresse=http://ailleurs.example/offres", "/api/page?adresse=/../../etc/passwd", "/api/page?adresse=" + "/en".repeat(900), "/api/page?adresse=%ff", "/api/page?adresse=/a&adresse=/b",
  "/en?", "//en", "/en/", "/en//", "/%65n", "/en%2Foffres", "/api/", "*", "offres", "http://ailleurs.example/", "/é", "/offres?q=é<>\"",
  "/offres?" + "q=a&".repeat(900), "/offres?" + "contrat=stage&".repeat(300), "/offres?" + "&".repeat(3_000), "/offres?=&==&a", "/offres?page=0&page=-1&page=2", "/offres??q=a", "/offres?q=a#<script>alert(1)</script>",
  "/offres?q[]=a&q[b]=c", "/offres?contrat=" + "stage,".repeat(500), "/definir-mes-criteres?fait=1&lieu=%00&secteur=%ff", "/definir-mes-criteres?fait=2&rayon=a", "/offres.rss?q=%ff", "/offres.json?page=999999999",
  "/offres.xml?lieu=%00", "/offres.atom?tri=%3Cscript%3Ealert(1)", "/sante/..", "/sante/pret/x", "/preferences", "/.git/config", "/.env", "/wp-login.php", "/Cargo.toml", "/data/passerelle.db",
];
const METHODS = ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "HEAD", "PROPFIND", "ABC", "get", "M-SEARCH"];
const TARGETS = ["/", "/offres", "/contact", "/preferences", "/api/page", "/offres.rss", "/inconnue"];

function judge(what: string, a: Answer, faults: string[]): void {
  if (a.status >= 500 || a.status === 0) faults.push(`${a.status} ${what.slice(0, 120)}`);
  if (/<script>\s*alert|<img[^>]*onerror/i.test(a.body)) faults.push(`unescaped ${what.slice(0, 120)}`);
  if (/set-cookie: volee/i.test(a.head)) faults.push(`header injected ${what.slice(0, 120)}`);
  if (/root:.*:0:0|\[package\]|SQLite format/.test(a.body)) faults.push(`file read ${what.slice(0, 120)}`);
}

for (const field of FIELDS) {
  test(`hostile values of ${field}`, async () => {
    const faults: string[] = [];
    for (const value of VALUES) {
      const target = `/offres?${field}=${value}`;
      const answer = await raw(target);
      judge(target, answer, faults);
      if (answer.status !== 200) faults.push(`${answer.status}, not a page with results: ${target.slice(0, 120)}`);
    }
    expect(faults).toEqual([]);
  });
}

test("hostile paths", async () => {
  const faults: string[] = [];
  for (const path of PATHS) judge(path, await raw(path), faults);
  expect(faults).toEqual([]);
});

test("odd methods", async () => {
  const faults: string[] = [];
  for (const method of METHODS) for (const target of TARGETS) judge(`${method} ${target}`, await raw(target, { method }), faults);
  expect(faults).toEqual([]);
});

test("odd bodies and headers", async () => {
  const faults: string[] = [];
  const form = "Content-Type: application/x-www-form-urlencoded";
  const bodies: [string, string[], Buffer | string][] = [
    ["/contact", [form], Buffer.from([0xff, 0xfe, 0x00, 0x26, 0x3d])], ["/contact", [form], "nom=%ff&courriel=%00&sujet=%0d%0a&message=%F0"], ["/contact", [], "nom=a"], ["/contact", ["Content-Type: text/plain"], "nom=a"],
    ["/contact", ["Content-Type: multipart/form-data; boundary=x"], "--x--"], ["/contact", [form], "nom=" + "a".repeat(200_000)], ["/contact", [form], "nom=a&nom=b&nom=c"], ["/preferences", [form], "theme=%00&retour=%0d%0aSet-Cookie:%20volee=1"],
    ["/preferences", [form], "retour=" + "%2f".repeat(6_000)], ["/api/communes", ["Content-Type: application/json"], "{".repeat(5_000)], ["/contact", [form], "nom=%3Cscript%3Ealert(1)%3C/script%3E&courriel=%22%3E%3Cscript%3Ealert(1)%3C/script%3E"],
  ];
  for (const [target, headers, body] of bodies) judge(`POST ${target} ${String(body).slice(0, 60)}`, await raw(target, { method: "POST", headers, body }), faults);
  const odd = ["Accept-Language: ééé", "Cookie: theme=%00; theme=\"><script>alert(1)</script>", "Accept-Encoding: br;q=x,,,", "Range: bytes=9-1", "If-None-Match: \"", "Transfer-Encoding: chunked", "Expect: 100-continue", "Upgrade: h2c", "X-Request-Id: <script>alert(1)</script>"];
  for (const header of odd.filter((h) => !h.startsWith("Transfer"))) judge(header, await raw("/offres", { headers: [header] }), faults);
  expect(faults).toEqual([]);
});
