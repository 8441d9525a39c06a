/* What stands on each printed sheet: the page, its address as it is open, the day, the sheet's number.
   Without this script the address alone (overrides/main.html). */
(() => {
  "use strict";

  const quoted = (text) => `"${text.replace(/["\\]/g, "\\$&").replace(/\s+/g, " ")}"`;
  const style = document.createElement("style");
  style.media = "print";

  // Of what a table takes on the screen at least, so much it takes on paper, whose letters are smaller.
  const ON_PAPER = 0.66;
  // What a sheet is wide that stands, and that lies: A4 without its margins, in pixels of CSS.
  const STANDING = 690;
  const LYING = 1010;
  // Smaller nobody reads it.
  const LEAST = 0.5;

  /** Nothing of a wide table is cut off. */
  const fit = (frame) => {
    const table = frame.querySelector("table.data");
    if (!table || !table.offsetWidth) return;
    table.style.width = table.style.minWidth = "min-content";
    const width = table.offsetWidth * ON_PAPER;
    table.style.width = table.style.minWidth = "";
    frame.classList.toggle("wider", width > STANDING);
    frame.style.setProperty("--print-width", `${LYING}px`);
    frame.style.setProperty("--print-zoom", Math.max(LEAST, Math.min(1, LYING / width)).toFixed(2));
  };

  /** The address in letters; as it is where it is not encoded as addresses are. */
  const address = () => {
    try {
      return decodeURI(location.href);
    } catch {
      return location.href;
    }
  };

  addEventListener("beforeprint", () => {
    document.querySelectorAll(".table-frame").forEach(fit);
    const day = new Intl.DateTimeFormat("sv-SE").format(new Date());
    const stated = document.querySelector(".report dd:last-of-type")?.textContent;
    const version = stated ? `数据版本 ${stated} · ` : "";
    const box = (place, content) =>
      `@${place} { content: ${content}; font-size: 7pt; color: #555; white-space: ${place === "bottom-right" ? "nowrap" : "normal"}; }`;
    style.textContent = `@page {
      ${box("top-left", quoted(document.title))}
      ${box("bottom-left", quoted(address()))}
      ${box("bottom-right", `${quoted(`${version}打印于 ${day} · 第 `)} counter(page) "/" counter(pages) " 页"`)}
    }`;
    document.head.append(style);
  });
})();
