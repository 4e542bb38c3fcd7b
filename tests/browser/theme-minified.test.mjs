// Every page looks the same, pixel by pixel, whether or not it was made smaller; and nothing that it loads is refused by the browser.

import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";

import { copySite, nothing, publish, published } from "./published.mjs";

const scene = published();

// On a busy machine, a picture may be taken a frame before the page looks as it does in the end.
const ATTEMPTS = 3;

/** A copy of the site, published as it was written. */
async function asWritten(t) {
  const folder = copySite(fs.mkdtempSync(path.join(os.tmpdir(), "sapar-written-")));
  const config = path.join(folder, "sapar.toml");
  fs.writeFileSync(config, `minify = false\n${fs.readFileSync(config, "utf8")}`);
  const site = await publish({ root: folder });
  t.after(() => {
    site.close();
    fs.rmSync(folder, { recursive: true });
  });
  return site;
}

/** A picture of the whole page, once all that it loads is there. */
async function looks(tab) {
  await tab.evaluate(async () => {
    for (const picture of document.images) picture.loading = "eager";
    await Promise.allSettled([document.fonts.ready, ...[...document.images].map((picture) => picture.decode())]);
  });
  return tab.screenshot({ fullPage: true, animations: "disabled" });
}

test("every page looks as it does without being made smaller", async (t) => {
  const written = await asWritten(t);
  assert.deepEqual(scene.pages, written.pages);
  const context = await scene.reader(t, { viewport: { width: 800, height: 600 } });
  const found = await scene.findings(context, scene.pages, async (tab, page) => {
    const complaints = [];
    const listen = (message) => message.type() === "error" && complaints.push(message.text());
    tab.on("console", listen);
    // Hashes in names and addresses of the two hosts are all that differs.
    let [small, large] = [];
    for (let attempt = 0; attempt < ATTEMPTS && !small?.equals(large); attempt++) {
      await tab.goto(page);
      small = await looks(tab);
      await tab.goto(new URL(page, written.address).href);
      large = await looks(tab);
    }
    tab.off("console", listen);
    const refused = complaints.filter((text) => !/404/.test(text));
    return [...(small.equals(large) ? [] : [["looks different", `${small.length} and ${large.length} bytes`]]), ...refused.map((text) => ["refused", text])];
  });
  nothing(found);
});

test("styles, scripts and drawings are smaller than they were written", async (t) => {
  const written = await asWritten(t);
  // The addresses of the two hosts may have different lengths.
  const length = ({ address }, body) => body.toString("latin1").replaceAll(address, "").length;
  const sum = (site, ending) => [...site.files].filter(([name]) => name.endsWith(ending)).reduce((total, [, { body }]) => total + length(site, body), 0);
  // The templates of the theme leave hardly any spaces in pages, and more names of files have hashes there.
  for (const ending of [".css", ".js", ".svg"]) {
    const [small, large] = [sum(scene, ending), sum(written, ending)];
    t.diagnostic(`${ending}: ${small} of ${large} bytes`);
    assert.ok(small < large, ending);
  }
});
