// Starts the real program on a site and opens it in a real Chromium. Whatever is asked of another host fails the test.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";

import { launch } from "./chromium.mjs";
import { makeSite } from "./site.mjs";

const PROGRAM = process.env.SAPAR ?? fileURLToPath(new URL("../../target/debug/sapar", import.meta.url));
/** Milliseconds after which what was awaited is taken as never coming. */
export const PATIENCE = 20_000;

let browser;
before(async () => void (browser = await launch()));
after(() => browser?.close());

/** The program at work in a folder: its address, and how to end it. */
export async function serve(folder, ...options) {
  const program = spawn(PROGRAM, ["serve", "--root", folder, "--lang", "en", ...options], { stdio: ["ignore", "pipe", "pipe"] });
  let words = "";
  const address = await new Promise((resolve, reject) => {
    const hear = (part) => {
      words += part;
      const [found] = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(words) ?? [];
      if (found) resolve(found);
    };
    program.stdout.on("data", hear);
    program.stderr.on("data", hear);
    program.once("error", reject);
    program.once("exit", () => reject(new Error(`the program has ended: ${words}`)));
  });
  const end = async () => {
    if (program.exitCode !== null || program.signalCode !== null) return;
    program.kill("SIGINT");
    await once(program, "exit");
  };
  return { address, port: new URL(address).port, end, words: () => words };
}

/** A site, the program that serves it, and a person's browser. All of it ends with the test. */
export async function preview(test, { files = {}, options = [], context = {} } = {}) {
  const site = makeSite(files);
  const endings = [async () => site.delete()];
  // The last that was begun ends first: a page that is still open must not see the site go.
  test.after(async () => {
    const failures = [];
    for (const end of endings.reverse()) await end().catch((failure) => failures.push(failure));
    if (failures.length > 0) throw failures[0];
  });
  let server = await serve(site.folder, "--port", "0", ...options);
  endings.push(() => server.end());
  const person = await browser.newContext({ viewport: { width: 1000, height: 700 }, ...context });
  person.setDefaultTimeout(PATIENCE);
  const mistakes = [];
  person.on("weberror", (error) => mistakes.push(String(error.error())));
  person.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.host !== `127.0.0.1:${server.port}`) mistakes.push(`asked ${url.href}`);
  });
  person.on("console", (message) => {
    if (/Content Security Policy|Uncaught/.test(message.text())) mistakes.push(message.text());
  });
  const failures = [];
  person.on("response", async (response) => {
    if (response.status() < 500) return;
    const words = await response.text().catch(() => "");
    failures.push(`${response.status()} ${response.url()}\n${words}`);
  });
  endings.push(async () => {
    await person.close();
    // What the server said helps to see why.
    const report = [...failures, server.words()].join("\n");
    assert.deepEqual(mistakes, [], `no error in any page, and no request to another host\n${report}`);
    assert.doesNotMatch(server.words(), /panicked/);
  });

  return {
    ...site,
    person,
    /** What went wrong in the pages so far. */
    mistakes,
    get address() {
      return server.address;
    },
    /** Opens an address of the site in a tab of its own, and waits until the preview is at work in it. */
    async open(address, { language } = {}) {
      const tab = await person.newPage();
      if (language) await tab.addInitScript((tag) => localStorage.setItem("sapar-panel-language", tag), language);
      await tab.goto(new URL(address, server.address).href);
      await tab.locator("sapar-panel").locator("#toggle").waitFor();
      return tab;
    },
    end: () => server.end(),
    /** Starts the program again, at the port it had. */
    async restart() {
      server = await serve(site.folder, "--port", server.port, ...options);
    },
  };
}

/** Waits until something holds, in the page or here. Pages forbid `eval`, which Playwright's own way needs. */
export async function until(holds, what) {
  const last = Date.now() + PATIENCE;
  for (;;) {
    if (await holds()) return;
    if (Date.now() > last) throw new Error(`never came: ${what ?? holds}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Puts a mark on the page that a reload would wipe away. */
export function mark(tab) {
  return tab.evaluate(() => void (window.marked = true));
}

/** Whether the page has not been loaded again since it was marked. */
export function isMarked(tab) {
  return tab.evaluate(() => window.marked === true);
}
