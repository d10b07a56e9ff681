import { defineConfig } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ADDR, BASE, BINARY, dataFolder, serverEnv } from "./tests/support/server";

if (!existsSync(BINARY)) {
  throw new Error("target/release/passerelle is missing: run `make build` first.");
}
const executablePath = process.env.PASSERELLE_CHROMIUM ?? execFileSync(join(__dirname, "../.make/chromium")).toString().trim();

// What does not depend on the size of the screen runs once.
const once = /(archive|durability|morning|nodes|budget|closed|contact|faces|feeds|fuzz|markup|preferences|published|reading|security|walks)\.spec\.ts/;

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  workers: 2,
  retries: 0,
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  timeout: 45_000,
  expect: { timeout: 7_000 },
  reporter: [["list"]],
  use: {
    baseURL: BASE,
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    trace: "off",
    actionTimeout: 7_000,
    navigationTimeout: 15_000,
    launchOptions: { executablePath, args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"] },
  },
  projects: [
    { name: "desktop", use: { viewport: { width: 1280, height: 800 } } },
    { name: "phone", testIgnore: once, use: { viewport: { width: 390, height: 844 }, hasTouch: true } },
  ],
  webServer: {
    command: `"${BINARY}" serve --demo-if-empty`,
    url: `${BASE}/sante/pret`,
    env: serverEnv(ADDR, dataFolder()),
    timeout: 60_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: "SIGTERM", timeout: 5_000 },
    stdout: "ignore",
    stderr: "pipe",
  },
});
