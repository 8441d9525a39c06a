/* Which records fit what is asked for, and which of them come first. */
(() => {
  "use strict";
  const search = globalThis.yusuanSearch;

  // Of names and codes: the same, begins so, holds it. Of the rest: the column of a total, a value,
  // prose, any column, what stands around.
  const FIT = {
    same: 100, code: 112, begins: 72, holds: 52, share: 18, total: 56, value: 42, prose: 30, column: 20, around: 14,
  };
  // Of numbers: the same value, in 元 what is printed in 万元, in a name, in prose, its first digits.
  const NUMBER = { same: 100, small: 92, name: 46, prose: 32, begins: 28, code: 60, within: 3 };
  const HERE = 12;
  const BLANK = -8;
  // Of the pairs of signs of a question, so many must be found.
  const ENOUGH = 0.5;

  const byName = (name, text) => {
    const share = text.length / Math.max(name.length, 1);
    if (name === text) return FIT.same;
    if (name.startsWith(text)) return FIT.begins + FIT.share * share;
    return name.includes(text) ? FIT.holds + FIT.share * Math.min(share, 1) : 0;
  };

  const byText = (record, word) => {
    const { text } = word;
    if (record.codes.includes(text)) return FIT.code;
    const named = Math.max(byName(record.name, text), byName(record.called, text));
    if (named) return named;
    if (record.heading.includes(text)) return FIT.holds + FIT.share * Math.min(text.length / Math.max(record.name.length, 1), 1);
    const column = record.columns.includes(text);
    if (column && record.total) return FIT.total;
    if (record.worth.includes(text)) return FIT.value;
    if (record.said.includes(text)) return FIT.prose;
    if (column) return FIT.column;
    // Begun in a name and ended in what is said of it.
    record.flow ??= [record.heading, ...record.codes, record.worth, record.said].join("").replace(/\n/g, "");
    if (record.flow.includes(text)) return FIT.column;
    return record.around.includes(text) ? FIT.around : 0;
  };

  const numbersIn = (record) =>
    (record.numbers ??= {
      values: record.values.flatMap(({ text, unit }) => search.numbersOf(text).map((each) => ({ ...each, unit }))),
      name: search.numbersOf(record.title),
      prose: search.numbersOf(record.text),
    });

  const byNumber = (record, { text, number, exact, small }) => {
    if (record.codes.includes(text)) return FIT.code;
    const { values, name, prose } = numbersIn(record);
    const same = ({ value }) => value === number;
    const begins = ({ printed }) => printed.startsWith(text);
    // 182.00 asked for as printed comes before 182.
    if (values.some(same)) return NUMBER.same + (exact && values.some(({ printed }) => printed === text) ? 2 : 0);
    if (small && values.some(({ value, unit }) => value === small && unit === "万元")) return NUMBER.small;
    if (text.length > 2 && record.codes.some((code) => code.startsWith(text))) return NUMBER.code;
    if (name.some(same)) return NUMBER.name;
    if (prose.some(same)) return NUMBER.prose;
    if (text.length > 1 && values.some(begins)) return NUMBER.begins;
    if (text.length > 1 && [...name, ...prose].some(begins)) return NUMBER.within;
    const long = text.length > 5 && [record.name, record.said, record.around].some((each) => each.includes(text));
    return long ? NUMBER.within : 0;
  };

  const fit = (record, word) => (word.number === undefined ? byText(record, word) : byNumber(record, word));

  const besides = (record, here) =>
    record.weight + (here && record.part.folder === here ? HERE : 0) + (record.blank ? BLANK : 0);

  // Every word must be found somewhere in a record, and one of them in what it says itself.
  const strictly = (records, words, here) => {
    const found = [];
    for (const record of records) {
      const fits = words.map((word) => fit(record, word));
      if (fits.includes(0) || !fits.length) continue;
      const around = fits.every((each) => each === FIT.around);
      if (around && words.length > 1) continue;
      const score = fits.reduce((sum, each) => sum + each, 0) / fits.length;
      found.push({ record, score: score + besides(record, here) });
    }
    return found;
  };

  const loosely = (records, words, here) => {
    const pairs = search.pairsOf(words);
    const found = [];
    for (const record of records) {
      let [share, inName] = [0, 0];
      for (const pair of pairs) {
        const named = record.name.includes(pair);
        if (named || record.worth.includes(pair) || record.said.includes(pair)) share += 1 / pairs.length;
        if (named) inName += 1 / pairs.length;
      }
      if (share >= ENOUGH) found.push({ record, score: 100 * share + 40 * inName + besides(record, here) });
    }
    return found;
  };

  // Of rows of one name those of a table that lists names come first, before a classification's:
  // 公务接待费 of the three, before that of the economic classes.
  const coded = ({ record }) => (record.code ? 1 : 0);

  const best = (found) =>
    found
      .sort(
        (one, other) =>
          other.score - one.score || coded(one) - coded(other) || one.record.order - other.record.order,
      )
      .map(({ record }) => record);

  // `loose` says that no record has every word; `words` are those that were found or sought.
  const find = (records, query, here = "") => {
    const words = search.wordsOf(query);
    let found = strictly(records, words, here);
    if (found.length || !words.length) return { records: best(found), words, loose: false };
    const fewer = search.wordsOf(search.withoutAsides(query));
    found = strictly(records, fewer, here);
    if (found.length) return { records: best(found), words: fewer, loose: false };
    const sought = fewer.length ? fewer : words;
    found = loosely(records, sought, here);
    return { records: best(found), words: search.pairsOf(sought).map((text) => ({ text })), loose: true };
  };

  Object.assign(search, { find });
})();
