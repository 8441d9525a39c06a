/* Reads the lines of all documents out of explore/lines.parquet, no more of it than is asked for. */
const yusuanLines = (() => {
  "use strict";

  const folder = `${yusuanWords.root}explore/`;
  // Up to here one request for the whole file costs less than several for its parts.
  const WHOLE = 1 << 17;
  // Of a larger group, only the pages that hold the lines are read.
  const LARGE_GROUP = 3 << 17;

  const once = (make) => {
    let made;
    return () => (made ??= make().catch((error) => {
      made = undefined; // the next attempt asks again
      throw error;
    }));
  };

  const answered = async (path, options) => {
    const response = await fetch(path, options);
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response;
  };

  const library = once(() => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${yusuanWords.root}assets/hyparquet.js`;
    script.onload = () => resolve(window.hyparquet);
    script.onerror = () => reject(new Error(script.src));
    document.head.append(script);
  }));

  const read = async (name) => (await answered(folder + name)).json();
  // In English the names of tables, columns and items, each item's followed by the original.
  const translated = (told, { resources, fields, items }) => ({
    ...told,
    resources,
    fields: Object.fromEntries(Object.entries(told.fields).map(([name, [, ...rest]]) => [name, [fields[name], ...rest]])),
    items: told.items.map(([key, title, ...rest]) => [key, items[key] ? `${items[key]} · ${title}` : title, ...rest]),
    english: items,
  });
  const index = once(async () => {
    library().catch(() => {}); // fetched beside it; whoever needs it asks again
    const { names } = yusuanWords;
    const [told, english] = await Promise.all([read("index.json"), names ? read(names) : null]);
    return english ? translated(told, english) : told;
  });

  const buffer = (size) => {
    const path = `${folder}lines.parquet`;
    let whole = size <= WHOLE ? once(async () => (await answered(path)).arrayBuffer()) : null;
    const slice = async (start, end = size) => {
      if (start < 0) return slice(size + start, end);
      if (whole) return (await whole()).slice(start, end);
      const response = await answered(path, { headers: { Range: `bytes=${start}-${end - 1}` } });
      const content = await response.arrayBuffer();
      if (response.status === 206) return content;
      whole = async () => content; // a server that knows no parts sends everything
      return content.slice(start, end);
    };
    return { byteLength: size, slice };
  };

  const file = once(async () => {
    const [told, { parquetMetadataAsync }] = await Promise.all([index(), library()]);
    const bytes = buffer(told.bytes);
    const metadata = await parquetMetadataAsync(bytes, { initialFetchSize: told.footer });
    return { file: bytes, metadata };
  });

  const between = async (rowStart, rowEnd) => {
    const { parquetReadObjects } = await library();
    const { file: bytes, metadata } = await file();
    await pause();
    const group = (metadata.row_groups[0]?.columns ?? [])
      .reduce((sum, { meta_data: { total_compressed_size: size } }) => sum + Number(size), 0);
    const useOffsetIndex = group > LARGE_GROUP;
    const { disclosures } = await index();
    const lines = await parquetReadObjects({ file: bytes, metadata, rowStart, rowEnd, useOffsetIndex });
    return lines.map((line) => completed(line, disclosures[line.disclosure]));
  };

  // `line` is the figure's part of its address: table, row with its side, field.
  const completed = (line, [disclosure, org, name, at, place, fiscal, kind, scope]) => {
    const [table, row, field] = line.line.split(".");
    return { ...line, disclosure, table, row, field, org, name, at, place, fiscal, kind: kind ?? "", scope: scope ?? "" };
  };

  /** Lets the browser draw and answer between two pieces of work: a phone is slow. */
  const pause = () => new Promise((resolve) => { setTimeout(resolve); });

  /** The lines of an item; of all items for "*". */
  const of = async (key) => {
    const { items, lines } = await index();
    if (key === "*") return between(0, lines);
    const item = items.find(([each]) => each === key);
    return item ? between(item[2], item[2] + item[3]) : [];
  };

  /** What was fetched for this: bytes as they came, and how often something was asked for. */
  const cost = () => {
    const ours = performance.getEntriesByType("resource")
      .filter(({ name }) => /\/explore\/|\/assets\/(explore|hyparquet)\.js$/.test(name));
    return {
      requests: ours.length,
      bytes: ours.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    };
  };

  return { index, of, cost, pause };
})();
