/* What stands on each printed sheet: the page, its address as it is open, the day, the sheet's number.
   Without this script the address alone (overrides/main.html). */
(() => {
  "use strict";

  const quoted = (text) => `"${text.replace(/["\\]/g, "\\$&").replace(/\s+/g, " ")}"`;
  const style = document.createElement("style");
  style.media = "print";

  addEventListener("beforeprint", () => {
    const day = new Intl.DateTimeFormat("sv-SE").format(new Date());
    const stated = document.querySelector(".report dd:last-of-type")?.textContent;
    const version = stated ? `数据版本 ${stated} · ` : "";
    const box = (place, content) =>
      `@${place} { content: ${content}; font-size: 7pt; color: #555; white-space: ${place === "bottom-right" ? "nowrap" : "normal"}; }`;
    style.textContent = `@page {
      ${box("top-left", quoted(document.title))}
      ${box("bottom-left", `${quoted(decodeURI(location.href))}`)}
      ${box("bottom-right", `${quoted(`${version}打印于 ${day} · 第 `)} counter(page) "/" counter(pages) " 页"`)}
    }`;
    document.head.append(style);
  });
})();
