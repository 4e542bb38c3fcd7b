// Debian's Chromium, cut off from every host but this computer.

import { chromium } from "playwright-core";

export const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

/**
 * Milliseconds after which an event is taken as never coming. No machine is busy enough to need it: tests wait for events, and this
 * only ends a run that would hang.
 */
export const TIMEOUT = 600_000;

/** Starts a browser. Host names are not even resolved: a request to another host fails at once, and the tests see it. */
export function launch() {
  const names = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1";
  return chromium.launch({ executablePath: CHROMIUM, args: ["--no-proxy-server", names], timeout: TIMEOUT });
}
