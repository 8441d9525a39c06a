/* A view: which lines, in which order, grouped by what. Plain functions of lines and a state. */
const yusuanView = (() => {
  "use strict";

  const collator = new Intl.Collator("zh-CN", { numeric: true });
  const UNKNOWN = "—";
  const KINDS = { budget: "预算", final_accounts: "决算" };
  const SCOPES = { department: "部门", unit: "单位" };
  // What can be filtered and grouped by: the value of a line, and how it is shown.
  const facets = {
    table: { title: "表", of: (line) => line.table, name: (line, index) => index.resources[line.table] },
    field: { title: "栏", of: (line) => line.field, name: (line, index) => index.fields[line.field][0] },
    place: { title: "地区", of: (line) => line.at, name: (line) => line.place },
    org: { title: "机构", of: (line) => line.org, name: (line) => line.name },
    year: { title: "年度", of: (line) => String(line.year ?? ""), name: (line) => String(line.year ?? UNKNOWN) },
    kind: { title: "种类", of: (line) => line.kind, name: (line) => KINDS[line.kind] ?? UNKNOWN },
    leaf: { title: "层级", of: (line) => (line.leaf ? "leaf" : "sum"), name: (line) => (line.leaf ? "末级" : "有下级的合计") },
    scope: { title: "范围", of: (line) => line.scope, name: (line) => SCOPES[line.scope] ?? UNKNOWN },
  };
  // What alone a view can be grouped by besides: filters of its own would say the same twice.
  const groups = {
    ...facets,
    item: { title: "项目", of: (line) => line.item, name: (line) => line.label ?? line.row },
  };
  const names = ["item", ...Object.keys(facets), "of", "q", "group", "sort"];

  const stateOf = (search) => {
    const given = new URLSearchParams(search);
    return Object.fromEntries(names.map((name) => [name, given.get(name) ?? ""]));
  };
  const addressOf = (state) => {
    const given = new URLSearchParams(names.filter((name) => state[name]).map((name) => [name, state[name]]));
    return given.size ? `?${given}` : location.pathname;
  };

  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s,“”"]/g, "");

  /** The lines that pass every filter but the one called `besides`. */
  const filtered = (lines, state, besides = "") => lines.filter((line) =>
    (state.of === "units" || line.unit_of === null || besides === "of")
    && Object.entries(facets).every(([name, facet]) =>
      name === besides || !state[name] || facet.of(line) === state[name] || (state[name] === UNKNOWN && !facet.of(line)))
    && (!state.q || plain(`${line.label ?? ""}${line.name}${line.unit_of ?? ""}`).includes(plain(state.q))));

  /** The choices of a filter that lead to a line: value, name, how many. */
  const choices = (lines, state, name, index) => {
    const found = new Map();
    for (const line of filtered(lines, state, name)) {
      const value = facets[name].of(line) || UNKNOWN;
      const known = found.get(value);
      if (known) known[2] += 1;
      else found.set(value, [value, facets[name].name(line, index), 1]);
    }
    return [...found.values()].sort((one, other) => collator.compare(one[1], other[1]));
  };

  const keys = {
    amount: (line) => line.amount,
    org: (line) => line.name,
    place: (line) => line.at,
    year: (line) => line.year,
    what: (line) => line.line,
    count: (group) => group.lines.length,
    group: (group) => group.name,
    sum: (group) => group.sum,
  };
  /** In the order of the state; what has no value comes last, whichever way. */
  const sorted = (rows, state) => {
    const key = keys[state.sort.replace("-", "")];
    if (!key) return rows;
    const turn = state.sort.startsWith("-") ? -1 : 1;
    const compare = (a, b) => (typeof a === "string" ? collator.compare(a, b) : a < b ? -1 : a > b ? 1 : 0);
    return rows.map((row, order) => ({ row, order, value: key(row) ?? null })).sort((one, other) => {
      if (one.value === null || other.value === null) {
        return (one.value === null) - (other.value === null) || one.order - other.order;
      }
      return turn * compare(one.value, other.value) || one.order - other.order;
    }).map(({ row }) => row);
  };

  const distinct = (lines, of) => new Set(lines.map(of)).size;
  /** Why the amounts of a group are not added up; blank where nothing is counted twice. */
  const whyNoSum = (lines) => {
    if (!lines.some(({ amount }) => amount !== null)) return "没有金额";
    if (distinct(lines, ({ table, field }) => `${table}.${field}`) > 1) return "不同的表或栏，会重复";
    if (distinct(lines, ({ year }) => year) > 1) return "跨年度";
    if (distinct(lines, ({ kind }) => kind) > 1) return "预算和决算混在一起";
    if (distinct(lines, ({ scope }) => scope) > 1) return "部门和单位混在一起，会重复";
    if (distinct(lines, ({ disclosure }) => disclosure) > distinct(lines, ({ org }) => org)) {
      return "同一机构不止一份文件，会重复";
    }
    if (lines.some(({ unit_of }) => unit_of !== null)) return "有按单位列的行，会重复";
    if (distinct(lines, ({ disclosure }) => disclosure) < lines.length && !lines.every(({ leaf }) => leaf)) {
      return "同一文件有合计又有分项，会重复";
    }
    return "";
  };
  const grouped = (lines, state, index) => {
    const { of, name } = groups[state.group];
    const found = new Map();
    for (const line of lines) {
      const value = of(line);
      const known = found.get(value);
      if (known) known.lines.push(line);
      else found.set(value, { value, name: name(line, index), lines: [line] });
    }
    return [...found.values()].map((group) => {
      const why = whyNoSum(group.lines);
      const amounts = group.lines.map(({ amount }) => amount).filter((amount) => amount !== null);
      return {
        ...group,
        documents: distinct(group.lines, ({ disclosure }) => disclosure),
        without: group.lines.length - amounts.length,
        why,
        sum: why ? null : amounts.reduce((sum, amount) => sum + amount, 0n),
      };
    });
  };

  return { facets, groups, stateOf, addressOf, filtered, choices, sorted, grouped, plain, KINDS, SCOPES, UNKNOWN };
})();
