import { rawPdf } from '../files/pdf.ts';
import { jpegFile, pngFile } from '../files/pictures.ts';
import { rawZip, type RawEntry } from '../files/zip.ts';
import { eicar, type Specimen, specimens } from './specimen.ts';

const pdf = rawPdf();
const sound: RawEntry = { name: 'a.pdf', content: pdf };
const other: RawEntry = { name: 'b.png', content: pngFile() };

const unsafeNames: readonly string[] = [
  '../a.pdf',
  '../../../../etc/a.pdf',
  'x/../../a.pdf',
  '/a.pdf',
  '//server/a.pdf',
  'C:/a.pdf',
  'C:a.pdf',
  'x\\..\\..\\a.pdf',
  '..\\a.pdf',
  '\\\\server\\share\\a.pdf',
  'a.pdf\0.exe',
  'a\r\nb.pdf',
  'a\tb.pdf',
  '\u202efdp.exe.pdf',
  'a\u2066b.pdf',
  'a\u200bb.pdf',
  'a\u3164.pdf',
  './a.pdf',
  'x//a.pdf',
  'x/./a.pdf',
  'con.pdf',
  'x/AUX.pdf',
  'NUL/a.pdf',
  'lpt1.pdf',
  'a.pdf.',
  'a.pdf ',
  'x /a.pdf',
  'a.pdf:stream.pdf',
  'a?.pdf',
  'a*.pdf',
  'a|b.pdf',
  'a"b.pdf',
  'a<b>.pdf',
  '',
  '..',
  `${'x'.repeat(1001)}.pdf`,
  `${'x/'.repeat(40)}a.pdf`,
];

const otherTypes: readonly string[] = [
  'a.exe',
  'a.js',
  'a.vbs',
  'a.lnk',
  'a.html',
  'a.svg',
  'a.docm',
  'a.xlsm',
  'a.iso',
  'a.rar',
  'a.7z',
  'a.bat',
  'a.ps1',
  'a.hta',
  'a.txt',
  'a',
  'x/autorun.inf',
  '__MACOSX/._a.pdf.exe',
];

const unixLink = { madeBy: 3, content: '/etc/passwd' };

const zipOf = (depth: number): Buffer =>
  depth === 0 ? rawPdf() : rawZip([{ name: depth === 1 ? 'a.pdf' : 'a.zip', content: zipOf(depth - 1) }]);

