// Requests per second, latency and processor time of the two main pages beside a bare handler that sends the same bytes:
// same machine, same minute, rounds interleaved. The load comes from this process, so the two share the machine's cores.
import autocannon from "autocannon";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const BINARY = join(import.meta.dirname, "../target/release/passerelle");
const [OFFERS, ROUNDS, SECONDS, CONNECTIONS] = [5_000, 3, 4, 16];
const HEADERS = { "accept-encoding": "br" };
const folder = mkdtempSync(join(tmpdir(), "passerelle-bench-"));
const children = [];

function freePort() {
  return new Promise((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

/** Starts the binary on a port of its own and waits until it answers. */
async function start(...args) {
  const addr = `127.0.0.1:${await freePort()}`;
  const child = spawn(BINARY, args, { env: { ...process.env, PASSERELLE_ADDR: addr, PASSERELLE_DATA: folder, RUST_LOG: "error" }, stdio: "ignore" });
  children.push(child);
  for (let tries = 0; ; tries++) {
    if (await fetch(`http://${addr}/`).then((r) => r.ok, () => false)) return { addr, pid: child.pid };
    if (tries > 200) throw new Error(`passerelle ${args[0]} did not answer`);
    await new Promise((r) => setTimeout(r, 50));
  }
}

/** Processor time a process has used so far, in milliseconds (Linux counts in hundredths of a second). */
function processor(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function load(server, path, options = {}) {
  const before = processor(server.pid);
  const result = await autocannon({ url: `http://${server.addr}${path}`, connections: CONNECTIONS, duration: SECONDS, headers: HEADERS, ...options });
  if (result.non2xx + result.errors + result.timeouts > 0) throw new Error(`${path}: ${result.non2xx} refused, ${result.errors} errors`);
  const sent = result.requests.total;
  return { perSecond: sent / result.duration, p50: result.latency.p50, p99: result.latency.p99, micros: ((processor(server.pid) - before) * 1000) / sent };
}

/** Connections kept open; each carries one request at a time, so that this process costs little beside the one it measures. */
function lines(server, path) {
  const [host, port] = server.addr.split(":");
  const request = Buffer.from(`GET ${path} HTTP/1.1\r\nhost: ${server.addr}\r\naccept-encoding: br\r\n\r\n`);
  const [free, queue, open] = [[], [], []];
  const fresh = () => {
    const socket = connect({ host, port: Number(port), noDelay: true });
    let done = null;
    // A compressed answer comes in chunks; the empty one ends it.
    socket.on("data", (bytes) => {
      if (!bytes.subarray(-5).equals(Buffer.from("0\r\n\r\n"))) return;
      done();
      const next = queue.shift();
      if (next) send(next);
      else free.push(send);
    });
    const send = (then) => {
      done = then;
      socket.write(request);
    };
    open.push(socket);
    return send;
  };
  return {
    send: (then) => (free.length > 0 || open.length < 64 ? (free.pop() ?? fresh())(then) : queue.push(then)),
    close: () => open.forEach((socket) => socket.destroy()),
  };
}

/** Requests at random instants, as people send them, at a fixed mean rate; latency counts from the instant each was due. */
async function arrivals(server, path, rate, seconds) {
  const pool = lines(server, path);
  const [latencies, waiting, began, before] = [[], [], performance.now(), processor(server.pid)];
  let seed = 1;
  const chance = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  for (let due = began; due < began + seconds * 1000; due += (-Math.log(chance()) * 1000) / rate) {
    while (performance.now() < due) await new Promise((r) => setTimeout(r, 1));
    const then = due;
    waiting.push(new Promise((done) => pool.send(() => done(latencies.push(performance.now() - then)))));
  }
  await Promise.all(waiting);
  pool.close();
  latencies.sort((a, b) => a - b);
  const at = (share) => Number(latencies[Math.floor(latencies.length * share)].toFixed(1));
  return { perSecond: latencies.length / seconds, p50: at(0.5), p99: at(0.99), micros: ((processor(server.pid) - before) * 1000) / latencies.length };
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const line = (name, r) => console.log(`  ${name.padEnd(26)} ${r.perSecond.toFixed(0).padStart(7)} req/s   p50 ${String(r.p50).padStart(4)} ms   p99 ${String(r.p99).padStart(4)} ms   ${r.micros.toFixed(0).padStart(6)} µs of processor a request`);

function middle(runs) {
  return Object.fromEntries(Object.keys(runs[0]).map((key) => [key, median(runs.map((r) => r[key]))]));
}

async function compare(site, path) {
  const answer = execFileSync("curl", ["-s", "-H", "accept-encoding: br", `http://${site.addr}${path}`], { maxBuffer: 1 << 24 });
  const file = join(folder, "body.br");
  writeFileSync(file, answer);
  const bare = await start("bench-bare", file);
  await load(site, path, { duration: 2 });
  const [ours, theirs] = [[], []];
  for (let i = 0; i < ROUNDS; i++) {
    theirs.push(await load(bare, path));
    ours.push(await load(site, path));
  }
  const [page, plain] = [middle(ours), middle(theirs)];
  const calm = await arrivals(site, path, page.perSecond * 0.8, 10);
  console.log(`${path} (${answer.length} bytes of brotli)`);
  line("the page", page);
  line("bare handler, same bytes", plain);
  line("the page at 80 % of that", calm);
  console.log(`  ratio: ${(plain.perSecond / page.perSecond).toFixed(1)} times fewer requests, ${(page.micros / plain.micros).toFixed(1)} times the processor time`);
}

try {
  execFileSync(BINARY, ["seed", "offers", "--count", String(OFFERS), "--seed", "1"], { env: { ...process.env, PASSERELLE_DATA: folder, RUST_LOG: "error" }, stdio: "ignore" });
  const site = await start("serve");
  const list = await (await fetch(`http://${site.addr}/offres.json`)).text();
  const offer = new URL(list.match(/https?:\/\/[^"]*\/offres\/[a-z0-9-]+/)[0]).pathname;
  for (const path of ["/offres", "/offres?q=charg%C3%A9+de+mission&contrat=cdi", offer]) await compare(site, path);
} finally {
  for (const child of children) child.kill("SIGTERM");
  rmSync(folder, { recursive: true, force: true });
}
