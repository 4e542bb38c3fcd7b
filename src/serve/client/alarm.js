// Decides when the panel opens and closes by itself.

/**
 * `hear` takes the panel's data and returns "open" if a save has broken something, "close" if everything that opened the panel
 * has been fixed, and `null` otherwise. Call `silence` when the user opens or closes the panel.
 */
export function alarm() {
  let known = null;
  let wasBroken = false;
  /** The errors that opened the panel, or `null` if it did not open by itself. */
  let causes = null;

  return {
    hear(data, state, saved) {
      const errors = errorsOf(data);
      // If the page itself is affected, the panel also opens for errors that were there before.
      const isBroken = state === "failed" || data.page?.states.includes("stale") === true;
      const added = saved && known ? [...errors].filter((error) => !known.has(error)) : [];
      const opens = added.length > 0 || (isBroken && !wasBroken);
      known = errors;
      wasBroken = isBroken;
      if (opens) {
        causes = new Set([...(causes ?? []), ...added]);
        return "open";
      }
      if (causes === null || isBroken || [...causes].some((error) => errors.has(error))) return null;
      causes = null;
      return "close";
    },
    silence() {
      causes = null;
    },
  };
}

/** The errors without their line numbers: an error that only moved is not a new one. */
function errorsOf({ diagnostics: { page, site } }) {
  const errors = [...page, ...site].filter(({ severity }) => severity === "error");
  return new Set(errors.map(({ code, file, message }) => `${code} ${file} ${message}`));
}
