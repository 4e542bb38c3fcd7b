// A reader of a guide, who does what its pages say, so that pictures can be made of what the reader sees.

import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
export const PROGRAM = process.env.SAPAR ?? path.join(ROOT, "target/debug/sapar");

/** The folder of the pages of a guide. */
export const pagesOf = (guide) => path.join(ROOT, "docs/content", guide);

/** Commands that only tell something, or write what no picture shows. */
const WITHOUT_TRACE = ["build", "check", "serve", "status"];

/**
 * Does what the code blocks of a page say, behind the command that begins with `after` and up to the one that begins with `until`.
 * Photographs that are named are copied from `photograph`. Returns the folder that the reader is in.
 */
export function follow(guide, page, language, folder, { after, until, photograph } = {}) {
  const text = fs.readFileSync(path.join(pagesOf(guide), `${page}.${language}.md`), "utf8");
  let waits = after !== undefined;
  const write = (file, content) => {
    const name = path.join(folder, file);
    fs.mkdirSync(path.dirname(name), { recursive: true });
    fs.writeFileSync(name, content);
    for (const [, picture] of content.matchAll(/\(([a-z-]+\.jpg) /g)) fs.copyFileSync(photograph, path.join(path.dirname(name), picture));
  };
  for (const [, file, kind, block] of text.matchAll(/(?:`([^`\n]+)`[:：]\n\n)?```(\w+)\n(.*?)```\n/gs)) {
    if (kind === "console") {
      for (const command of block.split("\n").filter((line) => line.startsWith("$ "))) {
        const [program, ...words] = command.slice(2).split(" ");
        const begins = (what) => what !== undefined && words.join(" ").startsWith(what);
        if (!waits && program === "cd") folder = path.join(folder, words[0]);
        else if (!waits && !WITHOUT_TRACE.includes(words[0])) {
          execFileSync(PROGRAM, words, { cwd: folder, env: { ...process.env, LC_ALL: `${language}.UTF-8` }, stdio: "ignore" });
        }
        if (!waits && begins(until)) return folder;
        if (begins(after)) waits = false;
      }
    } else if (waits || file === undefined) {
      continue;
    } else if (kind === "diff") {
      const lines = block.trimEnd().split("\n");
      const side = (other) => lines.filter((line) => line[0] !== other).map((line) => line.slice(1)).join("\n");
      write(file, fs.readFileSync(path.join(folder, file), "utf8").replace(side("+"), side("-")));
    } else if (kind === "markdown" || kind === "toml") {
      write(file, block);
    }
  }
  return folder;
}

export async function until(holds, what) {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`timed out: ${what}`);
}

/** Starts a preview in a reader's language, and hands out its address and what ends it. */
export async function preview(folder, language, words = []) {
  const environment = { ...process.env, LC_ALL: `${language}.UTF-8` };
  const stdio = ["ignore", "pipe", "ignore"];
  const child = spawn(PROGRAM, ["serve", "--root", folder, "--port", "0", ...words], { env: environment, stdio });
  let printed = "";
  child.stdout.on("data", (part) => (printed += part));
  const address = () => /http:\/\/127\.0\.0\.1:\d+\//.exec(printed)?.[0];
  await until(address, "the preview");
  return { address: address(), end: () => child.kill() };
}