/** Archives that lead elsewhere, contradict themselves, grow, or hold what nobody may attach. */
export const hostileArchives: readonly Specimen[] = [
  ...unsafeNames.map((name): Specimen => ({
    what: `an entry named ${JSON.stringify(name.slice(0, 40))}`,
    contentType: 'application/zip',
    make: () => rawZip([sound, { name, content: pdf }]),
    reason: 'archive-entry-name',
  })),
  ...specimens('zip', 'archive-entry-name', {
    'a symbolic link': () => rawZip([{ name: 'a.pdf', ...unixLink, mode: 0xa1ff }]),
    'a symbolic link of a Mac': () => rawZip([{ name: 'a.pdf', ...unixLink, madeBy: 19, mode: 0xa1ff }]),
    'a named pipe': () => rawZip([{ name: 'a.pdf', ...unixLink, mode: 0x11ff }]),
    'a device': () => rawZip([{ name: 'a.pdf', ...unixLink, mode: 0x21ff }]),
    'a folder with content': () => rawZip([{ name: 'x/', content: pdf }]),
    'a name in no code': () =>
      rawZip([{ name: Buffer.from([0xff, 0xfe, 0x2e, 0x70, 0x64, 0x66]), content: pdf }]),
    'a name that is no UTF-8 though it says so': () =>
      rawZip([{ name: Buffer.from([0xc0, 0x80, 0x2e, 0x70, 0x64, 0x66]), flags: 0x800, content: pdf }]),
    'two names in one entry': () =>
      rawZip([{ name: 'a.pdf', content: pdf, extra: unicodePath('a.pdf', 'b.exe') }]),
  }),
  ...otherTypes.map((name): Specimen => ({
    what: `an entry of another type: ${name}`,
    contentType: 'application/zip',
    make: () => rawZip([sound, { name, content: 'x' }]),
    reason: 'archive-entry-type',
  })),
  ...specimens('zip', 'type-differs', {
    'a program that is named as a PDF': () => rawZip([{ name: 'a.pdf', content: 'MZ\x90\0' }]),
    'a page that is named as a picture': () => rawZip([{ name: 'a.png', content: '<html><script>' }]),
    'a PDF that is named as a picture': () => rawZip([{ name: 'a.jpg', content: pdf }]),
    'a picture that is named as a document': () => rawZip([{ name: 'a.hwp', content: jpegFile() }]),
  }),
  ...specimens('zip', 'archive-inconsistent', {
    'two entries of one name': () => rawZip([sound, sound]),
    'names that differ in capitals': () => rawZip([sound, { ...other, name: 'A.PDF' }]),
    'names that differ in composition': () =>
      rawZip([
        { ...sound, name: '제안.pdf'.normalize('NFC') },
        { ...sound, name: '제안.pdf'.normalize('NFD') },
      ]),
    'a file that is a folder': () => rawZip([sound, { ...other, name: 'a.pdf/b.png' }]),
    'another name in the header': () => rawZip([{ ...sound, local: { name: 'b.pdf' } }]),
    'another method in the header': () => rawZip([{ ...sound, local: { method: 0 } }]),
    'another length in the header': () => rawZip([{ ...sound, local: { packed: 5 } }]),
    'another checksum in the header': () => rawZip([{ ...sound, local: { crc32: 1 } }]),
    'another unpacked length in the header': () => rawZip([{ ...sound, local: { unpacked: 7 } }]),
    'another descriptor flag in the header': () => rawZip([{ ...sound, local: { flags: 0x808 } }]),
    'entries that share their bytes': () => rawZip([sound, { ...sound, sharesWith: 0 }]),
    'a directory that is not there': () => rawZip([sound], { directoryOffset: 3 }),
    'a second disk': () => rawZip([sound], { disk: 1 }),
    'fewer entries than it says': () => rawZip([sound], { count: 2 }),
    'the method Deflate64': () => rawZip([{ ...sound, method: 9 }]),
    'the method LZMA': () => rawZip([{ ...sound, method: 14 }]),
    'an entry that lies in another': overlapping,
  }),
  ...specimens('zip', 'hidden-content', {
    'bytes before the first entry': () => rawZip([{ ...sound, before: Buffer.from('PK\x03\x04hidden') }]),
    'bytes between entries': () => rawZip([sound, { ...other, before: Buffer.from('hidden') }]),
    'bytes before the directory': () => rawZip([sound], { beforeDirectory: Buffer.from('hidden') }),
    'an entry that the directory leaves out': () =>
      rawZip([sound], { beforeDirectory: rawZip([other]).subarray(0, 60) }),
    'a long comment': () => rawZip([sound], { comment: Buffer.alloc(2000, 'x') }),
    'a program in its comment': () => rawZip([sound], { comment: Buffer.from('MZ\x90\0\x01', 'latin1') }),
  }),
  ...specimens('zip', 'unreadable', {
    'an entry with a wrong checksum': () => rawZip([{ ...sound, crc32: 1, local: { crc32: 1 } }]),
    'an entry longer than it says': () => rawZip([{ ...sound, unpacked: 10 }]),
    'an entry shorter than it says': () => rawZip([{ ...sound, unpacked: 100_000 }]),
    'bytes after the end': () => Buffer.concat([rawZip([sound]), Buffer.from('MZ')]),
    'a missing end': () => rawZip([sound]).subarray(0, -10),
    'half of it': () => rawZip([sound, other]).subarray(0, 200),
    'the beginning alone': () => Buffer.from('PK\x03\x04'),
  }),
  ...specimens('zip', 'type-differs', {
    'a program before the archive': () => rawZip([sound], { before: Buffer.from('MZ\x90\0program') }),
    'a PDF before the archive': () => rawZip([sound], { before: pdf }),
    'a picture before the archive': () => rawZip([sound], { before: jpegFile() }),
    'another archive format': () => Buffer.from('Rar!\x1a\x07\x01\0', 'latin1'),
    'a page': () => Buffer.from('<!doctype html><script>alert(1)</script>'),
    nothing: () => Buffer.alloc(0),
  }),
  ...specimens('zip', 'encrypted', {
    'a password': () => rawZip([{ ...sound, flags: 0x801 }]),
    'a password for the second entry': () => rawZip([sound, { ...other, flags: 0x801 }]),
    'a strong cipher': () => rawZip([{ ...sound, flags: 0x841 }]),
    'the cipher AES': () => rawZip([{ ...sound, method: 99 }]),
    'a hidden directory': () => rawZip([{ ...sound, flags: 0x2801 }]),
    'a cipher that the header alone tells': () => rawZip([{ ...sound, local: { flags: 0x801 } }]),
  }),
  ...specimens('zip', 'archive-too-large', {
    'too many entries': () =>
      rawZip(Array.from({ length: 10_001 }, (_, index) => ({ name: `${index}.pdf`, isStored: true }))),
    'a promise of a gibibyte': () => rawZip([{ ...sound, unpacked: 2 ** 30 }]),
    'a hundred promises': () =>
      rawZip(
        Array.from({ length: 100 }, (_, index) => ({
          name: `${index}.pdf`,
          content: 'x',
          unpacked: 2 ** 23,
        })),
      ),
    'four gibibytes in 32 bits': () => rawZip([{ ...sound, unpacked: 0xfffffffe }]),
    'eighty mebibytes of nothing': () => rawZip([{ name: 'a.png', content: Buffer.alloc(80 * 1024 ** 2) }]),
    'entries in inner archives, too many together': () =>
      rawZip(
        Array.from({ length: 3 }, (_, outer) => ({
          name: `${outer}.zip`,
          content: rawZip(
            Array.from({ length: 4000 }, (__, index) => ({ name: `${index}/`, isStored: true })),
          ),
        })),
      ),
    'inner archives that grow': () =>
      rawZip([
        { name: 'a.zip', content: rawZip([{ name: 'a.png', content: Buffer.alloc(80 * 1024 ** 2) }]) },
      ]),
  }),
  ...specimens('zip', 'archive-too-deep', {
    'four archives in each other': () => zipOf(4),
    'twenty archives in each other': () => zipOf(20),
  }),
  ...specimens('zip', 'malware', {
    'the test virus, stored': () => rawZip([{ name: 'a.pdf', content: eicar, isStored: true }]),
    'the test virus, packed': () => rawZip([{ name: 'a.pdf', content: eicar }]),
    'the test virus in an archive in an archive': () =>
      rawZip([
        { name: 'a.zip', content: rawZip([{ name: 'a.pdf', content: `${pdf.toString('latin1')}${eicar}` }]) },
      ]),
  }),
];

/** The extra field that gives an entry a second name. */
function unicodePath(name: string, second: string): Buffer {
  const text = Buffer.from(second);
  const field = Buffer.alloc(9);
  field.writeUInt16LE(0x7075, 0);
  field.writeUInt16LE(5 + text.length, 2);
  field.writeUInt8(1, 4);
  field.writeUInt32LE(crcOf(name), 5);
  return Buffer.concat([field, text]);
}

function crcOf(name: string): number {
  // The checksum of the plain name stands 14 bytes into the header of an archive that holds it.
  return rawZip([{ name: 'x', content: name }]).readUInt32LE(14);
}

/** The second entry's header stands inside the bytes of the first, which are an archive themselves. */
function overlapping(): Buffer {
  const whole = rawZip([{ name: 'a.pdf', content: rawZip([other]), isStored: true }, other]);
  const second = whole.lastIndexOf('PK\x01\x02', undefined, 'latin1');
  whole.writeUInt32LE(30 + 'a.pdf'.length, second + 42);
  return whole;
}
