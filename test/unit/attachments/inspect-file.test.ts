import { describe, expect, it } from '@jest/globals';
import { inspectFile } from '../../../functions/attachments/inspection/inspect-file.ts';
import type { ContentType } from '../../../functions/attachments/rules.ts';
import { hangulFile } from '../../support/files/hangul.ts';
import { hwpxFile, officeFile } from '../../support/files/office.ts';
import { objectStream, pdfStream, rawPdf } from '../../support/files/pdf.ts';
import { jpegFile, pngFile } from '../../support/files/pictures.ts';
import { rawZip } from '../../support/files/zip.ts';
import { pdfFile } from '../../support/sample-files.ts';
import { types } from '../../support/hostile/specimen.ts';

const files: Readonly<Record<ContentType, Buffer>> = {
  [types.pdf]: await pdfFile(),
  [types.docx]: officeFile('docx'),
  [types.xlsx]: officeFile('xlsx'),
  [types.pptx]: officeFile('pptx'),
  [types.hwp]: hangulFile(),
  [types.hwpx]: hwpxFile(),
  [types.png]: pngFile(),
  [types.jpg]: jpegFile(),
  [types.zip]: rawZip([{ name: 'a.pdf', content: rawPdf() }]),
};

describe('a file of each type', () => {
  it.each(Object.entries(files))('is what it says: %s', (contentType, file) => {
    expect(inspectFile(file, contentType)).toBeNull();
  });

  it('is refused under every other type', () => {
    for (const [actual, file] of Object.entries(files))
      for (const declared of Object.keys(files)) {
        if (actual === declared) continue;
        // Documents are archives too, of entries that may not be attached by themselves.
        const isDocument =
          declared === types.zip &&
          ![types.pdf, types.hwp, types.png, types.jpg].some((type) => type === actual);
        expect([actual, declared, inspectFile(file, declared)?.code]).toEqual([
          actual,
          declared,
          isDocument ? 'archive-entry-type' : 'type-differs',
        ]);
      }
  });

  it('may be a view of a larger buffer', () => {
    const around = Buffer.concat([Buffer.alloc(10), files[types.png], Buffer.alloc(10)]);
    expect(
      inspectFile(new Uint8Array(around.buffer, around.byteOffset + 10, files[types.png].length), types.png),
    ).toBeNull();
  });
});

describe('a finding', () => {
  it('names the place that is to be mended, through archives and documents', () => {
    const slides = officeFile('pptx', {
      parts: {
        'ppt/embeddings/a.xlsx': { content: officeFile('xlsx', { parts: { 'xl/x.dat': { content: 'x' } } }) },
      },
    });
    const outer = rawZip([{ name: '발표.pptx', content: slides }]);
    expect(inspectFile(outer, types.zip)).toEqual({
      code: 'archive-inconsistent',
      place: '발표.pptx › ppt/embeddings/a.xlsx › xl/x.dat',
    });
    const inner = rawZip([{ name: 'b.zip', content: rawZip([{ name: 'x.exe', content: 'x' }]) }]);
    expect(inspectFile(inner, types.zip)).toEqual({ code: 'archive-entry-type', place: 'b.zip › x.exe' });
    expect(inspectFile(rawPdf({ catalogue: '/OpenAction << /S /J#61vaScript >>' }), types.pdf)).toEqual({
      code: 'active-content',
      place: '/JavaScript',
    });
  });

  it('shows nothing of a name that hides something, and no more than 120 characters', () => {
    const named = (name: string) => inspectFile(rawZip([{ name, content: 'x' }]), types.zip)?.place;
    expect(named('a\u202e\r\nfdp.exe')).toBe('a\u{fffd}\u{fffd}\u{fffd}fdp.exe');
    expect(named('x'.repeat(500))).toBe(`${'x'.repeat(120)}…`);
  });
});

describe('an archive', () => {
  it('may be empty, and hold 10,000 entries', () => {
    expect(inspectFile(rawZip([]), types.zip)).toBeNull();
    const folders = (count: number) =>
      rawZip(Array.from({ length: count }, (_, index) => ({ name: `${index}/`, isStored: true })));
    expect(inspectFile(folders(10_000), types.zip)).toBeNull();
    expect(inspectFile(folders(10_001), types.zip)).toEqual({ code: 'archive-too-large', place: null });
  });

  it('may hold archives three deep', () => {
    const nested = (depth: number): Buffer =>
      depth === 1
        ? rawZip([{ name: 'a.pdf', content: rawPdf() }])
        : rawZip([{ name: 'a.zip', content: nested(depth - 1) }]);
    expect(inspectFile(nested(3), types.zip)).toBeNull();
    expect(inspectFile(nested(4), types.zip)).toMatchObject({ code: 'archive-too-deep' });
  });
});

