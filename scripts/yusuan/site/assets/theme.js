/* What Material offers to pointers only: the menu of narrow screens becomes a button; buttons to copy
   code are told apart. Without this script nothing is lost but that. */
(() => {
  "use strict";

  const menuButton = (label, drawer) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `${label.className} menu-button`;
    button.setAttribute("aria-label", document.documentElement.lang === "en" ? "Menu" : "菜单");
    button.append(...label.childNodes);
    const tell = () => button.setAttribute("aria-expanded", String(drawer.checked));
    button.addEventListener("click", () => drawer.click());
    drawer.addEventListener("change", tell);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && drawer.checked) {
        drawer.click();
        button.focus();
      }
    });
    tell();
    label.replaceWith(button);
  };

  // Material names the buttons of every block of code alike.
  const numbered = () => {
    document.querySelectorAll(".md-code__nav").forEach((buttons, index) => {
      const word = buttons.closest("[lang]").lang === "en" ? "Code" : "代码";
      const name = `${word} ${index + 1}`;
      if (buttons.getAttribute("aria-label") !== name) {
        buttons.setAttribute("aria-label", name);
      }
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    const label = document.querySelector('.md-header__button[for="__drawer"]');
    const drawer = document.getElementById("__drawer");
    if (label && drawer) {
      menuButton(label, drawer);
    }
    numbered();
    const content = document.querySelector(".md-content");
    new MutationObserver(numbered).observe(content, { childList: true, subtree: true });
  });
})();
