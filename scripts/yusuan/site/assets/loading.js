/* What is loaded when it is asked for, and what is handed over as a file. A property, not a constant:
   a page that is unpacked loads it once more. */
globalThis.yusuanLoading = (() => {
  "use strict";
  const own = document.currentScript.src;
  const asked = new Map();
  const arrivals = new Map();

  /** What `ask` promises for a name, once; after a failure the next who asks tries again. */
  const once = (name, ask) => {
    if (!asked.has(name)) {
      asked.set(name, ask().catch((error) => {
        asked.delete(name);
        throw error;
      }));
    }
    return asked.get(name);
  };

  const append = (address) =>
    new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = address;
      element.addEventListener("load", resolve);
      element.addEventListener("error", () => {
        element.remove();
        reject(new Error(String(address)));
      });
      document.head.append(element);
    });

  /** A script of the assets. */
  const script = (name) => once(name, () => append(new URL(name, own)));

  const unpack = (content) => {
    const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
    const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Response(plain).json();
  };
  globalThis.yusuanPacked = (name, content) => arrivals.set(name, content);

  /** The value that a script hands over by this name (pages/packing.py). */
  const packed = (name, address) =>
    once(name, async () => {
      await append(address);
      const content = arrivals.get(name);
      arrivals.delete(name);
      if (content === undefined) throw new Error(String(address));
      return unpack(content);
    });

  /** The pages of a disclosure that are kept packed in its folder, by their names. */
  const pages = (folder) => packed("pages", new URL("pages.js", folder));

  const save = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };

  return { script, packed, pages, save };
})();
