/* Shows one picture of a page in a frame of another site (embed.html): of the page its text alone is
   fetched, no style, script or other picture of it. `?page=<address below the site>&picture=<name>` */
(async () => {
  "use strict";

  const place = document.querySelector("main");
  const state = place.querySelector("[role=status]");
  const root = new URL(".", location.href);
  const asked = new URLSearchParams(location.search);
  if (matchMedia("(prefers-color-scheme: dark)").matches) document.body.dataset.mdColorScheme = "slate";

  // A page of this site below this folder, whatever the address says.
  const PAGE = /^(?:[\p{L}\p{N}_~-][\p{L}\p{N}._~-]*\/)*[\p{L}\p{N}_~-]+\.html$/u;
  const parse = (text) => new DOMParser().parseFromString(text, "text/html");

  const read = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(String(address));
    const page = parse(await answer.text());
    const packed = page.querySelector("script[data-page]")?.dataset.page;
    if (!packed) return page;
    const { [packed]: body } = await yusuanLoading.pages(address);
    return parse(body.content);
  };

  const link = (address, text) =>
    Object.assign(document.createElement("a"), { href: address, target: "_blank", rel: "noopener", textContent: text });

  const name = asked.get("page") ?? "";
  if (!PAGE.test(name)) {
    state.replaceChildren("没有这张图。", link(root, "到网站上看"));
    return;
  }
  const address = new URL(name, root);
  try {
    const page = await read(address);
    const found = page.getElementById(`picture-${asked.get("picture")}`);
    if (!found) {
      state.replaceChildren("这一页没有这张图了。", link(address, "看原来的页面"));
      return;
    }
    const { of, note, address: own } = yusuanPictureSource.of(found, page, page.querySelector("link[rel=canonical]")?.href ?? address);
    const figure = document.importNode(found, true);
    // Its data stand on its page.
    figure.querySelector("details")?.remove();
    for (const each of figure.querySelectorAll("a[href]")) {
      each.setAttribute("href", new URL(each.getAttribute("href"), address));
      each.setAttribute("target", "_blank");
    }
    const source = Object.assign(document.createElement("p"), { className: "picture-source" });
    source.append("来源：", link(own, of), `；${note}`);
    document.title = figure.querySelector("figcaption strong").textContent;
    place.replaceChildren(figure, source);
  } catch {
    state.replaceChildren("这张图没有取到。", link(address, "看原来的页面"));
  }
})();
