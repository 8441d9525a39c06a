/* Takes a picture along: as SVG or PNG with its title and its source, or embedded in another page.
   `?embed=<name>` in the address of a page shows that picture of it alone, with the source line. */
(() => {
  "use strict";

  const figures = [...document.querySelectorAll("figure.picture[id]")];
  if (!figures.length) return;

  const made = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  const words = (element) => {
    const copy = element.cloneNode(true);
    for (const extra of copy.querySelectorAll(".headerlink, .language")) extra.remove();
    return copy.textContent.trim().replace(/\s+/g, " ");
  };

  const page = new URL(document.querySelector("link[rel=canonical]")?.href ?? location.href);
  page.search = page.hash = "";

  /** What a picture is of and where it stands: the headings above it, the version, its address. */
  const sourceOf = (figure) => {
    const above = [...document.querySelectorAll("article h1, article h2")]
      .filter((each) => each.compareDocumentPosition(figure) & Node.DOCUMENT_POSITION_FOLLOWING);
    const headings = [above[0], above.at(-1)].filter((each, place, all) => each && all.indexOf(each) === place);
    const version = document.querySelector(".report dd:last-of-type")?.textContent;
    return {
      of: headings.map(words).join("，"),
      note: `yusuan 整理，非官方发布${version ? `；数据版本 ${version}` : ""}`,
      address: `${page}#${figure.id}`,
    };
  };

  const snippet = (figure) => {
    const address = new URL(page);
    address.search = `?embed=${encodeURIComponent(figure.id.replace("picture-", ""))}`;
    const frame = made("iframe", {
      src: address.href, title: words(figure.querySelector("figcaption strong")), loading: "lazy",
    });
    frame.setAttribute("width", "100%");
    frame.setAttribute("height", String(Math.ceil(figure.getBoundingClientRect().height) + 60));
    frame.setAttribute("style", "border:0");
    return frame.outerHTML;
  };

  const offer = (figure) => {
    const said = made("output", {});
    const button = (text, act) => {
      const found = made("button", { type: "button" }, text);
      found.addEventListener("click", async () => {
        said.textContent = "";
        try {
          await act();
        } catch {
          said.textContent = "没有做成，请刷新后再试";
        }
      });
      return found;
    };
    const taken = (kind) => async () => {
      await yusuanLoading.script("pictures.js");
      await yusuanPictures[kind](figure, sourceOf(figure));
    };
    const code = made("textarea", { readOnly: true, rows: 4, hidden: true });
    code.setAttribute("aria-label", "嵌入代码");
    const embed = () => {
      if (location.protocol === "file:") {
        said.textContent = "本页是从本机打开的：嵌入要用网上的地址，请在网站上取";
        return;
      }
      code.value = snippet(figure);
      code.hidden = false;
      code.select();
      said.textContent = "把这段代码粘贴到网页里；图下面带着来源和链接";
    };
    figure.append(made("p", { className: "picture-exports" },
      button("下载 SVG", taken("svg")), button("下载 PNG", taken("png")), button("嵌入", embed), said, code));
  };

  const wanted = new URLSearchParams(location.search).get("embed");
  const alone = wanted && figures.find(({ id }) => id === `picture-${wanted}`);
  if (!alone) {
    figures.forEach(offer);
    return;
  }
  const { of, note, address } = sourceOf(alone);
  const source = made("p", { className: "picture-source" }, "来源：",
    made("a", { href: address, target: "_blank", rel: "noopener" }, of), `；${note}`);
  for (const link of alone.querySelectorAll("a")) link.target = "_blank";
  document.body.classList.add("embedding");
  document.body.append(made("main", { className: "md-typeset embedded" }, alone, source));
})();
