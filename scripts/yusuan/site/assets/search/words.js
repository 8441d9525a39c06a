/* What is compared when something is looked for: texts without blanks, signs and capitals, numbers by
   their value. */
(() => {
  "use strict";
  const search = globalThis.yusuanSearch;

  const unified = (text) => text.normalize("NFKC").toLowerCase().replace(/(\d),(?=\d{3}(?!\d))/g, "$1");

  // Full-width or not, capital or not, with or without blanks, quotes and thousands separators.
  const plain = (text) =>
    unified(text)
      .replace(/[^\p{L}\p{M}\p{N}.%‰≥≤<>=+]/gu, "")
      .replace(/(^|\D)\.+/g, "$1")
      .replace(/\.+(?!\d)/g, "");

  // 182.00 is 182, 0182 is 182; as text, since budgets have more digits than fractions in binary.
  const canonical = (number) => {
    const [whole, part = ""] = number.replace(/,/g, "").split(".");
    const rest = part.replace(/0+$/, "");
    return (whole.replace(/^0+(?=\d)/, "") || "0") + (rest && `.${rest}`);
  };

  // The numbers in a text, each as printed and by its value; the digits of a checksum are none.
  const numbersOf = (text) =>
    (unified(text).match(/(?<![a-z\d])\d+(?:\.\d+)?(?![a-z\d])/g) ?? []).map((printed) => ({ printed, value: canonical(printed) }));

  const NUMBER = /^[-+−]?\d[\d,]*(?:\.\d*)?$/;
  // 1,820,000 元 is printed as 182.00 万元.
  const inTenThousands = (value) => {
    if (!/^\d{5,}$/.test(value)) return "";
    return canonical(`${value.slice(0, -4)}.${value.slice(-4)}`);
  };

  const wordOf = (text) => {
    const shown = text.normalize("NFKC");
    if (!NUMBER.test(shown)) return { text: plain(text) };
    const printed = shown.replace(/[-+−,]/g, "").replace(/\.$/, "");
    const value = canonical(printed);
    return { text: printed, number: value, exact: printed.includes("."), small: inTenThousands(value) };
  };

  // What is asked for, word by word; an amount and its unit are two.
  const wordsOf = (query) =>
    query
      .normalize("NFKC")
      .replace(/(^|\s)([\d,.]*\d)\s*(万元|亿元|元)(?=\s|$)/g, "$1$2 $3")
      .split(/\s+/)
      .map(wordOf)
      .filter((word) => word.text);

  // What a question says besides what it asks for.
  const ASIDE = /请问|是多少|多少钱|多少|有哪些|哪些|有几个|几个|什么是|是什么|什么|怎么|如何|为什么|花了|的|了|吗|呢/g;
  const withoutAsides = (query) => query.replace(/[?？]/g, " ").replace(ASIDE, " ").trim();

  // Every two neighbouring signs: what is left to compare where no text has a whole word. Another
  // number with two digits in common is not near.
  const pairsOf = (words) => {
    const pairs = new Set();
    for (const { text } of words.filter(({ number }) => number === undefined)) {
      const signs = [...text];
      signs.slice(1).forEach((sign, index) => pairs.add(signs[index] + sign));
    }
    return [...pairs];
  };

  Object.assign(search, { plain, canonical, numbersOf, wordsOf, withoutAsides, pairsOf });
})();
