// A PostgreSQL of its own, gone with the process that asked for it.
import { spawn } from "node:child_process";
import { join } from "node:path";

export interface Postgres {
  url: string;
  stop: () => Promise<void>;
}

/** Starts it; `url` is the address of an empty database. */
export async function postgres(): Promise<Postgres> {
  // It ends when its input does, so that nothing stays behind whatever becomes of the test.
  const script = join(__dirname, "../../../.make/with-postgres");
  const child = spawn(script, ["bash", "-c", 'echo "$PASSERELLE_TEST_POSTGRES"; cat >/dev/null'], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  const url = await new Promise<string>((found, lost) => {
    child.stdout.once("data", (bytes: Buffer) => found(bytes.toString().trim()));
    child.once("exit", () => lost(new Error("no PostgreSQL: run 'make test-tools'")));
  });
  return { url: `${url}/postgres`, stop: async () => { child.stdin.end(); await ended; } };
}
