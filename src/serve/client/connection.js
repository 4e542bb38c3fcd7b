// Connects a tab with the server's events: through the worker that all tabs share, or directly if there is no such worker.

import { listen } from "./events.js";

/**
 * Calls `receive` with every message of `listen`. In `change`, `follow` says whether this tab should navigate to the page that
 * was saved; only tabs with `follows` ever do.
 */
export function connect(base, receive, { follows }) {
  let worker;
  try {
    worker = new SharedWorker(`${base}_sapar/worker.js`, { type: "module", name: "sapar" });
  } catch {
    listenDirectly(base, receive, follows);
    return;
  }

  const { port } = worker;
  const send = (word) => port.postMessage(word);
  const reportVisible = () => {
    if (follows && document.visibilityState === "visible") send("seen");
  };
  // The page's policy may forbid workers, or the browser may not support modules in them.
  worker.addEventListener("error", () => listenDirectly(base, receive, follows), { once: true });
  port.onmessage = ({ data }) => receive(data);
  send("here");
  reportVisible();
  document.addEventListener("visibilitychange", reportVisible);
  addEventListener("focus", reportVisible);
  addEventListener("pagehide", () => send("gone"));
  // A page that is restored from the back/forward cache is no longer registered.
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    send("here");
    reportVisible();
  });
}

function listenDirectly(base, receive, follows) {
  listen(base, (message) => receive({ ...message, follow: message.follow && follows && document.visibilityState === "visible" }));
}
