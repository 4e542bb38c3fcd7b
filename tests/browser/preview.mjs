// Starts the real program on a site and opens it in a real Chromium. A request to another host fails the test.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";

import { AXE } from "./axe.mjs";
import { TIMEOUT, launch } from "./chromium.mjs";
import { makeSite } from "./site.mjs";

const PROGRAM = process.env.SAPAR ?? fileURLToPath(new URL("../../target/debug/sapar", import.meta.url));

let browser;
before(async () => void (browser = await launch()));
after(() => browser?.close());

/** Whether every thread of a process is suspended. True where the system does not tell. */
function isSuspended(process) {
  const tasks = `/proc/${process}/task`;
  if (!existsSync(tasks)) return true;
  return readdirSync(tasks).every((task) => /^State:\s*T/m.test(readFileSync(`${tasks}/${task}/status`, "utf8")));
}

/** Starts the preview server for a folder and waits until it names its address. */
export async function serve(folder, ...options) {
  const program = spawn(PROGRAM, ["serve", "--root", folder, "--lang", "en", ...options], { stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  const address = await new Promise((resolve, reject) => {
    const read = (part) => {
      printed += part;
      const [found] = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(printed) ?? [];
      if (found) resolve(found);
    };
    program.stdout.on("data", read);
    program.stderr.on("data", read);
    program.once("error", reject);
    program.once("exit", () => reject(new Error(`the program has ended: ${printed}`)));
  });
  const stop = async () => {
    if (program.exitCode !== null || program.signalCode !== null) return;
    program.kill("SIGINT");
    await once(program, "exit");
  };
  return {
    address,
    port: new URL(address).port,
    stop,
    printed: () => printed,
    /** Does something while the program is suspended, so that it sees all changes to its files at once when it goes on. */
    whileSuspended(change) {
      program.kill("SIGSTOP");
      // The signal is sent, but not yet delivered to all threads.
      while (!isSuspended(program.pid));
      try {
        change();
      } finally {
        program.kill("SIGCONT");
      }
    },
  };
}

/** Runs a command of the program on a site. */
export function run(folder, ...command) {
  return execFileSync(PROGRAM, [...command, "--root", folder], { encoding: "utf8" });
}

/**
 * A site, the server that previews it, and a browser context. All of it is closed at the end of the test. `prepare` is called with
 * the site before the server starts.
 */
export async function preview(test, { files = {}, options = [], settings = {}, prepare = () => {} } = {}) {
  const site = makeSite(files);
  prepare(site);
  const cleanup = [async () => site.delete()];
  // In reverse order: an open page must not see its site being deleted.
  test.after(async () => {
    const failures = [];
    for (const step of cleanup.reverse()) await step().catch((failure) => failures.push(failure));
    if (failures.length > 0) throw failures[0];
  });
  let server = await serve(site.folder, "--port", "0", ...options);
  cleanup.push(() => server.stop());
  const context = await browser.newContext({ viewport: { width: 1000, height: 700 }, ...settings });
  context.setDefaultTimeout(TIMEOUT);
  const mistakes = [];
  context.on("weberror", (error) => mistakes.push(String(error.error())));
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.host !== `127.0.0.1:${server.port}`) mistakes.push(`asked ${url.href}`);
  });
  context.on("console", (message) => {
    if (/Content Security Policy|Uncaught/.test(message.text())) mistakes.push(message.text());
  });
  const failures = [];
  context.on("response", async (response) => {
    if (response.status() < 500) return;
    const body = await response.text().catch(() => "");
    failures.push(`${response.status()} ${response.url()}\n${body}`);
  });
  cleanup.push(async () => {
    await context.close();
    // The server's messages help to find the cause.
    const report = [...failures, server.printed()].join("\n");
    assert.deepEqual(mistakes, [], `no error in any page, and no request to another host\n${report}`);
    assert.doesNotMatch(server.printed(), /panicked/);
  });

  return {
    ...site,
    context,
    /** Errors in the pages so far. */
    mistakes,
    get address() {
      return server.address;
    },
    /** Opens an address of the site in a new tab, and waits until the preview's script runs in it. */
    async open(address, { language } = {}) {
      const tab = await context.newPage();
      if (language) await tab.addInitScript((tag) => localStorage.setItem("sapar-panel-language", tag), language);
      await tab.goto(new URL(address, server.address).href);
      await tab.locator("sapar-panel").locator("#toggle").waitFor();
      return tab;
    },
    stop: () => server.stop(),
    whileSuspended: (change) => server.whileSuspended(change),
    /** Starts the program again on the same port. */
    async restart() {
      server = await serve(site.folder, "--port", server.port, ...options);
    },
  };
}

/** What axe reports within the given elements. */
export async function findings(scene, tab, context) {
  const mistakes = scene.mistakes.length;
  await tab.evaluate(AXE);
  const { violations } = await tab.evaluate((context) => axe.run(context), context);
  // Axe adds a style sheet, which the page's policy forbids.
  scene.mistakes.splice(mistakes);
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join("\n")}`,
  );
}

/** Waits until a condition holds. Playwright's own `waitForFunction` needs `eval`, which the pages forbid. */
export async function until(holds, what) {
  const last = Date.now() + TIMEOUT;
  for (;;) {
    if (await holds()) return;
    if (Date.now() > last) throw new Error(`timed out: ${what ?? holds}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Sets a variable in the page that a reload would lose. */
export function mark(tab) {
  return tab.evaluate(() => void (window.marked = true));
}

/** Whether the page has not been loaded again since it was marked. */
export function isMarked(tab) {
  return tab.evaluate(() => window.marked === true);
}
