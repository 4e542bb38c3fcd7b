// Connects a tab with the server's events: by the worker that all tabs share, or by itself where there is none.

import { listen } from "./events.js";

/**
 * Calls `tell` with every message of `listen`. In `change`, `follow` says whether this very tab shall go to the page that was
 * saved; only tabs with `follows` ever shall.
 */
export function connect(base, tell, { follows }) {
  let worker;
  try {
    worker = new SharedWorker(`${base}_sapar/worker.js`, { type: "module", name: "sapar" });
  } catch {
    listenAlone(base, tell, follows);
    return;
  }

  const { port } = worker;
  const say = (word) => port.postMessage(word);
  const seen = () => {
    if (follows && document.visibilityState === "visible") say("seen");
  };
  // The worker may be forbidden by the page, or be older than a browser can run as a module.
  worker.addEventListener("error", () => listenAlone(base, tell, follows), { once: true });
  port.onmessage = ({ data }) => tell(data);
  say("here");
  seen();
  document.addEventListener("visibilitychange", seen);
  addEventListener("focus", seen);
  addEventListener("pagehide", () => say("gone"));
  // A page that comes back from the browser's cache has heard nothing since.
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    say("here");
    seen();
  });
}

function listenAlone(base, tell, follows) {
  listen(base, (message) => tell({ ...message, follow: message.follow && follows && document.visibilityState === "visible" }));
}
