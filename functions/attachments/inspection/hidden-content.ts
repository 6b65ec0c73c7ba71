/** True where nothing stands but blanks, zeros and a byte order mark. */
export const isBlank = (bytes: Buffer): boolean => {
  const start = bytes.subarray(0, 3).toString('hex') === 'efbbbf' ? 3 : 0;
  return bytes.subarray(start).every((byte) => byte === 0 || byte === 32 || (byte >= 9 && byte <= 13));
};

const endOfArchive = Buffer.from('PK\x05\x06', 'latin1');
const longestEnd = 22 + 0xffff;

/**
 * True where an archive ends in the file, so that programs would unpack it from there: its end record, by whose word a
 * directory with entries stands before it.
 */
export const carriesArchive = (file: Buffer): boolean => {
  const tail = file.subarray(-longestEnd);
  const base = file.length - tail.length;
  for (let at = tail.indexOf(endOfArchive); at >= 0; at = tail.indexOf(endOfArchive, at + 1)) {
    if (at + 22 > tail.length) return false;
    const directory = base + at - tail.readUInt32LE(at + 12);
    const isOne =
      directory >= 0 && file.subarray(directory, directory + 4).toString('latin1') === 'PK\x01\x02';
    if (isOne) return true;
  }
  return false;
};

const pageMarks = /<(?:script|html|svg|!doctype\s+html|\?php)[\s>]/iu;

/** True where a browser that guesses would take the beginning for a page. */
export const beginsAsPage = (file: Buffer): boolean =>
  pageMarks.test(file.subarray(0, 1024).toString('latin1'));
