// Makes the pictures of the guide for translators in docs/content/translators, in each language: the panel, the comparison block by
// block, and Poedit with an exported file. They show the site that the guide tells its readers to practise on, as it is after the
// commands of its first pages.
//
// Needs Debian's packages chromium, imagemagick, locales, poedit, webp, x11-utils, xdotool and xvfb, the packages of tests/browser
// (`npm ci --prefix tests/browser`) and the program (`cargo build`). `node scripts/make-guide-pictures.mjs [LANGUAGE…]`

import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { launch } from "../tests/browser/chromium.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PAGES = path.join(ROOT, "docs/content/translators");
const PROGRAM = process.env.SAPAR ?? path.join(ROOT, "target/debug/sapar");

/** The languages of the guide: what its reader translates into in the examples, and the locale of the reader's programs. */
const LANGUAGES = {
  kk: { target: "kk", locale: "kk_KZ" },
  ru: { target: "kk", locale: "ru_RU" },
  zh: { target: "zh", locale: "zh_CN" },
  en: { target: "en", locale: "en_GB" },
};

/** The page of the practice site that the pictures show. */
const PAGE = "destinations/markakol/";

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "sapar-guide-"));
const processes = [];

/** Starts a program that runs until the end of the script. */
function start(program, words, environment) {
  const child = spawn(program, words, { env: environment, stdio: ["ignore", "pipe", "ignore"] });
  processes.push(child);
  return child;
}

async function until(holds, what) {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`timed out: ${what}`);
}

/** Does what the code blocks of a page say, up to the command that begins with `last`. Returns the folder that the reader is in. */
function follow(page, language, folder, last) {
  const text = fs.readFileSync(path.join(PAGES, `${page}.${language}.md`), "utf8");
  for (const [, file, kind, block] of text.matchAll(/(?:`([^`\n]+)`[:：]\n\n)?```(\w+)\n(.*?)```\n/gs)) {
    if (kind === "diff") {
      const lines = block.trimEnd().split("\n");
      const side = (other) => lines.filter((line) => line[0] !== other).map((line) => line.slice(1)).join("\n");
      const name = path.join(folder, file);
      fs.writeFileSync(name, fs.readFileSync(name, "utf8").replace(side("+"), side("-")));
    }
    if (kind !== "console") continue;
    for (const command of block.split("\n").filter((line) => line.startsWith("$ "))) {
      const [program, ...words] = command.slice(2).split(" ");
      if (program === "cd") folder = path.join(folder, words[0]);
      else execFileSync(PROGRAM, words, { cwd: folder, env: { ...process.env, LC_ALL: `${language}.UTF-8` }, stdio: "ignore" });
      if (last && words.join(" ").startsWith(last)) return folder;
    }
  }
  return folder;
}

/** Writes a picture as WebP without loss. */
function save(picture, name, language) {
  const out = path.join(PAGES, `${name}.${language}.webp`);
  execFileSync("cwebp", ["-quiet", "-lossless", "-m", "6", "-z", "9", picture, "-o", out]);
  console.log(path.relative(ROOT, out), fs.statSync(out).size);
}

/** Poedit with a file open, on a screen of its own. */
async function poedit(file, language, locale) {
  const home = fs.mkdtempSync(path.join(scratch, "home-"));
  fs.mkdirSync(path.join(home, ".config/poedit"), { recursive: true });
  const settings = ["check_for_updates=0", "enable_spellchecking=0", "use_tm=0", "show_warnings=1"];
  fs.writeFileSync(path.join(home, ".config/poedit/config"), `${settings.join("\n")}\n`);
  const locales = path.join(scratch, "locales");
  fs.mkdirSync(locales, { recursive: true });
  const compiled = path.join(locales, `${locale}.UTF-8`);
  if (!fs.existsSync(compiled)) execFileSync("localedef", ["-i", locale, "-f", "UTF-8", compiled]);
  const [width, height] = [960, 600];
  const screen = start("Xvfb", ["-displayfd", "1", "-screen", "0", `${width}x${height}x24`, "-nolisten", "tcp"], process.env);
  let display = "";
  screen.stdout.on("data", (part) => (display += part));
  await until(() => display.endsWith("\n"), "a screen");
  const environment = {
    ...process.env,
    DISPLAY: `:${display.trim()}`,
    GTK_THEME: "Adwaita",
    HOME: home,
    LANG: `${locale}.UTF-8`,
    LC_ALL: `${locale}.UTF-8`,
    LOCPATH: locales,
    NO_AT_BRIDGE: "1",
  };
  const shown = (...words) => execFileSync("xdotool", words, { env: environment, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const program = start("poedit", [file], environment);
  const title = path.basename(file);
  let window = "";
  await until(() => {
    try {
      window = shown("search", "--name", `^${title}`).trim().split("\n").at(-1);
    } catch {}
    return window;
  }, "Poedit's window");
  shown("windowmove", "--sync", window, "0", "0");
  shown("windowsize", "--sync", window, String(width), String(height));
  const picture = path.join(scratch, `poedit-${language}.png`);
  // The window is drawn in several steps: it is done when two pictures in a row are the same.
  let last = "";
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    execFileSync("import", ["-window", "root", picture], { env: environment });
    const bytes = fs.readFileSync(picture).toString("base64");
    if (bytes === last) break;
    last = bytes;
  }
  program.kill();
  screen.kill();
  save(picture, "poedit", language);
}

/** The panel, and the comparison block by block, in Chromium. */
async function preview(browser, folder, language, target) {
  const environment = { ...process.env, LC_ALL: `${language}.UTF-8` };
  const server = start(PROGRAM, ["serve", "--root", folder, "--port", "0"], environment);
  let printed = "";
  server.stdout.on("data", (part) => (printed += part));
  const address = () => /http:\/\/127\.0\.0\.1:\d+\//.exec(printed)?.[0];
  await until(address, "the preview");
  const context = await browser.newContext({ viewport: { width: 860, height: 760 }, colorScheme: "light", reducedMotion: "reduce" });
  const shoot = async (tab, name) => {
    const picture = path.join(scratch, `${name}-${language}.png`);
    await tab.screenshot({ path: picture });
    save(picture, name, language);
    await tab.close();
  };
  const tab = await context.newPage();
  await tab.goto(`${address()}${target}/${PAGE}`);
  await tab.locator("sapar-panel").locator("#toggle").click();
  await tab.locator("sapar-panel").locator("#panel").waitFor();
  await shoot(tab, "panel");
  const compared = await context.newPage();
  await compared.goto(`${address()}_sapar/compare/${target}/${PAGE}?languages=ru,${target}&view=blocks`);
  await compared.locator(".translations section").waitFor();
  await shoot(compared, "compare");
  await context.close();
  server.kill();
}

const asked = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(LANGUAGES);
const browser = await launch();
try {
  for (const language of asked) {
    const { target, locale } = LANGUAGES[language];
    const home = path.join(scratch, language);
    fs.mkdirSync(home);
    const folder = follow("files", language, follow("status", language, home), "translate export");
    await preview(browser, folder, language, target);
    await poedit(path.join(folder, `${target}.po`), language, locale);
  }
} finally {
  await browser.close();
  for (const child of processes) child.kill();
  fs.rmSync(scratch, { recursive: true, force: true });
}
