/* The drawer of a narrow screen: the pages of the site, which wide screens have as tabs; before them
   the pages of the disclosure at hand, and the headings of the page that is open. Without this
   script there is no drawer: the tabs stay, and the line of pages below the title. */
(() => {
  "use strict";

  const drawer = document.getElementById("__drawer");
  const pages = document.querySelector("nav.siblings");
  const list = document.querySelector(".md-sidebar--primary .md-nav__list");
  if (!drawer || !list) return;

  const made = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const part = (title, ...children) =>
    made("li", { class: "md-nav__item drawer-part" }, made("strong", {}, title), ...children);

  const headings = () => {
    const found = [...document.querySelectorAll("article h2[id], article details.part[id]")];
    if (found.length < 2) return [];
    const items = found.map((heading) => {
      const name = heading.querySelector(".part-name") ?? heading.firstChild;
      return made("li", {}, made("a", { href: `#${heading.id}` }, name.textContent.trim()));
    });
    return [made("ul", {}, ...items)];
  };

  const link = (from) => {
    const copy = made("a", { href: from.getAttribute("href") }, from.textContent);
    if (!from.hasAttribute("aria-current")) return made("li", {}, copy);
    copy.setAttribute("aria-current", "page");
    return made("li", {}, copy, ...headings());
  };

  // The page that is open is there already, with its headings.
  const ofSite = () => {
    const own = list.querySelector(".md-nav__item--active");
    let before = own;
    for (const tab of document.querySelectorAll(".md-tabs__list a")) {
      if (own && tab.matches(".active")) {
        before = null;
        continue;
      }
      const link = tab.cloneNode(true);
      link.className = "md-nav__link";
      list.insertBefore(made("li", { class: "md-nav__item" }, link), before);
    }
  };

  const fill = () => {
    ofSite();
    if (!pages) return;
    const links = [...pages.querySelectorAll("a")].map(link);
    list.prepend(part(pages.dataset.of, made("ul", {}, ...links)), part("本站"));
    requestAnimationFrame(() => list.querySelector("[aria-current]").scrollIntoView({ block: "center" }));
  };
  // A heading of this very page: the drawer gives way to it.
  list.addEventListener("click", ({ target }) => {
    if (target.closest?.('a[href^="#"]') && drawer.checked) drawer.click();
  });
  if (drawer.checked) fill();
  else drawer.addEventListener("change", fill, { once: true });
})();
