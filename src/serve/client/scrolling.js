// Makes frames scroll together.

import { alignedPosition } from "./alignment.js";

/** Frames that scroll together while `enabled()`. `add` takes a frame whose page has just loaded. */
export function scrollTogether(frames, enabled) {
  /** Where a frame was put: the event that follows is no one's wish. */
  const put = new Map();
  let leader = null;

  const align = (frame) => {
    const window = frame.contentWindow;
    const from = layout(leader.contentWindow);
    const top = alignedPosition(leader.contentWindow.scrollY, from, layout(window));
    // Not by the page's own smooth scrolling, which would still be on its way at the next event.
    window.scrollTo({ top, behavior: "instant" });
    put.set(frame, window.scrollY);
  };

  const lead = (frame) => {
    const position = frame.contentWindow.scrollY;
    if (!enabled() || Math.abs(position - (put.get(frame) ?? -2)) < 1) return;
    put.delete(frame);
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

/** Whether a frame holds a page of the site that is there: what it holds from elsewhere is closed to us. */
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
    // A heading that is not shown stands nowhere.
    .filter((heading) => heading.getClientRects().length > 0)
    .map((heading) => ({
      level: Number(heading.localName.slice(1)),
      id: heading.id,
      top: heading.getBoundingClientRect().top + scrollY,
    }));
  return { headings, end: Math.max(0, document.documentElement.scrollHeight - innerHeight) };
}
