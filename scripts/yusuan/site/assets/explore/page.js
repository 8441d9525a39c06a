/* The page that explores all lines: its controls, its table, its address. */
(() => {
  "use strict";

  const root = document.querySelector("[data-explore]");
  if (!root) return;
  const { element, link, small } = yusuanDrawing;
  const form = root.querySelector("form");
  const table = root.querySelector("table");
  const told = root.querySelector("output");
  const cost = root.querySelector("[data-cost]");
  const found = root.querySelector("[data-matches]");
  const given = JSON.parse(root.querySelector("[data-citing]").textContent);
  const ALL = "*";

  let state = {};
  let index;
  let lines = [];
  let rows = [];

  const titleOf = (key) => (key === ALL ? "全部项目" : yusuanChoosing.titleOf(index, key));
  const filters = Object.keys(yusuanView.facets);

  const fill = () => {
    form.elements.wanted.value = titleOf(state.item);
    for (const name of filters) {
      const options = yusuanView.choices(lines, state, name, index).map(([value, title, count]) =>
        element("option", { value }, `${title}（${count}）`));
      const select = form.elements[name];
      select.replaceChildren(element("option", { value: "" }, "全部"), ...options);
      if (state[name] && ![...select.options].some(({ value }) => value === state[name])) {
        select.append(element("option", { value: state[name] }, `${state[name]}（0）`));
      }
      select.value = state[name];
    }
    for (const name of ["of", "group", "q"]) form.elements[name].value = state[name];
  };

  const columns = () => {
    if (state.group) {
      const { title } = yusuanView.groups[state.group];
      return [["group", title, "name"], ["count", "行数", "figure"], ["", "文件", "figure"], ["sum", "相加（万元）", "figure"]];
    }
    return [["org", "机构", "name"], ["year", "年度"], ["amount", "数字（万元）", "figure"], ["what", "表和栏"], ["place", "地区"]];
  };

  const drawLine = (line) => element("tr", {},
    element("th", { scope: "row", className: "name" },
      link(`organisations/${line.org}.html`, line.name), small(line.unit_of)),
    element("td", {}, String(line.year ?? yusuanView.UNKNOWN),
      small([yusuanView.KINDS[line.kind], yusuanView.SCOPES[line.scope]].filter(Boolean).join("，"))),
    yusuanDrawing.figure(line, index.fields[line.field][1]),
    element("td", {}, index.resources[line.table], small(`${line.label ?? line.row} · ${index.fields[line.field][0]}`)),
    element("td", {}, link(`places/${line.at}.html`, line.place)));

  const drawGroup = (group) => {
    const narrower = { ...state, group: "", sort: "", [state.group]: group.value || yusuanView.UNKNOWN };
    return element("tr", {},
      element("th", { scope: "row", className: "name" }, link(yusuanView.addressOf(narrower), group.name)),
      element("td", { className: "figure" }, String(group.lines.length)),
      element("td", { className: "figure" }, String(group.documents)),
      element("td", { className: group.why ? "figure quiet" : "figure" },
        group.why ? `不相加：${group.why}` : yusuanAmounts.shown(group.sum),
        small(!group.why && group.without ? `另有 ${group.without} 行没有金额` : "")));
  };

  const words = () => [titleOf(state.item), ...filters.filter((name) => state[name]).map((name) => {
    const option = form.elements[name].selectedOptions[0];
    return option.textContent.replace(/（\d+）$/, "");
  }), state.q && `“${state.q}”`].filter(Boolean).join("，");

  const show = () => {
    const shown = yusuanView.filtered(lines, state);
    const units = lines.filter(({ unit_of }) => unit_of !== null).length;
    rows = yusuanView.sorted(state.group ? yusuanView.grouped(shown, state, index) : shown, state);
    const caption = words();
    yusuanDrawing.table(table, caption, yusuanDrawing.head(columns(), state, (sort) => go({ sort })),
      rows, state.group ? drawGroup : drawLine, "没有符合的行");
    const documents = new Set(shown.map(({ disclosure }) => disclosure)).size;
    told.textContent = yusuanChoosing.unknown(index, state.item)
      || `${shown.length} 行，出自 ${documents} 份公开文件。`
      + (state.of !== "units" && units ? `另有 ${units} 行是部门中一个单位的，没有列出。` : "");
    cost.textContent = yusuanDrawing.cost();
    // Not before there is something in them: nothing moves then.
    for (const part of root.querySelectorAll("[data-needs-script]")) part.hidden = false;
    yusuanHanding.cite(given, `探索“${caption}”`, `${shown.length} 行，出自 ${documents} 份公开文件`);
  };

  const load = async () => {
    state = yusuanView.stateOf(location.search);
    told.textContent = "正在读取……";
    try {
      index = await yusuanLines.index();
      state.item ||= yusuanChoosing.first(index) ?? ALL;
      const key = state.item;
      const read = await yusuanLines.of(key);
      if (key !== state.item) return; // another was asked for meanwhile
      lines = read;
      fill();
      show();
    } catch (error) {
      told.textContent = yusuanChoosing.failed(error);
    }
  };

  /** A view with these changes: a new entry in the history, so that Back returns. */
  const go = (changes) => {
    const next = { ...state, ...changes };
    if ("item" in changes) for (const name of ["table", "field"]) next[name] = "";
    if ("group" in changes) next.sort = "";
    const before = state.item;
    history.pushState(null, "", yusuanView.addressOf(next));
    found.hidden = true;
    if (next.item !== before) return load();
    state = next;
    fill();
    return show();
  };

  const file = () => {
    const site = (path) => new URL(path, location.href).href;
    if (state.group) {
      return [[yusuanView.groups[state.group].title, "行数", "文件数", "相加（元）", "不相加的原因"],
        ...rows.map((group) => [group.name, group.lines.length, group.documents,
          group.sum === null ? "" : yusuanAmounts.yuan(group.sum), group.why])];
    }
    return [["budget_line_id", "机构", "单位", "行政区划代码", "地区", "年度", "种类", "范围", "表", "行", "栏",
      "金额（元）", "印出的数字", "印出的单位", "状态", "出处"],
    ...rows.map((line) => [`${line.disclosure}.${line.line}`, line.name, line.unit_of, /^\d+$/.test(line.at) ? line.at : "", line.place,
      line.year, yusuanView.KINDS[line.kind], yusuanView.SCOPES[line.scope], index.resources[line.table],
      line.label ?? line.row, index.fields[line.field][0],
      line.amount === null ? "" : yusuanAmounts.yuan(line.amount), line.printed, line.unit, line.status,
      site(yusuanDrawing.figureOf(line))])];
  };

  const start = async () => {
    if (location.protocol === "file:") {
      root.querySelector("[data-from-disk]").hidden = false;
      return;
    }
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      go(Object.fromEntries(Object.keys(state).map((name) => [name, name === "item" ? state.item : ""])));
    });
    form.addEventListener("change", ({ target: { name, value } }) =>
      (name === "wanted" ? yusuanChoosing.choose(value, { index, told, found, onItem: (item) => go({ item }) }) : go({ [name]: value })));
    root.querySelector("[data-all]").addEventListener("click", () => go({ item: ALL }));
    yusuanHanding.offer(root, words, file);
    yusuanHanding.copyAddress(root.querySelector("[data-address]"));
    window.addEventListener("popstate", load);
    await load();
    if (!index) return;
    yusuanChoosing.list(root.querySelector("datalist"), index);
    root.querySelector("[data-all]").textContent =
      `读取全部 ${index.lines} 行（${yusuanDrawing.bytes(index.bytes)}）`;
  };
  start();
})();
