/* Organisations as rows, years as columns: one cell of one table, and what cannot be compared. */
const yusuanPivot = (() => {
  "use strict";

  const cellOf = ({ table, field }) => `${table}.${field}`;
  const whole = (lines) => lines.filter(({ unit_of }) => unit_of === null);
  const MOST_NAMES = 12;
  const names = (lines) => {
    const found = [...new Set(lines.map(({ name }) => name))];
    const more = found.length > MOST_NAMES ? `等 ${found.length} 个机构` : "";
    return found.slice(0, MOST_NAMES).join("、") + more;
  };
  const columnName = ({ year, kind }) => `${year ?? "年度不详的"}${year ? " 年" : ""}${yusuanView.KINDS[kind] ?? "文件"}`;

  const scopeName = (scope) => yusuanView.SCOPES[scope] ?? "没有写明范围";

  /** Table and column in which the item is printed: the one that most organisations share first. */
  const cells = (lines, index) => {
    const found = new Map();
    for (const line of whole(lines)) {
      const key = cellOf(line);
      if (!found.has(key)) found.set(key, new Set());
      found.get(key).add(line.org);
    }
    return [...found].map(([key, orgs]) => {
      const [table, field] = key.split(".");
      return { key, count: orgs.size, title: `${index.resources[table]} · ${index.fields[field][0]}` };
    }).sort((one, other) => other.count - one.count || yusuanView.inOrder(one.title, other.title));
  };

  /** The rows of one organisation, a row for each scope, as one where no column has figures of two. */
  const joined = (rows) => {
    const columns = rows.flatMap(({ found }) => [...found.keys()]);
    if (rows.length < 2 || new Set(columns).size < columns.length) return rows;
    const { line } = rows.reduce((one, other) => ((other.line.year ?? 0) > (one.line.year ?? 0) ? other : one));
    return [{ line, scopes: rows.length, found: new Map(rows.flatMap(({ found }) => [...found])) }];
  };

  /** `columns` by year, plans before outcomes; `rows`: an organisation in one scope (in several, which
      its figures say, where each year has one), called as its newest `line` calls it, its lines by
      column; `mixed`: not all say one scope. */
  const table = (lines) => {
    const columns = new Map();
    const rows = new Map();
    for (const line of lines) {
      const column = `${line.year ?? ""}|${line.kind}`;
      columns.set(column, line);
      if (!rows.has(line.org)) rows.set(line.org, new Map());
      const scopes = rows.get(line.org);
      if (!scopes.has(line.scope)) scopes.set(line.scope, { line, scopes: 1, found: new Map() });
      const row = scopes.get(line.scope);
      if ((line.year ?? 0) > (row.line.year ?? 0)) row.line = line;
      const { found } = row;
      found.set(column, [...(found.get(column) ?? []), line]);
    }
    return {
      mixed: new Set(lines.map(({ scope }) => scope)).size > 1,
      columns: [...columns].sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([key, line]) => ({ key, kind: line.kind, year: line.year, title: columnName(line) })),
      rows: [...rows.values()].flatMap((scopes) => joined([...scopes.values()])).sort((one, other) =>
        yusuanView.inOrder(one.line.at, other.line.at) || yusuanView.inOrder(one.line.name, other.line.name)),
    };
  };

  /** `rows` by the amounts of a column, which `sort` names, the largest first after a minus; those
      without one last, in their order. */
  const sorted = (rows, sort) => {
    const down = sort.startsWith("-");
    const amount = ({ found }) => found.get(down ? sort.slice(1) : sort)?.[0].amount ?? null;
    return rows.toSorted((one, other) => {
      const [a, b] = [amount(one), amount(other)];
      if (a === null || b === null) return (a === null) - (b === null);
      return Number(down ? b - a : a - b);
    });
  };

  /** The change of a line against the last earlier year of its kind in the same row, in words. */
  const change = (line, row, columns) => {
    if (line.amount === null || line.year === null) return "";
    const before = columns.filter(({ kind, year }) => kind === line.kind && year !== null && year < line.year)
      .map(({ key }) => row.found.get(key)).filter((found) => found?.length === 1 && found[0].amount !== null && found[0].scope === line.scope).at(-1);
    if (!before) return "";
    const [{ amount, year }] = before;
    const difference = line.amount - amount;
    if (!difference) return `与 ${year} 年相同`;
    const share = yusuanAmounts.share(difference, amount);
    const size = yusuanAmounts.shown(difference < 0n ? -difference : difference);
    return `比 ${year} 年${difference > 0n ? "增加" : "减少"} ${size}${share && `（${share}）`}`;
  };

  /** What cannot be compared, each in one sentence: `all` are the item's lines, `shown` those drawn. */
  const caveats = (all, shown, asked, index) => {
    const told = [];
    const has = new Set(shown.map(({ org }) => org));
    const lacking = asked.filter(({ org }) => !has.has(org));
    const elsewhere = lacking.filter(({ org }) => whole(all).some((line) => line.org === org));
    const byUnit = lacking.filter(({ org }) => !whole(all).some((line) => line.org === org)
      && all.some((line) => line.org === org));
    const none = lacking.filter(({ org }) => !all.some((line) => line.org === org));
    if (elsewhere.length) told.push(`表和栏不同：${names(elsewhere)}把这一项印在别的表或栏里，内容不一定相同，没有并排。换一个“表和栏”可以看到。`);
    if (byUnit.length) told.push(`只有分单位的数：${names(byUnit)}只按所属单位列出，没有印部门的合计；本站不代为相加。`);
    if (none.length) told.push(`没有这一项：${names(none)}的表里没有印，不等于 0。`);
    const { columns, rows, mixed } = table(shown);
    if (mixed) {
      const [whole, several] = [rows.filter(({ scopes }) => scopes === 1), rows.filter(({ scopes }) => scopes > 1)];
      const counts = [...new Set(whole.map(({ line }) => line.scope))].map((scope) =>
        `${whole.filter(({ line }) => line.scope === scope).length} 行是“${scopeName(scope)}”`);
      const each = [counts.length ? `${counts.join("，")}，写在机构名下面` : "",
        several.length ? `${several.length} 行各年度不一样，写在数字下面，不同的之间不算增减` : ""];
      told.push(`范围不同：${each.filter(Boolean).join("；")}。部门含所属单位，单位只是它自己，大小不能直接相比。`);
    }
    if (new Set(shown.map(({ kind }) => kind)).size > 1) {
      told.push("种类不同：预算是计划，决算是实际，各占一列；增减只在同一种类之间算。");
    }
    const unitless = shown.filter(({ amount, status, field }) =>
      amount === null && status === "published" && index.fields[field][1] === "amount");
    if (unitless.length) told.push(`没有单位：${names(unitless)}的表没有印金额单位，数字照印，不算增减。`);
    if (rows.length > 1 && !columns.some(({ key }) => rows.filter(({ found }) => found.has(key)).length > 1)) {
      told.push("年度不同：没有两个机构有同一年度、同一种类的数字；不同年度的物价和职责都不同。");
    }
    told.push("金额是当年的元（名义值），没有按物价或人数折算；机构的职责和人数不同，多少不说明谁省谁费。");
    return told;
  };

  return { cellOf, whole, cells, table, sorted, change, caveats, scopeName };
})();
