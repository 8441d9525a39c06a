/* Tells where a table goes on to the side (frames.css draws the cue), those of pages written by hand
   too, which have no frame of their own; and lets the keyboard pass a
   table in one step: its links are one stop of the Tab key, arrows move among them. Without this
   script every link is a stop of its own. */
(() => {
  "use strict";

  const FRAME = ".table-frame";
  // All are measured before any is changed: else each would be laid out anew.
  const tell = (frames) => {
    const rests = frames.map((each) => each.scrollWidth - each.clientWidth - Math.abs(each.scrollLeft));
    frames.forEach((each, number) => each.classList.toggle("more", rests[number] > 1));
  };
  const english = document.documentElement.lang === "en";
  for (const table of document.querySelectorAll(".md-content table:not([class])")) {
    const frame = document.createElement("div");
    frame.className = "table-frame";
    frame.tabIndex = 0;
    frame.setAttribute("role", "region");
    const heads = [...table.querySelectorAll("thead th")].map((each) => each.textContent.trim());
    frame.setAttribute("aria-label", heads.filter(Boolean).join(english ? ", " : "、"));
    // What Material would put around it has no cue.
    (table.closest(".md-typeset__scrollwrap") ?? table).replaceWith(frame);
    table.className = "data written";
    frame.append(table);
  }
  const sizes = new ResizeObserver((entries) => tell(entries.map(({ target }) => target)));
  for (const frame of document.querySelectorAll(FRAME)) sizes.observe(frame);
  addEventListener(
    "scroll",
    ({ target }) => target instanceof Element && target.matches(FRAME) && tell([target]),
    { capture: true, passive: true },
  );

  const stopsOf = (root) => [...root.querySelectorAll("a[href], button")];
  const bodiesOf = (frame) => [...frame.querySelectorAll("tbody")];
  const shown = (stop) => stop?.isConnected && stop.checkVisibility();
  // Of each frame that the focus has been in: the link that is its stop.
  const current = new WeakMap();

  const choose = (frame, stop) => {
    const before = current.get(frame);
    if (!before) {
      frame.setAttribute("aria-description", "按方向键在各格的链接之间移动");
      for (const each of bodiesOf(frame).flatMap(stopsOf)) each.tabIndex = -1;
    } else {
      before.tabIndex = -1;
    }
    stop.tabIndex = 0;
    current.set(frame, stop);
  };

  // Told to those who look, too, as long as the keyboard is in a table.
  const hint = document.createElement("p");
  hint.className = "keys-hint";
  hint.setAttribute("aria-hidden", "true");
  hint.textContent = english ? "Arrow keys move from link to link; Tab leaves the table" : "方向键在各格的链接之间移动，Tab 离开表格";

  addEventListener("focusout", () => hint.remove());
  addEventListener("focusin", ({ target }) => {
    const frame = target.closest?.(FRAME);
    if (!frame) return;
    if (target.closest("tbody")) {
      choose(frame, target);
      if (target.matches(":focus-visible")) document.body.append(hint);
    }
    else if (!shown(current.get(frame))) {
      const first = bodiesOf(frame).flatMap(stopsOf).find(shown);
      if (first) choose(frame, first);
    }
  });

  const middle = (stop) => {
    const box = stop.getBoundingClientRect();
    return (box.left + box.right) / 2;
  };
  const ROWS = { ArrowUp: -1, ArrowDown: 1 };
  const within = {
    ArrowLeft: (stops, at) => stops[at - 1],
    ArrowRight: (stops, at) => stops[at + 1],
    Home: (stops) => stops[0],
    End: (stops) => stops.at(-1),
  };

  const neighbour = (stop, key) => {
    const row = stop.closest("tr");
    if (within[key]) {
      const stops = stopsOf(row).filter(shown);
      return within[key](stops, stops.indexOf(stop));
    }
    const rows = bodiesOf(stop.closest(FRAME)).flatMap((body) => [...body.rows]);
    const from = middle(stop);
    for (let at = rows.indexOf(row) + ROWS[key]; rows[at]; at += ROWS[key]) {
      const stops = stopsOf(rows[at]).filter(shown);
      const away = (each) => Math.abs(middle(each) - from);
      if (stops.length) return stops.reduce((one, other) => (away(other) < away(one) ? other : one));
    }
    return undefined;
  };

  addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!(key in ROWS || key in within) || !target.closest?.(`${FRAME} tbody`)) return;
    event.preventDefault();
    neighbour(target, key)?.focus();
  });
})();
