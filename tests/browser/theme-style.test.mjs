// The theme's style sheets: valid CSS that works in both directions of text.

import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { generate, parse, walk } from "css-tree";
import { validate } from "csstree-validator";

import { REPOSITORY, nothing } from "./published.mjs";

const FOLDER = path.join(REPOSITORY, "themes/steppe/static");
const SHEETS = fs
  .readdirSync(FOLDER, { recursive: true })
  .filter((name) => name.endsWith(".css"))
  .map((name) => [name, fs.readFileSync(path.join(FOLDER, name), "utf8")]);

/** Properties in whose values left and right are sides of a character in vertical text, not of the page. */
const CHARACTER_SIDES = /^(-webkit-)?text-(emphasis|underline)-position$/;
const CORNERS = /^border-(top|bottom)-(left|right)-radius$/;
const SHORTHANDS = /^(margin|padding|inset|border-(width|style|color)|scroll-(margin|padding))$/;

/** Whether a declaration treats left and right differently. */
function isPhysical({ property, value }) {
  if (CORNERS.test(property) || /(^|-)(left|right)(-|$)/.test(property)) return true;
  // Tab follows the order in the source, so the visual order must not differ from it.
  if (property === "order" || (property.startsWith("flex") && /-reverse/.test(generate(value)))) return true;
  if (SHORTHANDS.test(property)) {
    const parts = value.children.toArray().map(generate);
    return parts.length === 4 && parts[1] !== parts[3];
  }
  if (CHARACTER_SIDES.test(property)) return false;
  let found = false;
  walk(value, (node) => void (found ||= node.type === "Identifier" && /^(left|right)$/.test(node.name)));
  return found;
}

test("the style sheets are valid CSS", () => {
  const mistakes = SHEETS.flatMap(([name, text]) =>
    // The validator does not know the descriptors of `@page`.
    validate(text, name).filter(({ message, line }) => !/descriptor `(margin|size)/.test(message)).map(({ line, message, property }) => `${name}:${line}: ${message} ${property ?? ""}`),
  );
  nothing(mistakes);
});

test("the style sheets use logical properties, not left and right", () => {
  const found = [];
  for (const [name, text] of SHEETS) {
    walk(parse(text, { positions: true }), {
      visit: "Declaration",
      enter: (node) => void (isPhysical(node) && found.push(`${name}:${node.loc.start.line}: ${generate(node)}`)),
    });
  }
  nothing(found);
});
