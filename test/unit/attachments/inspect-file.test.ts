import { describe, expect, it } from '@jest/globals';
import { strToU8 } from 'fflate';
import { inspectFile } from '../../../functions/attachments/inspection/inspect-file.ts';
import type { ContentType } from '../../../functions/attachments/rules.ts';
import {
  archiveFile,
  compoundFile,
  hwpxFile,
  officeFile,
  pdfFile,
  pictureFiles,
} from '../../support/sample-files.ts';

const office = 'application/vnd.openxmlformats-officedocument';
const docx = `${office}.wordprocessingml.document` as const;
const xlsx = `${office}.spreadsheetml.sheet` as const;
const pptx = `${office}.presentationml.presentation` as const;

const files: Readonly<Record<ContentType, Buffer>> = {
  'application/pdf': await pdfFile(),
  [docx]: officeFile('word/document.xml'),
  [xlsx]: officeFile('xl/workbook.xml'),
  [pptx]: officeFile('ppt/presentation.xml'),
  'application/x-hwp': compoundFile('hangul'),
  'application/hwp+zip': hwpxFile(),
  'image/png': pictureFiles.png,
  'image/jpeg': pictureFiles.jpeg,
  'application/zip': archiveFile({ 'a.txt': strToU8('a') }),
};

const virus = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** An archive whose directory says something else at `offset` of its first entry. */
const withDirectory = (archive: Buffer, change: (entry: Buffer) => void): Buffer => {
  const copy = Buffer.from(archive);
  change(copy.subarray(copy.indexOf('PK\x01\x02', 0, 'latin1')));
  return copy;
};

describe('a file of each type', () => {
  it.each(Object.entries(files))('is what it says: %s', async (contentType, file) => {
    expect(await inspectFile(file, contentType)).toBeNull();
  });

  it('is refused under every other type, but any archive is a zip', async () => {
    const isArchive = (type: string): boolean => type.endsWith('zip') || type.startsWith(office);
    for (const [actual, file] of Object.entries(files))
      for (const declared of Object.keys(files)) {
        const isRight = actual === declared || (declared === 'application/zip' && isArchive(actual));
        expect([actual, declared, await inspectFile(file, declared)]).toEqual([
          actual,
          declared,
          isRight ? null : 'type-differs',
        ]);
      }
  });
});

describe('a PDF', () => {
  it('may have its cross-reference as a table', async () => {
    expect(await inspectFile(await pdfFile('table'), 'application/pdf')).toBeNull();
  });

  it('begins with its header: what hides behind other bytes is none', async () => {
    const moved = Buffer.concat([Buffer.from('\n\n'), await pdfFile('table')]);
    expect(await inspectFile(moved, 'application/pdf')).toBe('type-differs');
  });

  it('that was cut off is unreadable', async () => {
    const whole = await pdfFile();
    expect(await inspectFile(whole.subarray(0, whole.length - 40), 'application/pdf')).toBe('unreadable');
  });

  it('whose cross-reference is not where its end says is unreadable', async () => {
    const text = (await pdfFile('table')).toString('latin1');
    const lost = text.replace(/startxref\s+\d+/u, 'startxref\n17');
    expect(await inspectFile(Buffer.from(lost, 'latin1'), 'application/pdf')).toBe('unreadable');
  });

  it.each(['stream', 'table'] as const)(
    'under a password is told by the dictionary of its %s',
    async (kind) => {
      const text = (await pdfFile(kind)).toString('latin1');
      const at = text.lastIndexOf('/Root');
      const locked = `${text.slice(0, at)}/Encrypt 9 0 R ${text.slice(at)}`;
      expect(await inspectFile(Buffer.from(locked, 'latin1'), 'application/pdf')).toBe('encrypted');
    },
  );

  it('that merely speaks of /Encrypt is not locked', async () => {
    const text = (await pdfFile('table')).toString('latin1');
    const talk = text
      .replace(/startxref/u, '% see startxref')
      .replace('%PDF-1.7\n', '%PDF-1.7\n% /Encrypt 1 0 R\n');
    const moved = talk.replace(
      /startxref\s+(\d+)/u,
      (_, offset: string) => `startxref\n${Number(offset) + 17}`,
    );
    expect(await inspectFile(Buffer.from(moved, 'latin1'), 'application/pdf')).toBeNull();
  });
});

