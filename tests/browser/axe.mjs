// Accessibility by axe-core.

import fs from "node:fs";
import { createRequire } from "node:module";

/** The script that has to be in a page. */
export const AXE = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** All rules of axe are on, also those that are off by default, except for these. */
const DISABLED_RULES = ["p-as-heading"]; // It takes a bold name in the footer for a heading.
/** What axe reports for the given rules, or for all. */
export const violations = (tab, rules) =>
  tab.evaluate(
    async ({ rules, disabled }) => {
      for (const summary of document.querySelectorAll("summary")) summary.parentElement.open ||= summary.checkVisibility();
      const values = rules ?? axe.getRules().map(({ ruleId }) => ruleId).filter((rule) => !disabled.includes(rule));
      const { violations } = await axe.run({ runOnly: { type: "rule", values }, resultTypes: ["violations"] });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, any, all, none }) => [id, `${html} ${[...any, ...all, ...none].map(({ message }) => message).join("; ")}`]),
      );
    },
    { rules, disabled: DISABLED_RULES },
  );
