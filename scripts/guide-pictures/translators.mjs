// The picture of the guide for translators: Poedit with the file that its pages export. It shows the practice site as it is after the
// commands of the first pages.

import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

import { follow, until } from "./reader.mjs";

/** The languages of the guide: what its reader translates into in the examples, and the locale of the reader's programs. */
const LANGUAGES = {
  kk: { target: "kk", locale: "kk_KZ" },
  ru: { target: "kk", locale: "ru_RU" },
  zh: { target: "zh", locale: "zh_CN" },
  en: { target: "en", locale: "en_GB" },
};

/** Waits until Poedit has drawn its window, and takes a picture of the screen. */
async function shoot(title, width, height, environment, picture) {
  const shown = (...words) => execFileSync("xdotool", words, { env: environment, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  let window = "";
  await until(() => {
    try {
      window = shown("search", "--name", `^${title}`).trim().split("\n").at(-1);
    } catch {}
    return window;
  }, "Poedit's window");
  shown("windowmove", "--sync", window, "0", "0");
  shown("windowsize", "--sync", window, String(width), String(height));
  // The window is drawn in several steps: it is done when two pictures in a row are the same.
  let last = "";
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    execFileSync("import", ["-window", "root", picture], { env: environment });
    const bytes = fs.readFileSync(picture).toString("base64");
    if (bytes === last) break;
    last = bytes;
  }
}

/** Poedit with a file open, on a screen of its own. */
async function poedit(file, locale, scratch, picture) {
  const start = (program, words, environment) => spawn(program, words, { env: environment, stdio: ["ignore", "pipe", "ignore"] });
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
  const program = start("poedit", [file], environment);
  try {
    await shoot(path.basename(file), width, height, environment, picture);
  } finally {
    program.kill();
    screen.kill();
  }
}

/** Makes the pictures in a language, as PNG files in a folder. Returns their names. */
export async function translatorsPictures(_browser, language, out) {
  const { target, locale } = LANGUAGES[language];
  const home = path.join(out, "site");
  fs.mkdirSync(home);
  const first = follow("translators", "status", language, home);
  const folder = follow("translators", "files", language, first, { until: "translate export" });
  await poedit(path.join(folder, `${target}.po`), locale, out, path.join(out, `poedit.${language}.png`));
  return ["poedit"];
}
