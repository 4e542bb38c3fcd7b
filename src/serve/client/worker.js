// Holds one event stream for all tabs: browsers allow six connections to a host, and with a stream in every tab none would be
// left for pages.

import { listen } from "./events.js";

/** The tabs by their ports, with a counter value of when each was last visible; 0 means never. */
const tabs = new Map();
let turns = 0;
/** The last `hello` or `lost`, for tabs that connect later. */
let connection;

listen(new URL("..", self.location).pathname, (message) => {
  if (message.kind === "hello" || message.kind === "lost") connection = message;
  if (message.kind === "change" && connection) connection.version = message.version;
  const follower = message.follow ? lastLookedAt() : undefined;
  for (const port of tabs.keys()) {
    port.postMessage(message.kind === "change" ? { ...message, follow: port === follower } : message);
  }
});

self.addEventListener("connect", ({ ports: [port] }) => {
  port.onmessage = ({ data }) => {
    if (data === "here") welcome(port);
    else if (data === "seen") tabs.set(port, ++turns);
    else if (data === "gone") tabs.delete(port);
  };
});

function welcome(port) {
  tabs.set(port, tabs.get(port) ?? 0);
  if (connection) port.postMessage(connection);
}

function lastLookedAt() {
  const latest = Math.max(0, ...tabs.values());
  return latest > 0 ? [...tabs].find(([, turn]) => turn === latest)[0] : undefined;
}