/** Files that make a careless reader go round and round, at a length. */
const costly: Readonly<Record<string, readonly [ContentType, (size: number) => Buffer]>> = {
  'a PDF of streams without an end': [
    types.pdf,
    (size) => rawPdf({ objects: ['<< >>\nstream\n'.repeat(size / 14)] }),
  ],
  'a PDF of objects that never end': [
    types.pdf,
    (size) => rawPdf({ objects: ['1 0 obj << '.repeat(size / 11)] }),
  ],
  'a PDF of hidden objects': [
    types.pdf,
    (size) => rawPdf({ objects: [pdfStream('', Buffer.from('1 0 obj << '.repeat(size / 11)))] }),
  ],
  'a PDF of open brackets': [
    types.pdf,
    (size) => rawPdf({ objects: [`${'('.repeat(size / 2)}${')'.repeat(size / 2)}`] }),
  ],
  'a PDF of angles': [types.pdf, (size) => rawPdf({ objects: ['<'.repeat(size)] })],
  'a PDF of digits': [types.pdf, (size) => rawPdf({ objects: ['1 '.repeat(size / 2)] })],
  'a PDF of names': [types.pdf, (size) => rawPdf({ objects: [`<< ${'/A#41 '.repeat(size / 6)} >>`] })],
  'a PDF of comments': [types.pdf, (size) => rawPdf({ objects: ['%\n'.repeat(size / 2)] })],
  'a PDF of packed objects': [
    types.pdf,
    (size) => rawPdf({ objects: Array.from({ length: size / 2000 }, () => objectStream('/A '.repeat(600))) }),
  ],
  'an archive of folders': [
    types.zip,
    (size) =>
      rawZip(
        Array.from({ length: size / 200 }, (_, index) => ({
          name: `${'x/'.repeat(31)}${index}/`,
          isStored: true,
        })),
      ),
  ],
  'a document of tags': [
    types.docx,
    (size) => officeFile('docx', { body: `<w:instrText/>${'<a b="c">'.repeat(size / 9)}` }),
  ],
  'a document of broken tags': [
    types.docx,
    (size) => officeFile('docx', { body: `<w:instrText/>${'<a '.repeat(size / 3)}` }),
  ],
  'a document of blanks': [
    types.docx,
    (size) => officeFile('docx', { body: `<w:instrText/><a${' '.repeat(size)}` }),
  ],
  'a document of comments': [
    types.docx,
    (size) => officeFile('docx', { body: `<w:instrText/>${'<!--'.repeat(size / 4)}` }),
  ],
  'a document of fields': [
    types.docx,
    (size) =>
      officeFile('docx', { body: `<w:instrText>${'INCLUDEPICTURE '.repeat(size / 15)}</w:instrText>` }),
  ],
  'a picture of chunks': [
    types.png,
    (size) => Buffer.concat([pngFile().subarray(0, -12), Buffer.alloc(size)]),
  ],
  'a photo of markers': [
    types.jpg,
    (size) => jpegFile({ after: Buffer.from('ffd8ff'.repeat(size / 6), 'hex') }),
  ],
  'a photo of points': [
    types.jpg,
    (size) => Buffer.concat([jpegFile().subarray(0, -2), Buffer.alloc(size, 0xff)]),
  ],
  'a script of comments': [
    types.hwp,
    (size) =>
      hangulFile({
        flags: 0,
        streams: { 'Scripts/DefaultJScript': Buffer.from('/*'.repeat(size / 4), 'utf16le') },
      }),
  ],
};

describe('the time that a check takes', () => {
  /** Of the processor, since the machine has other work too. */
  const millisecondsOf = (file: Buffer, contentType: ContentType): number => {
    const started = process.cpuUsage();
    inspectFile(file, contentType);
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1000;
  };

  it.each(Object.entries(costly))('grows with the length alone: %s', (_, [contentType, make]) => {
    const [short, long] = [make(120_000), make(960_000)];
    let [ofShort, ofLong] = [Infinity, Infinity];
    const growth = (): number => ofLong / Math.max(1, ofShort);
    // Quadratic would be 64 times, however often it is tried; a busy machine or a collection of garbage passes.
    for (let round = 0; round < 3 || (growth() >= 24 && round < 12); round += 1) {
      ofShort = Math.min(ofShort, millisecondsOf(short, contentType));
      ofLong = Math.min(ofLong, millisecondsOf(long, contentType));
    }
    expect(growth()).toBeLessThan(24);
  });
});
