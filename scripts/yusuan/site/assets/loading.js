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

  // Fifteen bits in each sign, counted from the first that is used (pages/packing.py).
  const [BITS, FIRST_SIGN] = [15, 0x3000];
  const unpack = ({ length, signs }) => {
    const bytes = new Uint8Array(length);
    let held = 0;
    let bits = 0;
    let count = 0;
    for (let at = 0; at < signs.length; at += 1) {
      held = (held << BITS) | (signs.charCodeAt(at) - FIRST_SIGN);
      for (bits += BITS; bits >= 8; bits -= 8) {
        bytes[count] = held >> (bits - 8);
        count += 1;
      }
      held &= (1 << bits) - 1;
    }
    const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Response(plain).json();
  };
  globalThis.yusuanPacked = (name, length, signs) => arrivals.set(name, { length, signs });

  /** The value that a script hands over by this name (pages/packing.py). */
  const packed = (name, address) =>
    once(name, async () => {
      await append(address);
      const content = arrivals.get(name);
      arrivals.delete(name);
      if (content === undefined) throw new Error(String(address));
      return unpack(content);
    });

  /** The pages of a disclosure that are kept packed in its folder, by their names. A content is told as
      numbers of lines, since pages share many (pages/filling.py). */
  const pages = async (folder) => {
    const { lines, bodies } = await packed("pages", new URL("pages.js", folder));
    const whole = (body) => ({ ...body, content: body.content.map((line) => lines[line]).join("\n") });
    return Object.fromEntries(Object.entries(bodies).map(([name, body]) => [name, whole(body)]));
  };

  const save = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };

  return { script, packed, pages, save };
})();
