// Finds parts of a page that a reader cannot see because they are outside of the window or cut off.

/** Elements that make the page scroll sideways or are cut off, as pairs of a kind and an example. */
export const cutOff = (tab) =>
  tab.evaluate(() => {
    for (const summary of document.querySelectorAll("summary")) summary.parentElement.open ||= summary.checkVisibility();
    const found = [];
    const tag = (element) => element.cloneNode().outerHTML;
    const isScroller = (element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
    const scroller = (element) => element && (isScroller(element) ? element : scroller(element.parentElement));
    const page = document.documentElement;
    if (page.scrollWidth > page.clientWidth) found.push(["the page scrolls sideways", `by ${page.scrollWidth - page.clientWidth} px`]);
    for (const element of document.body.querySelectorAll("*:not(svg *)")) {
      const style = getComputedStyle(element);
      // Texts for screen readers are clipped on purpose.
      if (!element.checkVisibility({ visibilityProperty: true }) || element.innerText?.trim() === "" || style.clipPath !== "none") continue;
      const { left, right } = element.getBoundingClientRect();
      if ((left < -1 || right > page.clientWidth + 1) && !scroller(element.parentElement)) found.push(["out of the window", tag(element)]);
      const isWide = element.scrollWidth > element.clientWidth + 1;
      const isHigh = element.scrollHeight > element.clientHeight + 1;
      const isClipped = (overflow, is) => is && /hidden|clip/.test(overflow);
      if (isClipped(style.overflowX, isWide) || isClipped(style.overflowY, isHigh)) found.push(["cut off", tag(element)]);
      if (isWide && isScroller(element) && element.tabIndex < 0 && !element.querySelector("a, button, summary")) {
        found.push(["cannot be scrolled by keyboard", tag(element)]);
      }
    }
    return found;
  });
