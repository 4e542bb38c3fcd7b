// Decides when the panel opens by itself and when it goes again.

/**
 * Told what the server knows, `hear` returns "open" when a save has broken something, "close" when all that opened the panel is
 * mended, and `null` otherwise. `silence` is told when a person has opened or closed the panel.
 */
export function alarm() {
  let known = null;
  let wasBroken = false;
  /** The mistakes that opened the panel; `null` when it did not open by itself. */
  let causes = null;

  return {
    hear(data, state, saved) {
      const mistakes = errorsOf(data);
      // Where not even the page is what it should be, a save of long ago is reason enough.
      const isBroken = state === "failed" || data.page?.states.includes("stale") === true;
      const fresh = saved && known ? [...mistakes].filter((mistake) => !known.has(mistake)) : [];
      const opens = fresh.length > 0 || (isBroken && !wasBroken);
      known = mistakes;
      wasBroken = isBroken;
      if (opens) {
        causes = new Set([...(causes ?? []), ...fresh]);
        return "open";
      }
      if (causes === null || isBroken || [...causes].some((mistake) => mistakes.has(mistake))) return null;
      causes = null;
      return "close";
    },
    silence() {
      causes = null;
    },
  };
}

/** The errors without their lines: an error that only moved is not a new one. */
function errorsOf({ diagnostics: { page, site } }) {
  const errors = [...page, ...site].filter(({ severity }) => severity === "error");
  return new Set(errors.map(({ code, file, message }) => `${code} ${file} ${message}`));
}
