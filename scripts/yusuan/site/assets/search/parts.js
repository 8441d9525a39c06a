/* Loads the parts of the search (pages/searching/parts.py). */
(() => {
  "use strict";
  const search = globalThis.yusuanSearch;
  const root = new URL("..", document.currentScript.src);
  // So many disclosures are looked through before anybody asks for more.
  const AT_ONCE = 8;
  // Whoever asks for more wants all: so many weigh about a megabyte, some thousands are not fetched at once.
  const MORE_AT_ONCE = 60;
  // More than a part has records.
  const MANY = 1e6;

  const packed = (name) =>
    yusuanLoading.packed(name, new URL(`search/${encodeURIComponent(name)}.js`, root));

  let listed = { kinds: [], parts: [], texts: [] };
  const records = [];
  const loaded = new Map();
  const failed = [];

  // 一、 （二） 3. in front of a name.
  const LIST_MARK = /^[（(]?(?:[一二三四五六七八九十]+|\d{1,2})[）)]?[、.．]?\s*(?=\D)/;

  // Of the title of a table, what every one has: whose it is, of which year, its unit.
  const ALIKE = /^(?:\d{4}\s*年度?)?(?:部门|预算单位|单位)?(?:预算|决算)?(?=.)|（金额单位：[^）]*）$/g;
  const TABLE = "表";
  const nameOf = (title, kind) => (kind === TABLE ? title.replace(ALIKE, "") : title.replace(LIST_MARK, ""));

  // The page of a figure: places.figure_address, from the row that prints it.
  const figureOf = (part, path, anchor, field) => {
    const resource = path.replace(/\.html$/, "");
    if (!anchor.startsWith(`${resource}-`)) return "";
    const address = new URL(`${part.folder}/figure.html`, root);
    address.hash = `${resource}.${anchor.slice(resource.length + 1)}.${field}`;
    return address.href;
  };

  const recordOf = (part, order, told, [kind, page, anchor = "", title = "", code = "", place = "", pieces = [], held = []]) => {
    const [path, of] = told.pages[page];
    const values = [];
    for (let at = 0; at < held.length; at += 2) {
      const [label, unit, field] = told.labels[held[at]];
      values.push({ label, unit, text: held[at + 1], figure: field && figureOf(part, path, anchor, field) });
    }
    // A number is that of a text told once: below 0 for all parts.
    const whole = (number) => (number < 0 ? listed.texts[-1 - number] : told.texts[number]);
    const texts = pieces.map((piece) => (typeof piece === "number" ? whole(piece) : piece));
    const { plain } = search;
    const address = new URL(part.folder ? `${part.folder}/${path}` : path, root);
    if (anchor) address.hash = anchor;
    return {
      part, order, kind, anchor, title, code, place, of, values,
      address: address.href,
      text: texts.join(" "),
      weight: listed.kinds[kind][1],
      blank: values.length === 1 && !values[0].label,
      name: plain(nameOf(title, listed.kinds[kind][0])),
      called: listed.kinds[kind][0] === TABLE ? plain(of) : "", // whatever it prints as its title
      heading: plain(title),
      codes: code.toLowerCase().split(" "),
      worth: values.map((each) => plain(each.text + each.unit)).join("\n"),
      said: texts.map(plain).join("\n"),
      columns: values.map(({ label }) => plain(label)).join("\n"),
      total: /^[合总]计$/.test(title),
      around: [of, part.title, code].map(plain).join("\n"),
    };
  };

  const list = ({ kinds, parts, texts }) => {
    listed = { kinds, texts, parts: parts.map(([name, folder, title], place) => ({ name, folder, title, place })) };
  };
  const receive = (told) => {
    const part = listed.parts.find(({ name }) => name === told.name);
    // As printed, in whatever order the parts come.
    const order = (number) => part.place * MANY + number;
    records.push(...told.records.map((each, number) => recordOf(part, order(number), told, each)));
  };

  const load = (part) => {
    if (!loaded.has(part.name)) {
      loaded.set(part.name, packed(part.name).then(receive, () => failed.push(part)));
    }
    return loaded.get(part.name);
  };

  // The folder of the disclosure that the page belongs to, if to any.
  const here = () => {
    const below = decodeURIComponent(location.href.split(/[?#]/)[0].slice(root.href.length));
    return /^disclosures\/[^/]+(?=\/)/.exec(below)?.[0] ?? "";
  };

  const folders = () => new Set(listed.parts.map(({ folder }) => folder).filter(Boolean));
  const read = () => new Set(listed.parts.filter(({ name }) => loaded.has(name)).map(({ folder }) => folder).filter(Boolean));

  // The disclosures whose names hold what is asked for; where too many do, it tells none apart.
  const named = (query) => {
    const words = search.wordsOf(query).filter(({ text }) => text.length > 1);
    const holds = ({ title }) => words.some(({ text }) => search.plain(title).includes(text));
    const found = new Set(listed.parts.filter((part) => part.folder && holds(part)).map(({ folder }) => folder));
    return found.size > AT_ONCE ? new Set() : found;
  };
  // Those of this disclosure, of the site, of disclosures that are named, of others, the long ones.
  const ordered = (called) => {
    const rank = (part) => {
      if (part.folder && part.folder === here()) return 0;
      if (!part.folder) return part === listed.parts[0] ? 1 : 4;
      return called.has(part.folder) ? 2 : 3;
    };
    return [...listed.parts].sort((one, other) => rank(one) - rank(other) || one.place - other.place);
  };

  let told;
  // Loads what a query needs, and `more` disclosures; calls `each` when something has come.
  const prepare = async (query, each, more = 0) => {
    told ??= packed("parts").then(list);
    await told.catch((error) => {
      told = undefined; // to be tried again
      throw error;
    });
    const called = named(query);
    const taken = read();
    const limit = more ? taken.size + more : AT_ONCE;
    const wanted = ordered(called).filter(({ folder }) => {
      const fits = !folder || taken.has(folder) || called.has(folder) || taken.size < limit;
      if (folder && fits) taken.add(folder);
      return fits;
    });
    const [first, ...rest] = wanted.map((part) => async () => {
      const known = loaded.has(part.name);
      await load(part);
      if (!known) each();
    });
    // What matters most has the line for itself.
    await first?.();
    await Promise.all(rest.map((fetched) => fetched()));
  };
  const state = () => ({ unread: folders().size - read().size, failed: failed.length, atOnce: MORE_AT_ONCE });

  Object.assign(search, {
    root, records, prepare, state, here,
    kinds: () => listed.kinds,
  });
})();
