// Leads from the page that lists the languages to the one the reader prefers. Without a match the list stays.
(() => {
  "use strict";

  // "zh-TW" → { language: "zh", script: "Hant" }: a script is likelier than a region to be what a reader can read.
  const parts = (tag) => {
    try {
      const { language, script } = new Intl.Locale(tag).maximize();
      return { language, script };
    } catch {
      return { language: tag.toLowerCase().split("-")[0] };
    }
  };

  const choices = Array.from(document.querySelectorAll(".choices a[hreflang]"), (link) => ({
    link,
    ...parts(link.hreflang),
  }));

  for (const tag of navigator.languages || [navigator.language]) {
    const { language, script } = parts(tag);
    const known = choices.filter((choice) => choice.language === language);
    const best = known.find((choice) => choice.script === script) || known[0];
    if (best) {
      location.replace(best.link.href + location.search);
      return;
    }
  }
})();
