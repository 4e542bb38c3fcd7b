// The link to the search page opens a field in place. All else is loaded only then.
(() => {
  "use strict";

  const link = document.querySelector(".search-link");
  // Each of the two modules gets the parts that both need: only the page knows their addresses, which have versions.
  const load = () => Promise.all([import(link.dataset.script), import(link.dataset.parts)]);
  const find = document.querySelector(".find");
  if (find) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      find.elements.q.focus();
    });
    load().then(([{ searchPage }, parts]) => searchPage(find, parts));
    return;
  }

  const template = document.getElementById("_search").content.firstElementChild;
  let loading;
  let engine;
  // From the press on: it takes a while until it becomes a click, and the engine until it can answer.
  const ask = () => {
    if (loading) return;
    const { dataset } = template;
    loading = load();
    engine = import(dataset.engine).then(({ open }) => open(dataset.search));
    engine.then((engine) => engine.prefetch()).catch(() => {});
  };
  link.addEventListener("pointerdown", ask);

  let form;
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (!form) {
      ask();
      form = template.cloneNode(true);
      const close = () => {
        link.focus();
        form.hidden = true;
      };
      form.querySelector(".search-close").addEventListener("click", close);
      form.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        close();
      });
      form.addEventListener("focusout", () => {
        // When the whole window loses the focus, its field keeps it.
        setTimeout(() => (form.hidden ||= !form.contains(document.activeElement)));
      });
      for (const href of link.dataset.styles.split(" ")) {
        document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
      }
      link.after(form);
      // Until the script is there, and without it, Enter leads to the search page.
      loading.then(([{ searchField }, parts]) => searchField(form, parts, engine), () => {});
    }
    form.hidden = false;
    // Within the click: some browsers show the keyboard only then.
    form.elements.q.select();
  });
})();
