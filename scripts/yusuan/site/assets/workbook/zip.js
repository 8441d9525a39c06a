/* A zip file of texts, stored as they are: the same texts give the same bytes in every browser. */
globalThis.yusuanWorkbook = {};
{
  const TABLE = Uint32Array.from({ length: 256 }, (_, number) => {
    let sum = number;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
    return sum;
  });
  const checksum = (bytes) => {
    let sum = 0xffffffff;
    for (const byte of bytes) sum = TABLE[(sum ^ byte) & 255] ^ (sum >>> 8);
    return (sum ^ 0xffffffff) >>> 0;
  };
  // Little-endian fields: [bytes, value] each.
  const record = (fields) => {
    const size = fields.reduce((all, [bytes]) => all + bytes, 0);
    const view = new DataView(new ArrayBuffer(size));
    let at = 0;
    for (const [bytes, value] of fields) {
      if (bytes === 2) view.setUint16(at, value, true);
      else view.setUint32(at, value, true);
      at += bytes;
    }
    return new Uint8Array(view.buffer);
  };
  const VERSION = 20;
  const FIRST_DAY = 0x21; // 1980-01-01: no clock

  yusuanWorkbook.zip = (members) => {
    const encoder = new TextEncoder();
    const parts = [];
    const directory = [];
    let at = 0;
    const add = (list, ...blocks) => list.push(...blocks);
    for (const [path, text] of members) {
      const name = encoder.encode(path);
      const content = encoder.encode(text);
      const facts = [
        [2, VERSION], [2, 0], [2, 0], [2, 0], [2, FIRST_DAY],
        [4, checksum(content)], [4, content.length], [4, content.length], [2, name.length], [2, 0],
      ];
      const local = record([[4, 0x04034b50], ...facts]);
      const rest = [[2, 0], [2, 0], [2, 0], [4, 0], [4, at]];
      add(directory, record([[4, 0x02014b50], [2, VERSION], ...facts, ...rest]), name);
      add(parts, local, name, content);
      at += local.length + name.length + content.length;
    }
    const size = directory.reduce((all, block) => all + block.length, 0);
    const count = members.length;
    const end = [[4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, at], [2, 0]];
    return new Blob([...parts, ...directory, record(end)], {
      type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    });
  };
}
