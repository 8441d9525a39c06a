/* What a picture is of and where it stands, as it says wherever it is taken. */
globalThis.yusuanPictureSource = (() => {
  "use strict";

  const words = (element) => {
    const copy = element.cloneNode(true);
    for (const extra of copy.querySelectorAll(".headerlink, .language")) extra.remove();
    return copy.textContent.trim().replace(/\s+/g, " ");
  };

  /** Whose document a page is of that is called by a table: the last of what stands above it. */
  const ownerOf = (page) => {
    const above = [...page.querySelectorAll(".breadcrumb a")];
    return above.at(-1)?.getAttribute("href") === "index.html" ? above.slice(-2).map(words).join(" ") : "";
  };

  /** Whose document it is, the headings above `figure` in its `page`, the version, its address. */
  const of = (figure, page, address) => {
    const above = [...(page.querySelector("article") ?? page).querySelectorAll("h1, h2")]
      .filter((each) => each.compareDocumentPosition(figure) & Node.DOCUMENT_POSITION_FOLLOWING);
    const headings = [above[0], above.at(-1)].filter((each, place, all) => each && all.indexOf(each) === place);
    const version = page.querySelector(".report dd:last-of-type")?.textContent;
    return {
      of: [ownerOf(page), ...headings.map(words)].filter(Boolean).join("，"),
      note: `yusuan 整理，非官方发布${version ? `；数据版本 ${version}` : ""}`,
      address: `${address}#${figure.id}`,
    };
  };

  return { of, words };
})();
