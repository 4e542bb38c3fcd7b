// The menu of narrow screens opens and closes without this script, and is hidden where the window has room for the sections. Here it closes
// when it is hidden, so that it does not stand open when the window is narrow again; and Escape closes it.
(() => {
  "use strict";

  const openMenu = () => document.querySelector(".menu[open]");

  addEventListener("resize", () => {
    const menu = openMenu();
    if (menu && menu.firstElementChild.getClientRects().length === 0) menu.open = false;
  });
  addEventListener("keydown", ({ key }) => {
    const menu = key === "Escape" && openMenu();
    if (!menu) return;
    if (menu.contains(document.activeElement)) menu.firstElementChild.focus();
    menu.open = false;
  });
})();
