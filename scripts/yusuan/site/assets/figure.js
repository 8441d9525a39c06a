/* The page of one figure: the fragment of its address names it, a part of the data has it
   (pages/figure/parts.py), and one of the search what came out of its checks. Parts are scripts, so that a page opened from the disk can load them.
   Whatever a document printed is set as text, never as markup. */
(() => {
  "use strict";

  const given = document.getElementById("figure-settings");
  const drawn = document.querySelector(".figure-drawn");
  if (!given || !drawn) return;

  const settings = JSON.parse(given.textContent);
  const form = document.getElementById("figure-drawn");
  const state = document.querySelector(".figure-state");
  const heading = document.querySelector("article h1");
  const headingText = heading.firstChild.textContent;
  const title = document.title;

  const say = (text) => {
    state.textContent = text;
    state.hidden = !text;
  };

  const load = (name) =>
    yusuanLoading.packed(name, `${settings.folder}/${encodeURIComponent(name)}.js`);

  // The results of the checks, by their numbers: a text, or its number among those told once.
  const loadResults = async () => {
    if (!settings.checks) return () => {};
    const address = `../../search/${encodeURIComponent(settings.checks)}.js`;
    const { results, texts } = await yusuanLoading.packed(settings.checks, address);
    return (number) => {
      const [status, title, message, left, right, anchor] =
        results[number].map((piece) => (typeof piece === "number" ? texts[piece] : piece));
      return {
        status, title, message, left, right,
        failed: anchor.startsWith("check-"),
        sides: left || right,
        href: `checks.html#${anchor}`,
      };
    };
  };

  // As `part_of` in pages/figure/parts.py.
  const partOf = (row, count) => {
    let found = 0;
    for (const sign of row) found = (Math.imul(found, 31) + sign.codePointAt(0)) >>> 0;
    return found % count;
  };

  const own = (object, name) => (object && Object.hasOwn(object, name) ? object[name] : undefined);
  const has = (value) => (Array.isArray(value) ? value.length > 0 : Boolean(value));

  const fill = (root, data) => {
    for (const node of root.querySelectorAll("[data-if]")) {
      if (!has(data[node.dataset.if])) node.remove();
    }
    for (const node of root.querySelectorAll("[data-unless]")) {
      if (has(data[node.dataset.unless])) node.remove();
    }
    for (const node of root.querySelectorAll("[data-text]")) node.textContent = data[node.dataset.text] ?? "";
    for (const node of root.querySelectorAll("[data-href]")) node.setAttribute("href", data[node.dataset.href] ?? "");
    for (const node of root.querySelectorAll("[data-class]")) {
      if (data[node.dataset.class]) node.classList.add(node.dataset.class);
    }
    for (const node of root.querySelectorAll("template[data-each]")) {
      for (const item of data[node.dataset.each] ?? []) {
        const copy = node.content.cloneNode(true);
        fill(copy, item);
        node.before(copy, " ");
      }
      node.remove();
    }
  };

  const svg = (name, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  const picture = ({ path, page, size: [width, height], box: [x, y, w, h] }) => {
    const image = new Image(Math.round(width), Math.round(height));
    image.src = path;
    image.alt = `原件第 ${page} 页的图像`;
    const over = svg("svg", { viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" });
    over.append(svg("rect", { x: x - 2, y: y - 2, width: w + 4, height: h + 4 }));
    return [image, over];
  };

  // As `cite_figure` and `flat` in yusuan.citation put them together.
  const flat = (text) => text.replace(/[\p{C}\p{Z}]+/gu, " ").trim();
  const joined = (texts, between) => texts.filter(Boolean).join(between);
  const cited = (fragment, part, row, figure) => {
    const printed = joined([figure.printed ?? figure.value, figure.unit], " ");
    const where = `原文${figure.briefly ?? figure.place}`;
    const label = joined([row.label, figure.column], "，");
    return {
      id: `${settings.id}.${fragment}`,
      title: flat(`${part.table.cited}${label}：${printed}（${where}）`),
      note: flat(`公布为 ${printed}，见${where}。`),
      address: settings.address && `${settings.address}#${fragment}`,
    };
  };

  const show = (fragment, part, result, row, figure) => {
    const copy = form.content.cloneNode(true);
    const checks = (numbers) => (numbers ?? []).map(result);
    const [line, at] = figure.line;
    const cells = row.lines[line].map((text, number) => ({ text, marked: number === at }));
    fill(copy, {
      ...figure,
      row: row.label,
      rowHref: row.href,
      tableTitle: part.table.title,
      tableHref: part.table.href,
      contents: part.table.contents,
      id: `${settings.id}.${fragment}`,
      line: cells.filter(({ text, marked }) => text || marked),
      alike: (figure.alike ?? []).map((each) => ({ ...each, between: checks(each.between) })),
      failing: checks(figure.checks).filter(({ failed }) => failed),
      checks: checks(figure.checks),
    });
    if (figure.picture) copy.querySelector(".figure-picture").append(...picture(figure.picture));
    drawn.replaceChildren(copy);
    drawn.classList.remove("waiting");
    // A row of one unit may be called as its column is.
    const twice = figure.column && (row.label ?? "").endsWith(`，${figure.column}`);
    const name = twice ? row.label : joined([row.label, figure.column], " · ");
    heading.firstChild.textContent = name;
    document.title = `${figure.value} ${figure.unit ?? ""} ${name} - ${title}`;
    drawn.querySelector(".figure-copy").addEventListener("click", copyLink);
    document.querySelector(".cite-this button").textContent = "引用这个数字";
    report(`#${fragment}`);
    document.dispatchEvent(
      new CustomEvent("yusuan-cited", {
        detail: {
          cited: cited(fragment, part, row, figure),
          texts: settings.texts[figure.document ?? settings.document],
          rules: settings.rules,
        },
      }),
    );
    say("");
  };

  // A report of an error names the figure: in its facts, and in the form that they are filled into.
  const reported = [
    ...document.querySelectorAll('.report a[href*="figure.html"], .report dd'),
  ].map((node) => ({ node, text: node.textContent, href: node.getAttribute("href") }));
  const report = (fragment) => {
    for (const { node, text, href } of reported) {
      if (href) node.setAttribute("href", href.replace("figure.html", (page) => page + encodeURIComponent(fragment)));
      else node.textContent = text.replace(/figure\.html$/, (page) => page + fragment);
    }
  };

  const copyLink = async () => {
    const local = location.protocol === "file:" ? "（本页是从本机打开的，这个链接只在本机有用）" : "";
    try {
      await navigator.clipboard.writeText(location.href);
      say(`已复制链接${local}`);
    } catch {
      say(`链接是：${location.href}${local}`);
    }
  };

  const clear = (text) => {
    drawn.replaceChildren();
    drawn.classList.remove("waiting");
    heading.firstChild.textContent = headingText;
    document.title = title;
    say(text);
  };

  const wanted = () => {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return location.hash.slice(1);
    }
  };

  const open = async () => {
    const fragment = wanted();
    // <resource>.<row>.<field>, none of them with a dot.
    const [resource, rowKey, field, ...rest] = fragment.split(".");
    const count = own(settings.parts, resource);
    if (!fragment) {
      clear("这一页显示一个数字的全部来历。请从任何一张表里点一个数字。");
      return;
    }
    if (!count || field === undefined || rest.length) {
      clear(`这份文件没有编号是“${fragment}”的数字。请从上面的表里找。`);
      return;
    }
    try {
      const [part, result] =
        await Promise.all([load(`${resource}-${partOf(rowKey, count)}`), loadResults()]);
      if (wanted() !== fragment) return;
      const row = own(part.rows, rowKey);
      const figure = own(row?.figures, field);
      if (figure) show(fragment, part, result, row, figure);
      else clear(`这份文件没有编号是“${fragment}”的数字。请从上面的表里找。`);
    } catch (error) {
      clear(`读不到数据文件（${error.message}），请检查网络后重新打开本页。`);
    }
  };

  addEventListener("hashchange", async () => {
    await open();
    window.scrollTo(0, 0);
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  });
  open();
})();
