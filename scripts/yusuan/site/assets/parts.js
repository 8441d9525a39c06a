/* Folded parts of a page: all of them opened and closed at once, and the part of an address opened
   where the browser does not do it by itself. */
(() => {
  "use strict";

  const FOLDED = "details.part, details.place, details.rule, details.not-due";
  const parts = [...document.querySelectorAll("details.part")];

  const reveal = () => {
    let wanted;
    try {
      wanted = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return;
    }
    if (!wanted) return;
    let opened = false;
    for (let part = wanted.closest(FOLDED); part; part = part.parentElement.closest(FOLDED)) {
      opened ||= !part.open;
      part.open = true;
    }
    if (opened) wanted.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  // A link to the very address that is open already changes nothing of it.
  addEventListener("click", ({ target }) => {
    const link = target.closest?.('a[href^="#"]');
    if (link && link.hash === location.hash) reveal();
  });

  if (parts.length > 1) {
    const line = document.createElement("p");
    const button = document.createElement("button");
    line.className = "unfold";
    button.type = "button";
    const [fold, unfold] = parts[0].closest("[lang]").lang === "en"
      ? ["Close all", "Open all"] : ["全部收起", "全部展开"];
    const tell = () => {
      button.textContent = parts.every((part) => part.open) ? fold : unfold;
    };
    button.addEventListener("click", () => {
      const open = !parts.every((part) => part.open);
      for (const part of parts) part.open = open;
    });
    for (const part of parts) part.addEventListener("toggle", tell);
    tell();
    line.append(button);
    parts[0].before(line);
  }
  reveal();
})();