describe('an archive', () => {
  const sound = archiveFile({
    'a.txt': strToU8('some text that is here '.repeat(50)),
    'b.txt': strToU8('b'),
  });

  it('may be empty', async () => {
    expect(await inspectFile(archiveFile({}), 'application/zip')).toBeNull();
  });

  it('that was cut off is unreadable', async () => {
    for (const length of [4, 30, sound.length - 10, sound.length - 1])
      expect(await inspectFile(sound.subarray(0, length), 'application/zip')).toBe('unreadable');
  });

  it('with a broken entry is unreadable', async () => {
    const broken = Buffer.from(sound);
    broken.writeUInt8(broken.readUInt8(40) ^ 0xff, 40);
    expect(await inspectFile(broken, 'application/zip')).toBe('unreadable');
  });

  it('whose entry is longer than its directory promises is unreadable', async () => {
    const lying = withDirectory(sound, (entry) => entry.writeUInt32LE(10, 24));
    expect(await inspectFile(lying, 'application/zip')).toBe('unreadable');
  });

  it('under a password is told by its directory', async () => {
    const locked = withDirectory(sound, (entry) => entry.writeUInt16LE(1, 8));
    expect(await inspectFile(locked, 'application/zip')).toBe('encrypted');
    const strong = withDirectory(sound, (entry) => entry.writeUInt16LE(99, 10));
    expect(await inspectFile(strong, 'application/zip')).toBe('encrypted');
  });

  it('that would grow beyond a GiB is refused before it is unpacked', async () => {
    const bomb = withDirectory(sound, (entry) => entry.writeUInt32LE(1024 ** 3, 24));
    expect(await inspectFile(bomb, 'application/zip')).toBe('archive-too-large');
  });

  it('with more than 10,000 entries is refused', async () => {
    const many = (count: number) =>
      archiveFile(Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}`, strToU8('')])));
    expect(await inspectFile(many(10_000), 'application/zip')).toBeNull();
    expect(await inspectFile(many(10_001), 'application/zip')).toBe('archive-too-large');
  });

  it('whose entries share their bytes is refused', async () => {
    const file = archiveFile({
      a: [Buffer.alloc(5000, 'x'), { level: 0 }],
      b: [Buffer.alloc(5000, 'x'), { level: 0 }],
    });
    const second = file.lastIndexOf('PK\x01\x02', undefined, 'latin1');
    const shared = Buffer.concat([
      file.subarray(0, 5031),
      file.subarray(file.indexOf('PK\x01\x02', 0, 'latin1')),
    ]);
    const removed = file.length - shared.length;
    shared.writeUInt32LE(0, second - removed + 42);
    shared.writeUInt32LE(shared.readUInt32LE(shared.length - 6) - removed, shared.length - 6);
    expect(await inspectFile(shared, 'application/zip')).toBe('archive-too-large');
  });

  it('may carry a comment at its end', async () => {
    const commented = Buffer.concat([sound, Buffer.from('made by a program')]);
    commented.writeUInt16LE(17, sound.length - 2);
    expect(await inspectFile(commented, 'application/zip')).toBeNull();
  });
});

describe('a document', () => {
  it('with macros is another type', async () => {
    const macros = officeFile('word/document.xml', { 'word/vbaProject.bin': strToU8('x') });
    expect(await inspectFile(macros, docx)).toBe('type-differs');
  });

  it('of Office under a password is told', async () => {
    for (const type of [docx, xlsx, pptx])
      expect(await inspectFile(compoundFile('office-under-password'), type)).toBe('encrypted');
  });

  it('of Hangul under a password is told, and another compound file is none', async () => {
    expect(await inspectFile(compoundFile('hangul-under-password'), 'application/x-hwp')).toBe('encrypted');
    expect(await inspectFile(compoundFile('word'), 'application/x-hwp')).toBe('type-differs');
    const cut = compoundFile('hangul').subarray(0, 540);
    expect(await inspectFile(cut, 'application/x-hwp')).toBe('unreadable');
  });
});

describe('a picture', () => {
  it('that was cut off is unreadable', async () => {
    expect(await inspectFile(pictureFiles.png.subarray(0, 60), 'image/png')).toBe('unreadable');
    expect(await inspectFile(pictureFiles.jpeg.subarray(0, 20), 'image/jpeg')).toBe('unreadable');
  });
});

describe('malicious software', () => {
  it('is found by the mark that every scanner knows, also inside an archive', async () => {
    const after = Buffer.concat([await pdfFile(), Buffer.from(virus)]);
    expect(await inspectFile(after, 'application/pdf')).toBe('malware');
    for (const level of [0, 9] as const)
      expect(
        await inspectFile(archiveFile({ 'x.com': [strToU8(virus), { level }] }), 'application/zip'),
      ).toBe('malware');
  });
});
