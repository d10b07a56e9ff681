// Where the site under test is, and how a server is started with a world of its own.
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const BINARY = process.env.PASSERELLE_BINARY ?? resolve(__dirname, "../../../target/release/passerelle");
export const ADDR = process.env.PASSERELLE_TEST_ADDR ?? "127.0.0.1:3911";
export const BASE = `http://${ADDR}`;

/** What is left to do when this process ends. */
const ending: (() => unknown)[] = [];
process.on("exit", () => ending.forEach((end) => end()));

/** A fresh folder, removed when this process ends. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "passerelle-test-"));
  ending.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The data folder of the whole run: the configuration is read again in every worker, the folder is made once. */
export function dataFolder(): string {
  process.env.PASSERELLE_TEST_DATA ??= freshFolder();
  return process.env.PASSERELLE_TEST_DATA;
}

export function serverEnv(addr: string, data: string): Record<string, string> {
  // An empty DATABASE_URL means SQLite in the data folder, whatever the shell that runs the tests says.
  return { PASSERELLE_ADDR: addr, PASSERELLE_DATA: data, PASSERELLE_BASE_URL: `http://${addr}`, DATABASE_URL: "", RUST_LOG: "warn" };
}

/** Runs a command of the binary; gives everything it said, failed or not. */
export function command(args: string[], addr: string, data: string, more: Record<string, string> = {}): { code: number; out: string } {
  const done = spawnSync(BINARY, args, { env: { ...process.env, ...serverEnv(addr, data), ...more }, encoding: "utf8" });
  return { code: done.status ?? -1, out: done.stdout + done.stderr };
}

/** Starts `serve` and waits until it is ready. It ends with this process, which a failed test ends. */
export async function serve(addr: string, data: string, more: Record<string, string> = {}): Promise<ChildProcess> {
  const child = spawn(BINARY, ["serve"], { env: { ...process.env, ...serverEnv(addr, data), ...more }, stdio: ["ignore", "ignore", "pipe"] });
  ending.unshift(() => child.kill("SIGKILL"));
  let said = "";
  child.stderr?.on("data", (bytes: Buffer) => (said = (said + bytes.toString()).slice(-4_000)));
  for (let i = 0; i < 100 && child.exitCode === null; i++) {
    const ready = await fetch(`http://${addr}/sante/pret`).then((r) => r.ok, () => false);
    if (ready) return child;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  child.kill();
  throw new Error(`no server answers on ${addr}, exit code ${child.exitCode}: ${said}`);
}

export async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((wake) => child.once("exit", wake));
  child.kill("SIGTERM");
  await ended;
}
