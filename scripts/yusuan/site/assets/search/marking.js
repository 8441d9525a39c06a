/* What a result shows: its name, what it says about what was asked for, and where that stands. */
(() => {
  "use strict";
  const search = globalThis.yusuanSearch;
  const BETWEEN = "[\\s,，“”\"'‘’（）()、·-]*";
  const BEFORE = 24;
  const LENGTH = 90;
  const MOST_VALUES = 4;

  const escaped = (sign) => sign.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
  // A pattern that finds the words as they are printed: with blanks, quotes and separators between.
  const patternOf = (words) => {
    const each = words.map(({ text, number }) => {
      const signs = [...text].map(escaped).join(BETWEEN);
      if (number === undefined) return signs;
      const [whole, part = ""] = number.split(".");
      const digits = [...whole].map(escaped).join("[,，]?");
      return `(?:${digits}${part ? `\\.${part}0*` : "(?:\\.0+)?(?![\\d.])"}|${signs})`;
    });
    return each.length ? new RegExp(each.join("|"), "giu") : null;
  };

  const marked = (text, pattern) => {
    const nodes = document.createDocumentFragment();
    let at = 0;
    for (const found of pattern ? text.matchAll(pattern) : []) {
      if (!found[0]) continue;
      const mark = document.createElement("mark");
      mark.textContent = found[0];
      nodes.append(text.slice(at, found.index), mark);
      at = found.index + found[0].length;
    }
    nodes.append(text.slice(at));
    return nodes;
  };

  const excerpt = (text, pattern) => {
    const first = pattern ? [...text.matchAll(pattern)].find((found) => found[0]) : undefined;
    const start = first && first.index > BEFORE ? first.index - BEFORE : 0;
    const end = start + LENGTH;
    return `${start ? "…" : ""}${text.slice(start, end)}${text.length > end ? "…" : ""}`;
  };

  const element = (name, css, ...children) => {
    const made = document.createElement(name);
    if (css) made.className = css;
    made.append(...children);
    return made;
  };

  const said = ({ label, unit, text }) => [label, text, unit].filter(Boolean).join(" ");

  // Those that have what was asked for come first.
  const valuesOf = (record, pattern) => {
    const hits = (value) => Boolean(pattern && said(value).match(pattern));
    const sorted = [...record.values.filter(hits), ...record.values.filter((value) => !hits(value))];
    const shown = sorted.slice(0, MOST_VALUES).map(said).join("；");
    return shown + (sorted.length > MOST_VALUES ? search.wording.moreValues(sorted.length - MOST_VALUES) : "");
  };

  // Text of documents is only ever text here.
  const drawn = (record, words) => {
    const kind = search.kinds()[record.kind];
    const pattern = patternOf(words);
    const link = element("a", "found-link");
    link.href = record.address;
    const name = element("span", "found-name");
    if (record.code) name.append(element("span", "found-code", marked(record.code, pattern)), " ");
    name.append(marked(record.title, pattern));
    link.append(name);
    const values = valuesOf(record, pattern);
    if (values) link.append(element("span", "found-values", marked(values, pattern)));
    const hit = pattern && record.text.match(pattern);
    if (record.text && (hit || !values)) {
      link.append(element("span", "found-text", marked(excerpt(record.text, pattern), pattern)));
    }
    const where = [record.part.title, [record.title, kind[0]].includes(record.of) ? "" : record.of, record.place && `原文${record.place}`];
    link.append(element("span", "found-where", element("b", "", search.wording.kind(kind)), ` ${where.filter(Boolean).join(" · ")}`));
    const item = element("li", "", link);
    // As printed, or asked for in 元 where 万元 are printed.
    const asked = (value) =>
      words.some(({ number, small }) => number && [number, value.unit === "万元" && small].includes(search.canonical(value.text)));
    const figure = record.values.find((value) => value.figure && asked(value));
    if (figure) {
      const page = element("a", "found-figure", search.wording.figure);
      page.href = figure.figure;
      page.setAttribute("aria-label", `${record.title} ${said(figure)}：${search.wording.figure}`);
      item.append(page);
    }
    return item;
  };

  Object.assign(search, { drawn, element });
})();
