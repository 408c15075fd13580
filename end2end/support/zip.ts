// Reads ZIP files whose files are stored as they are, with lengths of 64 bits (APPNOTE.TXT, sections 4.3.6, 4.3.12 and 4.5.3).

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LONG_LENGTHS = 1;

/** The files by their names; an error if the file has no valid end. */
export function unzip(zip: Buffer): Map<string, Buffer> {
  const end = zip.length - 22;
  if (zip.readUInt32LE(end) !== END) throw new Error('this ZIP file has no end');
  const files = new Map<string, Buffer>();
  let at = zip.readUInt32LE(end + 16);
  for (let count = zip.readUInt16LE(end + 10); count > 0; count--) {
    if (zip.readUInt32LE(at) !== ENTRY) throw new Error(`no entry of the directory at ${at}`);
    const [name, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field));
    const { length, offset } = lengths(zip.subarray(at + 46 + name, at + 46 + name + extra));
    const begin = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
    files.set(zip.toString('utf8', at + 46, at + 46 + name), zip.subarray(begin, begin + length));
    at += 46 + name + extra + comment;
  }
  return files;
}

/** A file's length and where it begins, of an entry's extra fields. */
function lengths(extra: Buffer): { length: number; offset: number } {
  for (let at = 0; at < extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== LONG_LENGTHS) continue;
    return { length: Number(extra.readBigUInt64LE(at + 4)), offset: Number(extra.readBigUInt64LE(at + 20)) };
  }
  throw new Error('an entry without long lengths');
}
