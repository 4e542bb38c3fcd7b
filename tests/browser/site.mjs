// A small site in a folder of its own, in a theme that shares nothing with the one that ships. Every page forbids what a strict
// site forbids: whatever the preview does is tried under that.

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

export const LANGUAGES = ["kk", "ru", "zh", "en"];

/** The configuration of the site. */
export const CONFIG = `base_url = "https://altai.example/"
theme = "small"
default_language = "ru"
[languages.kk]
name = "Қазақша"
fallback = ["ru", "en"]
[languages.ru]
name = "Русский"
[languages.zh]
name = "中文"
hreflang = "zh-Hans"
fallback = ["en"]
[languages.en]
name = "English"
`;

const BASE = `<!DOCTYPE html>
<html lang="{{ lang.tag }}" dir="{{ lang.dir }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<title>{{ page.title }}</title>
<link rel="stylesheet" href="{{ asset(path="css/main.css") }}">
<script src="{{ asset(path="js/main.js") }}" defer></script>
</head>
<body>
<p class="greeting">{{ "hello" | t }}</p>
<main>
<h1>{{ page.title }}</h1>
<details><summary>…</summary><p>…</p></details>
<form><input id="name" aria-label="…"><textarea id="words" aria-label="…"></textarea></form>
<div class="prose">{{ page.content | safe }}</div>
{% block list %}{% endblock list %}
</main>
</body>
</html>
`;

const LIST = `{% extends "base.html" %}
{% block list %}<ul class="list">
{%- for entry in paginator.pages %}<li><a href="{{ entry.url }}">{{ entry.title }}</a></li>{% endfor -%}
</ul>{% endblock list %}
`;

const PAGE = `{% extends "base.html" %}\n`;

const THEME = {
  "theme.toml": "",
  "templates/base.html": BASE,
  "templates/section.html": LIST,
  "templates/redirect.html": `<!DOCTYPE html>\n<title>{{ lang.tag }}</title>\n<a href="{{ page.canonical }}">{{ lang.tag }}</a>\n`,
  "static/css/main.css": "h1 { color: rgb(1, 2, 3) }\n",
  "static/js/main.js": "document.documentElement.dataset.script = 'first';\n",
  "locales/kk/small.ftl": "hello = Сәлем\n",
  "locales/ru/small.ftl": "hello = Привет\n",
  "locales/zh/small.ftl": "hello = 你好\n",
  "locales/en/small.ftl": "hello = Hello\n",
};
for (const name of ["page", "taxonomy", "term", "404", "root", "root-404"]) THEME[`templates/${name}.html`] = PAGE;

/** A document with a title. */
export function page(title, text, more = "") {
  return `+++\ntitle = "${title}"\n${more}+++\n${text}\n`;
}

/** Text that is higher than any window: `count` paragraphs, in sections of five under a heading. */
export function longText(count, word = "Paragraph") {
  return Array.from(
    { length: count },
    (_, index) => `${index % 5 === 0 ? `## ${word} part ${index / 5 + 1}\n\n` : ""}${word} ${index + 1}. ${"word ".repeat(60)}`,
  ).join("\n\n");
}

/** Makes a site with a home page, a section `/places/` and in it the page `/places/lake/`, in all four languages. */
export function makeSite(files = {}) {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "sapar-browser-")));
  const site = {
    folder,
    /** Writes a file as editors do: whole, under another name first. */
    write(name, text) {
      const target = path.join(folder, name);
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(`${target}~`, text);
      fs.renameSync(`${target}~`, target);
    },
    read: (name) => fs.readFileSync(path.join(folder, name), "utf8"),
    rename: (from, to) => fs.renameSync(path.join(folder, from), path.join(folder, to)),
    remove: (name) => fs.rmSync(path.join(folder, name), { recursive: true }),
    git: (...words) =>
      execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@altai.example", ...words], { cwd: folder, stdio: "pipe" }),
    delete: () => fs.rmSync(folder, { recursive: true, force: true }),
  };
  site.write("sapar.toml", CONFIG);
  for (const [name, text] of Object.entries(THEME)) site.write(`themes/small/${name}`, text);
  for (const tag of LANGUAGES) {
    site.write(`content/_index.${tag}.md`, page(`Home ${tag}`, "Text."));
    site.write(`content/places/_index.${tag}.md`, page(`Places ${tag}`, "Text."));
    site.write(`content/places/lake/index.${tag}.md`, page(`Lake ${tag}`, longText(20, tag)));
  }
  for (const [name, text] of Object.entries(files)) {
    if (text === null) site.remove(name);
    else site.write(name, text);
  }
  return site;
}
