// What the preview adds to every page: keeps the page current, and shows the panel.

import { noteChanged, showChanged } from "./assets.js";
import { connect } from "./connection.js";
import { shownPage } from "./page.js";
import { showPanel } from "./panel.js";

/** The path that the site lies at, with a slash at its end. */
const base = new URL("..", import.meta.url).pathname;

const script = document.querySelector("script[data-digest][src$='_sapar/client.js']");
// From here on the document holds what a build writes, and nothing else: rules such as `:last-child` see no difference.
script.remove();

const page = shownPage(script.dataset.digest);
// A page in a frame, above all of the view that compares languages, leaves words to what frames it.
const framed = window.parent !== window;
const panel = framed ? null : showPanel(base);

/** Whether anything was saved since the page was opened: older mistakes wait until they are asked for. */
let saved = false;

connect(base, hear, { follows: !framed });

async function hear(message) {
  if (message.kind === "lost") {
    panel?.tellLost(true);
    return;
  }
  panel?.tellLost(false);
  if (message.kind === "checked") {
    panel?.refresh({ saved });
    return;
  }
  if (message.kind === "change") {
    saved = true;
    const [goal] = message.saved;
    if (message.follow && goal && new URL(goal, location.origin).pathname !== location.pathname) {
      location.assign(goal);
      return;
    }
    if (noteChanged(message.assets, message.version)) {
      location.reload();
      return;
    }
  }
  const outcome = await page.refresh();
  showChanged();
  // The panel comes second: what is wrong with a page the server knows when it has rendered it.
  if (outcome) panel?.refresh({ ...outcome, saved: message.kind === "change" });
}
