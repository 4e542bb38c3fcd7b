// The script that the preview adds to every page: keeps the page up to date, and shows the panel.

import { noteChanged, showChanged } from "./assets.js";
import { connect } from "./connection.js";
import { shownPage } from "./page.js";
import { showPanel } from "./panel.js";

/** The path of the site's root, with a slash at its end. */
const base = new URL("..", import.meta.url).pathname;

const script = document.querySelector("script[data-digest][src$='_sapar/client.js']");
// Now the document is what a build writes, so that rules such as `:last-child` match the same elements.
script.remove();

const page = shownPage(script.dataset.digest);
// In a frame, such as those of the view that compares languages, the panel is left to the outer page.
const framed = window.parent !== window;
const panel = framed ? null : showPanel(base);

/** Whether anything was saved since the page was opened: only then does the panel open by itself. */
let saved = false;

connect(base, hear, { follows: !framed });

async function hear(message) {
  if (message.kind === "lost") {
    panel?.setDisconnected(true);
    return;
  }
  panel?.setDisconnected(false);
  if (message.kind === "checked") {
    panel?.refresh({ saved });
    return;
  }
  if (message.kind === "change") {
    saved = true;
    // The search of an open page has to load its index again.
    dispatchEvent(new Event("sapar-change"));
    const [target] = message.saved;
    if (message.follow && target && new URL(target, location.origin).pathname !== location.pathname) {
      location.assign(target);
      return;
    }
    if (noteChanged(message.assets, message.version)) {
      location.reload();
      return;
    }
  }
  const outcome = await page.refresh();
  showChanged();
  // After the page, because the server knows what is wrong with it only when it has rendered it.
  if (outcome) panel?.refresh({ ...outcome, saved: message.kind === "change" });
}
