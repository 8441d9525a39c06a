/* A picture as a file of its own: its drawing with the colours that it is shown in, its title above,
   its notes and its source below. Nothing is fetched, so it works from the disk too. */
const yusuanPictures = (() => {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const FONTS = '"Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif';
  const MARGIN = 16;
  const SCALE = 2; // pixels of a PNG for one unit
  // All of them are inherited: what is as around it need not be said. A mixed colour says how far it
  // lets through by itself, after the property.
  const LOOKS = ["fill-opacity", "fill", "stroke-opacity", "stroke", "stroke-width", "stroke-dasharray",
    "stroke-linejoin", "paint-order", "font-size", "font-weight", "font-variant-numeric", "text-anchor"];

  const made = (name, attributes, text = "") => {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.textContent = text;
    return element;
  };

  // Mixed colours are computed as color(srgb …), which programs for pictures do not read.
  const MIXED = /^color\(srgb ([\d.e+-]+) ([\d.e+-]+) ([\d.e+-]+)(?: \/ ([\d.e+-]+))?\)$/;
  const paint = (name, value) => {
    const found = MIXED.exec(value);
    if (!found) return { [name]: value };
    const [red, green, blue] = found.slice(1, 4).map((part) => Math.round(255 * Number(part)));
    return { [name]: `rgb(${red}, ${green}, ${blue})`, ...(found[4] && { [`${name}-opacity`]: found[4] }) };
  };

  const looksOf = (element) => {
    const computed = getComputedStyle(element);
    return Object.assign({}, ...LOOKS.map((name) => paint(name, computed.getPropertyValue(name))));
  };
  /** A copy that looks the same without any style sheet. */
  const copied = (element, around = {}) => {
    const copy = element.cloneNode(false);
    const looks = looksOf(element);
    copy.removeAttribute("class");
    for (const [name, value] of Object.entries(looks)) if (around[name] !== value) copy.setAttribute(name, value);
    copy.append(...[...element.childNodes].map((child) =>
      (child.nodeType === Node.ELEMENT_NODE ? copied(child, looks) : child.cloneNode())));
    return copy;
  };

  const ruler = document.createElement("canvas").getContext("2d");
  /** `text` in lines no longer than `width`: broken between signs, never before one that ends a phrase. */
  const lines = (text, { size, weight }, width) => {
    ruler.font = `${weight} ${size}px ${FONTS}`;
    const found = [""];
    for (const piece of text.match(/[\w./:#?=&%@~-]+|\s|[^\s][，。、；：！？”’）》]*/gu) ?? []) {
      const longer = found.at(-1) + piece;
      const whole = ruler.measureText(longer).width <= width;
      if (whole || !found.at(-1)) found[found.length - 1] = longer;
      else found.push(piece.trim());
    }
    return found;
  };

  const compose = (figure, { of, note, address }) => {
    const drawing = figure.querySelector("svg.drawing.wide") ?? figure.querySelector("svg.drawing");
    const { width, height } = drawing.viewBox.baseVal;
    const whole = width + 2 * MARGIN;
    const quiet = getComputedStyle(figure.querySelector(".picture-note, figcaption span") ?? figure).color;
    const ink = getComputedStyle(figure).color;
    const words = (selector) => [...figure.querySelectorAll(selector)].map((each) => each.textContent);
    const texts = [];
    let y = MARGIN;
    const write = (text, size, weight, fill) => {
      for (const line of lines(text, { size, weight }, width)) {
        y += size * 1.45;
        texts.push(made("text", { x: MARGIN, y: y - size * 0.3, "font-size": size, "font-weight": weight, ...paint("fill", fill) }, line));
      }
    };
    const title = words("figcaption strong")[0];
    write(title, 16, 600, ink);
    for (const summary of words("figcaption span")) write(summary, 12, 400, quiet);
    const top = y + 12;
    y = top + height + 8;
    for (const each of words(".picture-note")) write(each, 11, 400, quiet);
    y += 4;
    write(`来源：${of}；${note}；${address}`, 10.5, 400, quiet);
    const picture = made("svg", {
      xmlns: SVG, width: whole, height: Math.ceil(y + MARGIN), viewBox: `0 0 ${whole} ${Math.ceil(y + MARGIN)}`,
      "font-family": FONTS, role: "img",
    });
    const inner = copied(drawing);
    for (const [name, value] of Object.entries({ x: MARGIN, y: top, width, height, overflow: "visible" })) inner.setAttribute(name, value);
    inner.removeAttribute("style");
    const ground = getComputedStyle(document.body).backgroundColor;
    picture.append(made("title", {}, title), made("rect", { width: "100%", height: "100%", ...paint("fill", ground) }), inner, ...texts);
    return picture;
  };

  const written = (picture) => new XMLSerializer().serializeToString(picture);
  const named = (figure, ending) =>
    `yusuan-${location.pathname.split("/").slice(-2).join("-").replace(".html", "")}-${figure.id.replace("picture-", "")}.${ending}`;

  const svg = async (figure, source) =>
    yusuanLoading.save(new Blob([written(compose(figure, source))], { type: "image/svg+xml" }), named(figure, "svg"));

  const png = async (figure, source) => {
    const picture = compose(figure, source);
    const image = new Image();
    // An address that holds the data, not one of a blob: that would make the canvas unreadable.
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(written(picture))}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = SCALE * Number(picture.getAttribute("width"));
    canvas.height = SCALE * Number(picture.getAttribute("height"));
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    if (!blob) throw new Error("PNG");
    yusuanLoading.save(blob, named(figure, "png"));
  };

  return { svg, png };
})();
