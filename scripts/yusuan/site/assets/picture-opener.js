/* Takes a picture along: as SVG or PNG with its title and its source, or embedded in another page
   (embed.html shows it alone, with its source line). */
(() => {
  "use strict";

  const figures = [...document.querySelectorAll("figure.picture[id]")];
  if (!figures.length) return;

  const made = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  const { words } = yusuanPictureSource;
  const page = new URL(document.querySelector("link[rel=canonical]")?.href ?? location.href);
  page.search = page.hash = "";
  const sourceOf = (figure) => yusuanPictureSource.of(figure, document, page.href);
  const root = new URL("..", document.currentScript.src);

  const snippet = (figure) => {
    const address = new URL("embed.html", root);
    const name = decodeURIComponent(location.href.split(/[?#]/)[0].slice(root.href.length)) || "index.html";
    address.search = new URLSearchParams({
      page: name.endsWith("/") ? `${name}index.html` : name, picture: figure.id.replace("picture-", ""),
    });
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

  figures.forEach(offer);
})();
