/* What the focus is on and how it shows. `focusStop()` tells of the element that has it now;
   `unreachedStops()` lists what should have had it and has not. */
(() => {
  const TABBABLE = "a[href], button, input, select, textarea, summary, [tabindex]";

  const isShown = (element) => {
    const { width, height } = element.getBoundingClientRect();
    const shown = { opacityProperty: true, visibilityProperty: true };
    return width > 1 && height > 1 && element.checkVisibility(shown);
  };
  // A box or a choice may be drawn by its label, or by one that follows it.
  const drawnBy = (element) => {
    const next = element.nextElementSibling;
    const labels = [...(element.labels ?? []), ...(next?.matches("label") ? [next] : [])];
    return [element, ...labels].filter(isShown);
  };
  const takesFocus = (element) =>
    element.tabIndex >= 0 &&
    !element.disabled &&
    element.checkVisibility({ visibilityProperty: true }) &&
    (element.type !== "radio" || element.checked);

  // How it looks but for the colour of its text, which alone is no mark.
  const look = (element) => {
    const style = getComputedStyle(element);
    const lines = [
      [style.outlineStyle, style.outlineWidth, style.outlineColor],
      [style.borderTopStyle, style.borderTopWidth, style.borderTopColor],
    ].filter(([kind, width]) => kind !== "none" && parseFloat(width) > 0);
    return [...lines, style.boxShadow, style.textDecorationLine, style.backgroundColor].join("; ");
  };

  const unfocused = new WeakMap();
  for (const element of document.querySelectorAll(`${TABBABLE}, label`)) {
    unfocused.set(element, look(element));
  }

  const isInView = (element) => {
    const box = element.getBoundingClientRect();
    return box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight;
  };
  // Some point of the part in view is not under something else, such as the head.
  const isUncovered = (element) =>
    [...element.getClientRects()].some((box) =>
      [0.1, 0.5, 0.9].some((part) => {
        const [left, upper] = [Math.max(box.left, 0), Math.max(box.top, 0)];
        const x = left + (Math.min(box.right, innerWidth) - left) * part;
        const y = upper + (Math.min(box.bottom, innerHeight) - upper) * part;
        const top = document.elementFromPoint(x, y);
        return top !== null && (element.contains(top) || top.contains(element));
      }),
    );

  const reached = new Set();
  const called = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 160);

  const drawing = (element) => {
    const drawn = drawnBy(element);
    return {
      shown: drawn.some((each) => isInView(each) && isUncovered(each)),
      marked: drawn.some((each) => look(each) !== unfocused.get(each)),
    };
  };
  const soon = () => new Promise((resolve) => setTimeout(resolve, 300));

  window.focusStop = async () => {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) {
      return null;
    }
    const again = reached.has(element);
    reached.add(element);
    let { shown, marked } = drawing(element);
    if (!shown || !marked) {
      // What changes because it has the focus may need a moment.
      await soon();
      ({ shown, marked } = drawing(element));
    }
    return { again, called: called(element), shown, marked };
  };

  window.unreachedStops = () =>
    [...document.querySelectorAll(TABBABLE)]
      .filter((element) => takesFocus(element) && !reached.has(element))
      .map(called);
})();
