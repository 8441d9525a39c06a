/* Terms open on click by themselves. What is added here: the pointer alone opens one when it
   rests, and closes it when it leaves both term and definition; a place beside the term where
   style sheets cannot give it; and a way to the definition where there are no popovers. */
(() => {
  "use strict";

  const OPENS_AFTER = 300;
  const CLOSES_AFTER = 300;
  const GAP = 6;

  const termAt = (target) => (target instanceof Element ? target.closest("button.term") : null);
  const definitionOf = (term) => document.getElementById(term.getAttribute("popovertarget"));
  const isOpen = (definition) => definition.matches(":popover-open");

  if (!("popover" in HTMLElement.prototype)) {
    document.addEventListener("click", (event) => {
      const term = termAt(event.target);
      if (term) {
        window.location.hash = definitionOf(term).id;
      }
    });
    return;
  }

  let timer = 0;
  // The term whose definition the pointer opened; a click, or focus within, makes it stay.
  let hovered = null;

  const later = (action, delay) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(action, delay);
  };

  const place = (term, definition) => {
    const wide = window.matchMedia("(min-width: 45em)").matches;
    if (CSS.supports("position-area", "block-end span-inline-end") || !wide) {
      return;
    }
    definition.classList.add("placed");
    const around = term.getBoundingClientRect();
    const { width, height } = definition.getBoundingClientRect();
    const page = document.documentElement;
    const left = Math.max(GAP, Math.min(around.left, page.clientWidth - width - GAP));
    const below = around.bottom + GAP;
    const fits = below + height <= page.clientHeight || around.top < height + GAP;
    const top = fits ? below : around.top - height - GAP;
    definition.style.left = `${left + window.scrollX}px`;
    definition.style.top = `${top + window.scrollY}px`;
  };

  const open = (term) => {
    const definition = definitionOf(term);
    if (definition && !isOpen(definition)) {
      definition.showPopover({ source: term });
      hovered = term;
      place(term, definition);
    }
  };

  const close = () => {
    const definition = hovered && definitionOf(hovered);
    hovered = null;
    if (definition && isOpen(definition) && !definition.contains(document.activeElement)) {
      definition.hidePopover();
    }
  };

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") {
      return;
    }
    const term = termAt(event.target);
    if (hovered && (term === hovered || definitionOf(hovered).contains(event.target))) {
      window.clearTimeout(timer);
    } else if (term) {
      later(() => open(term), OPENS_AFTER);
    } else if (hovered) {
      later(close, CLOSES_AFTER);
    } else {
      window.clearTimeout(timer);
    }
  });

  document.documentElement.addEventListener("pointerleave", () => later(close, CLOSES_AFTER));

  document.addEventListener("click", (event) => {
    window.clearTimeout(timer);
    const term = termAt(event.target);
    if (!term) {
      return;
    }
    if (term === hovered && isOpen(definitionOf(term))) {
      event.preventDefault(); // the click would close what the pointer has just opened
      hovered = null;
      return;
    }
    hovered = null;
    // The button opens it after this event.
    window.setTimeout(() => isOpen(definitionOf(term)) && place(term, definitionOf(term)));
  });
})();
