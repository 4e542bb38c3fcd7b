// The server's event stream, with reconnection.

/** How long a connection may be missing before the user is notified, in milliseconds. */
const DISCONNECT_NOTICE_DELAY = 1000;
// Initial and maximum retry delay, in milliseconds. The browser's own delay is several seconds.
const INITIAL_RETRY_DELAY = 250;
const MAX_RETRY_DELAY = 2000;

/**
 * Listens forever. `receive` is called with `{kind: "hello", instance, version}` at every connection, `{kind: "change", …}`,
 * `{kind: "checked", …}`, and `{kind: "lost"}` if there has been no connection for a while.
 */
export function listen(base, receive) {
  let retryDelay = INITIAL_RETRY_DELAY;
  let notice;

  const open = () => {
    const source = new EventSource(`${base}_sapar/events`);
    for (const kind of ["hello", "change", "checked"]) {
      source.addEventListener(kind, (event) => {
        if (kind === "hello") {
          clearTimeout(notice);
          notice = undefined;
          retryDelay = INITIAL_RETRY_DELAY;
        }
        receive({ kind, ...JSON.parse(event.data) });
      });
    }
    source.onerror = () => {
      source.close();
      notice ??= setTimeout(receive, DISCONNECT_NOTICE_DELAY, { kind: "lost" });
      setTimeout(open, retryDelay);
      retryDelay = Math.min(retryDelay * 2, MAX_RETRY_DELAY);
    };
  };

  open();
}
