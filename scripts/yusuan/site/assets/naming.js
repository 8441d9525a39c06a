/* English beside the Chinese of a table: its heads, the names of its rows, titles of tables and of
   rules, where our dictionary knows them (pages/english/naming.py). Asked for by a button in the
   head of the page; the choice is kept for the next page. What is printed stays as it is. */
(() => {
  "use strict";
  const search = document.querySelector(".search-link");
  if (!search || document.documentElement.lang === "en" || !document.querySelector("nav.breadcrumb")) return;

  const own = document.currentScript.src;
  const REMEMBERED = "yusuan-english-names";
  const CSS = "in-english";
  const PLACES = [
    ["terms", "table.data thead th, table.data tbody th.name"],
    ["tables", "nav.siblings a"],
    ["checks", "details.rule > summary, .findings a[href^='#rule-'], .figure-checks strong"],
  ];
  const FIRST = /^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d+[、.]|其中:)+/;
  const YEAR = /^(\d{4})年(?:度)?(?=.)/;

  // As in yusuan.text.key, of what tables print.
  const compared = (text) => text.normalize("NFKC").replace(/[\s"'“”‘’「」]/g, "");
  const nameOf = (names, text) => {
    const whole = compared(text);
    const short = whole.replace(FIRST, "");
    const year = short.match(YEAR);
    const later = year && names[short.slice(year[0].length)];
    return names[whole] ?? names[short] ?? (later && `${year[1]}: ${later}`);
  };
  // What is printed, without notes and marks of ours.
  const printed = (element) =>
    [...element.childNodes].filter((each) => each.nodeType === Node.TEXT_NODE || each.matches("a, .term, .unparted"))
      .map(({ textContent }) => textContent).join("");

  const add = (element, name) => {
    if (!name) return;
    const shown = Object.assign(document.createElement("small"), { className: CSS, lang: "en", textContent: name });
    element.append(" ", shown);
  };
  const show = (names) => {
    for (const [kind, where] of PLACES) {
      for (const element of document.querySelectorAll(where)) {
        add(element, nameOf(names[kind], printed(element)));
      }
    }
    // The page is headed by the title that its table prints, which is seldom the one that we use.
    const current = document.querySelector("nav.siblings [aria-current]");
    if (current) add(document.querySelector("h1"), nameOf(names.tables, printed(current)));
  };
  const hide = () => {
    for (const shown of document.querySelectorAll(`.${CSS}`)) {
      shown.previousSibling.remove();
      shown.remove();
    }
  };

  const button = Object.assign(document.createElement("button"), { type: "button", className: "naming", lang: "en", textContent: "EN", title: "English names beside the Chinese" });
  const turn = async (on) => {
    button.setAttribute("aria-pressed", String(on));
    hide();
    if (!on) return;
    try {
      const names = await yusuanLoading.packed("names", new URL("../english/names.js", own));
      if (button.ariaPressed === "true") {
        hide();
        show(names);
      }
    } catch {
      button.setAttribute("aria-pressed", "false");
      button.title = "The English names could not be fetched. Please check the network and try again.";
    }
  };
  const kept = () => {
    try {
      return localStorage.getItem(REMEMBERED) === "on";
    } catch {
      return false;
    }
  };
  button.addEventListener("click", () => {
    const on = button.ariaPressed !== "true";
    try {
      localStorage.setItem(REMEMBERED, on ? "on" : "off");
    } catch {
      // Without storage the next page is in Chinese alone.
    }
    turn(on);
  });
  search.before(button);
  turn(kept());
})();
