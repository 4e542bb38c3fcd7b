// The server's stream of events, opened again for as long as it takes when it breaks.

/** Milliseconds without a connection after which a reader is told. */
const PATIENCE = 1000;
/** Milliseconds between two attempts, at first and at most. A browser's own pause is several seconds. */
const SHORTEST_PAUSE = 250;
const LONGEST_PAUSE = 2000;

/**
 * Listens for ever. `tell` is given `{kind: "hello", instance, version}` at every connection, `{kind: "change", …}`,
 * `{kind: "checked", …}`, and `{kind: "lost"}` when there has been no connection for a while.
 */
export function listen(base, tell) {
  let pause = SHORTEST_PAUSE;
  let loss;

  const open = () => {
    const source = new EventSource(`${base}_sapar/events`);
    for (const kind of ["hello", "change", "checked"]) {
      source.addEventListener(kind, (event) => {
        if (kind === "hello") {
          clearTimeout(loss);
          loss = undefined;
          pause = SHORTEST_PAUSE;
        }
        tell({ kind, ...JSON.parse(event.data) });
      });
    }
    source.onerror = () => {
      source.close();
      loss ??= setTimeout(tell, PATIENCE, { kind: "lost" });
      setTimeout(open, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    };
  };

  open();
}
