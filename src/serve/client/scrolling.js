// Makes frames scroll together.

import { alignedPosition } from "./alignment.js";

/** Frames that scroll together while `enabled()`. `add` takes a frame whose page has just loaded. */
export function scrollTogether(frames, enabled) {
  /** Positions that frames were scrolled to by `align`: the events that follow are not the user's. */
  const aligned = new Map();
  let leader = null;

  const align = (frame) => {
    const window = frame.contentWindow;
    const from = layout(leader.contentWindow);
    const top = alignedPosition(leader.contentWindow.scrollY, from, layout(window));
    // Without the page's own smooth scrolling, which would still be in progress at the next event.
    window.scrollTo({ top, behavior: "instant" });
    aligned.set(frame, window.scrollY);
  };

  const lead = (frame) => {
    const position = frame.contentWindow.scrollY;
    if (!enabled() || Math.abs(position - (aligned.get(frame) ?? -2)) < 1) return;
    aligned.delete(frame);
    leader = frame;
    for (const other of frames()) {
      if (other !== frame && isReadable(other)) align(other);
    }
  };

  return {
    add(frame) {
      frame.contentWindow.addEventListener("scroll", () => lead(frame), { passive: true });
      if (enabled() && leader !== frame && leader?.isConnected && isReadable(leader)) align(frame);
    },
  };
}

/** Whether a frame holds a loaded page of the site: pages of other origins cannot be accessed. */
function isReadable(frame) {
  try {
    return frame.contentDocument?.readyState === "complete" && frame.contentDocument.body !== null;
  } catch {
    return false;
  }
}

function layout(window) {
  const { document, scrollY, innerHeight } = window;
  const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
    // A heading that is not displayed has no position.
    .filter((heading) => heading.getClientRects().length > 0)
    .map((heading) => ({
      level: Number(heading.localName.slice(1)),
      id: heading.id,
      top: heading.getBoundingClientRect().top + scrollY,
    }));
  return { headings, end: Math.max(0, document.documentElement.scrollHeight - innerHeight) };
}
