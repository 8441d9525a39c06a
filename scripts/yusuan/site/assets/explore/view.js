/* A view: which lines, in which order, grouped by what. Plain functions of lines and a state. */
const yusuanView = (() => {
  "use strict";

  // One for the page: to make it costs a phone 40 ms.
  const { compare: inOrder } = new Intl.Collator("zh-CN", { numeric: true });
  const UNKNOWN = "—";
  const { kinds: KINDS, scopes: SCOPES, titles, why: WHY } = yusuanWords;
  /** What a line is of, as printed; in English the translation before it, where there is one. */
  const named = (line, { english }) => [english?.[line.item], line.label ?? line.row].filter(Boolean).join(" · ");
  // What can be filtered and grouped by: the value of a line, and how it is shown.
  const facets = {
    table: { title: titles.table, of: (line) => line.table, name: (line, index) => index.resources[line.table] },
    field: { title: titles.field, of: (line) => line.field, name: (line, index) => index.fields[line.field][0] },
    place: { title: titles.place, of: (line) => line.at, name: (line) => line.place },
    org: { title: titles.org, of: (line) => line.org, name: (line) => line.name },
    year: { title: titles.year, of: (line) => String(line.year ?? ""), name: (line) => String(line.year ?? UNKNOWN) },
    kind: { title: titles.kind, of: (line) => line.kind, name: (line) => KINDS[line.kind] ?? UNKNOWN },
    leaf: { title: titles.leaf, of: (line) => (line.leaf ? "leaf" : "sum"), name: (line) => (line.leaf ? yusuanWords.leaf : yusuanWords.sum) },
    scope: { title: titles.scope, of: (line) => line.scope, name: (line) => SCOPES[line.scope] ?? UNKNOWN },
  };
  // What alone a view can be grouped by besides: filters of its own would say the same twice.
  const groups = {
    ...facets,
    item: { title: titles.item, of: (line) => line.item, name: named },
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

  // Of a table or a column: every one. Left out, it is the one that most documents print.
  const EVERY = "*";
  const narrows = (state, name) => state[name] && state[name] !== EVERY;
  /** The filters that a grouping leaves open, or there would be one group. */
  const openFor = ({ group }) => ({ table: ["table", "field"], field: ["field"] }[group] ?? []);

  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s,“”"]/g, "");

  /** The lines that pass every filter but the one called `besides`. */
  const filtered = (lines, state, besides = "") => {
    const set = Object.keys(facets).filter((name) => name !== besides && narrows(state, name))
      .map((name) => [facets[name].of, state[name]]);
    const asked = plain(state.q);
    return lines.filter((line) =>
      (state.of === "units" || line.unit_of === null || besides === "of")
      && set.every(([of, value]) => of(line) === value || (value === UNKNOWN && !of(line)))
      // The key of a row has its codes and the names above it.
      && (!asked || plain(`${line.label ?? ""} ${line.row} ${line.name} ${line.unit_of ?? ""}`).includes(asked)));
  };

  const cellOf = ({ table, field }) => `${table}.${field}`;

  /** Lines of the column that most documents print come first: what can be looked at side by side. */
  const commonFirst = (lines) => {
    const count = new Map();
    for (const line of lines) if (line.unit_of === null) count.set(cellOf(line), (count.get(cellOf(line)) ?? 0) + 1);
    const common = (line) => count.get(cellOf(line)) ?? 0;
    return lines.toSorted((one, other) => common(other) - common(one));
  };

  // The fields of what no other column is a part of: before one fund of as many documents.
  const WHOLE = new Set(["total", "amount"]);
  /** What `of` says of lines, and the documents that print such: the most first. */
  const byDocuments = (lines, of) => {
    const found = new Map();
    for (const line of lines) {
      if (!found.has(of(line))) found.set(of(line), new Set());
      found.get(of(line)).add(line.disclosure);
    }
    const whole = (key) => key.split(".").some((part) => WHOLE.has(part));
    return [...found].sort(([key, one], [another, other]) => other.size - one.size || whole(another) - whole(key));
  };
  /** The state with a table and a column: what an address leaves out is where most documents print
      the item, so that like stands beside like. */
  const settled = (lines, state) => {
    const open = openFor(state);
    const left = ["table", "field"].filter((name) => !state[name]);
    const given = { ...state, ...Object.fromEntries(open.filter((name) => left.includes(name)).map((name) => [name, EVERY])) };
    const asked = left.filter((name) => !open.includes(name));
    const fitting = filtered(lines, { ...given, of: "units" });
    const whole = fitting.filter(({ unit_of }) => unit_of === null);
    const [most] = byDocuments(whole.length ? whole : fitting, (line) => asked.map((name) => line[name]).join("."));
    const found = most ? most[0].split(".") : asked.map(() => EVERY);
    // Where there are only rows of single units, these are what is meant.
    const of = whole.length || !fitting.length ? state.of : "units";
    return { ...given, of, ...Object.fromEntries(asked.map((name, at) => [name, found[at]])) };
  };

  /** What a view leaves out of the lines that its other filters find: how many stand in other tables
      or columns, how many are rows of single units, whose organisations are not in it at all; and how
      many tables and columns it mixes. */
  const leftOut = (lines, state) => {
    const everywhere = { ...state, table: EVERY, field: EVERY };
    const [shown, wider, all] = [state, everywhere, { ...everywhere, of: "units" }].map((each) => filtered(lines, each));
    const has = new Set(shown.map(({ org }) => org));
    const lacking = new Map(all.filter(({ org }) => !has.has(org)).map(({ org, name }) => [org, name]));
    return {
      elsewhere: wider.length - shown.length,
      units: all.length - wider.length,
      lacking: [...lacking.values()],
      cells: distinct(shown, cellOf),
    };
  };

  /** The choices of a filter that lead to a line: value, name, how many. */
  const choices = (lines, state, name, index) => {
    const found = new Map();
    for (const line of filtered(lines, state, name)) {
      const value = facets[name].of(line) || UNKNOWN;
      const known = found.get(value);
      if (known) known[2] += 1;
      else found.set(value, [value, facets[name].name(line, index), 1]);
    }
    return [...found.values()];
  };
  /** How a filter shows a value that leads to no line. */
  const nameOf = (value, name, index) => ({
    table: () => index.resources[value],
    field: () => index.fields[value]?.[0],
    org: () => index.disclosures.find(([, org]) => org === value)?.[2],
    place: () => index.disclosures.find(([, , , at]) => at === value)?.[4],
    kind: () => KINDS[value],
    scope: () => SCOPES[value],
  }[name]?.() ?? value);
  const ordered = (choices) => choices.sort((one, other) => inOrder(one[1], other[1]));

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
    const compare = (a, b) => (typeof a === "string" ? inOrder(a, b) : a < b ? -1 : a > b ? 1 : 0);
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
    if (!lines.some(({ amount }) => amount !== null)) return WHY.none;
    if (distinct(lines, cellOf) > 1) return WHY.cells;
    if (distinct(lines, ({ year }) => year) > 1) return WHY.years;
    if (distinct(lines, ({ kind }) => kind) > 1) return WHY.kinds;
    if (distinct(lines, ({ scope }) => scope) > 1) return WHY.scopes;
    if (distinct(lines, ({ disclosure }) => disclosure) > distinct(lines, ({ org }) => org)) {
      return WHY.documents;
    }
    if (lines.some(({ unit_of }) => unit_of !== null)) return WHY.units;
    if (distinct(lines, ({ disclosure }) => disclosure) < lines.length && !lines.every(({ leaf }) => leaf)) {
      return WHY.levels;
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
    const made = [...found.values()];
    if (state.group === "year") made.sort((one, other) => inOrder(other.value, one.value)); // the newest first
    return made.map((group) => {
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

  return { facets, groups, EVERY, stateOf, addressOf, narrows, openFor, filtered, settled, leftOut, inOrder, commonFirst, choices, nameOf, ordered, sorted, grouped, named, plain, KINDS, SCOPES, UNKNOWN };
})();
