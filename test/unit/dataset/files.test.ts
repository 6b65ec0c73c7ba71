import { crc32 } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { unzipSync, unzlibSync } from 'fflate';
import { fileTypeFromBuffer } from 'file-type';
import { PDFDocument } from 'pdf-lib';
import { inspectFile } from '../../../functions/attachments/inspection/inspect-file.ts';
import { checkFile } from '../../../functions/attachments/rules.ts';
import { attachmentsFor, contentTypes } from '../../../infra/local/dataset/files.ts';
import {
  priceOfVersionInWon,
  proposalOf,
  proposals,
  versionsOf,
} from '../../../infra/local/dataset/proposals.ts';

const versions = proposals.flatMap((proposal) =>
  ([1, 2] as const)
    .filter((version) => version <= versionsOf(proposal))
    .map((version) => ({ proposal, version, files: attachmentsFor(proposal.key, version) })),
);
const everyFile = versions.flatMap(({ proposal, version, files }) =>
  files.map((file) => ({ proposal, version, file })),
);
const filesOf = (contentType: string) => everyFile.filter(({ file }) => file.contentType === contentType);

const textOf = (archive: Readonly<Record<string, Uint8Array>>, name: string): string => {
  const bytes = archive[name];
  if (bytes === undefined) throw new Error(`${name} is missing from the archive`);
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
};

/** Every element that opens is closed in order, which is enough to tell broken XML here. */
const isBalanced = (xml: string): boolean => {
  const open: string[] = [];
  for (const [, closing, name, empty] of xml.matchAll(/<(\/?)([A-Za-z][\w:]*)[^<>]*?(\/?)>/gu)) {
    if (closing === '/') {
      if (open.pop() !== name) return false;
    } else if (empty !== '/' && name !== undefined) open.push(name);
  }
  return open.length === 0 && !/&(?!amp;|lt;|gt;|quot;)/u.test(xml);
};

/** The first file's name and method in an archive, and the bytes from its name on. */
const firstEntry = (bytes: Uint8Array) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const nameLength = view.getUint16(26, true);
  return {
    signature: view.getUint32(0, true),
    method: view.getUint16(8, true),
    extraLength: view.getUint16(28, true),
    text: new TextDecoder().decode(bytes.subarray(30, 30 + nameLength + 19)),
  };
};

describe('the files of the proposals', () => {
  it('are two to four a version, of 2 to 200 kB, with names fit for people', () => {
    for (const { files } of versions) {
      expect(files.length).toBeGreaterThanOrEqual(2);
      expect(files.length).toBeLessThanOrEqual(4);
      expect(new Set(files.map(({ fileName }) => fileName)).size).toBe(files.length);
      for (const { fileName, bytes } of files) {
        expect(bytes.length).toBeGreaterThan(2000);
        expect(bytes.length).toBeLessThan(200_000);
        expect(fileName).toBe(fileName.normalize('NFC'));
        expect(fileName).toMatch(/^[\p{L}\p{N} _.-]+\.(?:pdf|docx|hwpx|png)$/u);
      }
    }
    expect(everyFile.some(({ file }) => /\p{Script=Hangul}/u.test(file.fileName))).toBe(true);
  });

  it('are of all four types, each recognised by its bytes', async () => {
    for (const contentType of Object.values(contentTypes)) {
      const files = filesOf(contentType);
      expect(files.length).toBeGreaterThan(10);
      for (const { file } of files) {
        const recognised = await fileTypeFromBuffer(file.bytes);
        // The recogniser knows no Hangul documents and sees the archive they are.
        expect(recognised?.mime).toBe(contentType === contentTypes.hwpx ? 'application/zip' : contentType);
      }
    }
  });

  it('are taken by the system that they are sent to', () => {
    const findings = everyFile.map(({ file }) => inspectFile(file.bytes, file.contentType));
    expect(findings.filter((finding) => finding !== null)).toEqual([]);
    for (const { file } of everyFile) {
      const contentType = Object.values(contentTypes).find((type) => type === file.contentType);
      expect(contentType && checkFile(file.fileName, contentType)).toBe(file.fileName);
    }
  });

  it('differ from one proposal to the next', () => {
    const texts = everyFile.filter(({ version }) => version === 1).map(({ file }) => crc32(file.bytes));
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('are PDF files that open, with a page and a title', async () => {
    for (const { file } of filesOf(contentTypes.pdf)) {
      const latin = Buffer.from(file.bytes).toString('latin1');
      expect(latin.startsWith('%PDF-1.4\n')).toBe(true);
      expect(latin.endsWith('%%EOF\n')).toBe(true);
      const start = Number(/startxref\n(\d+)\n/u.exec(latin)?.[1]);
      expect(latin.slice(start, start + 5)).toBe('xref\n');
      const offsets = [...latin.slice(start).matchAll(/^(\d{10}) 00000 n $/gmu)].map(([, digits]) =>
        Number(digits),
      );
      expect(offsets.length).toBeGreaterThan(6);
      expect(
        offsets.filter(
          (offset, index) =>
            !latin.startsWith(
              `${index + 1} 0 obj
`,
              offset,
            ),
        ),
      ).toEqual([]);
      const document = await PDFDocument.load(file.bytes, { updateMetadata: false });
      expect(document.getPageCount()).toBeGreaterThanOrEqual(1);
      expect(document.getTitle()).toMatch(/^성능시험 보고서 T20-/u);
      expect(document.getCreationDate()?.getUTCFullYear()).toBe(2020);
    }
  });

  it('are Word documents whose parts are there and say what the proposal says', () => {
    for (const { proposal, version, file } of filesOf(contentTypes.docx)) {
      const archive = unzipSync(file.bytes);
      const document = textOf(archive, 'word/document.xml');
      expect(textOf(archive, '[Content_Types].xml')).toContain('/word/document.xml');
      expect(textOf(archive, '_rels/.rels')).toContain('word/document.xml');
      expect(Object.keys(archive).filter((name) => !isBalanced(textOf(archive, name)))).toEqual([]);
      expect(document).toContain(proposal.summary.ko);
      expect(document.replaceAll(',', '')).toContain(`${priceOfVersionInWon(proposal, version)}원`);
    }
  });

  it('are Hangul documents that begin with their stored type', () => {
    for (const { proposal, version, file } of filesOf(contentTypes.hwpx)) {
      expect(firstEntry(file.bytes)).toEqual({
        signature: 0x04034b50,
        method: 0,
        extraLength: 0,
        text: 'mimetypeapplication/hwp+zip',
      });
      const archive = unzipSync(file.bytes);
      expect(textOf(archive, 'META-INF/container.xml')).toContain('full-path="Contents/content.hpf"');
      expect(textOf(archive, 'Contents/content.hpf')).toContain('href="Contents/section0.xml"');
      const written = Object.keys(archive).filter((name) => /\.(?:xml|hpf)$/u.test(name));
      expect(written.filter((name) => !isBalanced(textOf(archive, name)))).toEqual([]);
      const section = textOf(archive, 'Contents/section0.xml');
      expect(section).toContain(proposal.summary.ko);
      expect(section.replaceAll(',', '')).toContain(`${priceOfVersionInWon(proposal, version)}원`);
    }
  });

  it('are pictures with right checksums and as many rows as they say', () => {
    for (const { file } of filesOf(contentTypes.png)) {
      const bytes = Buffer.from(file.bytes);
      const chunks = new Map<string, Buffer>();
      let offset = 8;
      while (offset < bytes.length) {
        const length = bytes.readUInt32BE(offset);
        const typed = bytes.subarray(offset + 4, offset + 8 + length);
        expect(bytes.readUInt32BE(offset + 8 + length)).toBe(crc32(typed));
        chunks.set(typed.toString('latin1', 0, 4), typed.subarray(4));
        offset += 12 + length;
      }
      expect([...chunks.keys()]).toEqual(['IHDR', 'IDAT', 'IEND']);
      const header = chunks.get('IHDR');
      const [width = 0, height = 0] = [header?.readUInt32BE(0), header?.readUInt32BE(4)];
      expect(unzlibSync(chunks.get('IDAT') ?? Buffer.alloc(0))).toHaveLength(height * (width * 3 + 1));
    }
  });

  it('are revised in a second version, the pictures aside', () => {
    const replaced = proposals.filter((proposal) => versionsOf(proposal) === 2);
    expect(replaced.length).toBeGreaterThanOrEqual(8);
    for (const { key } of replaced) {
      const filesOfVersion = (number: 1 | 2) =>
        versions.find(({ proposal, version }) => proposal.key === key && version === number)?.files ?? [];
      const [first, second] = [filesOfVersion(1), filesOfVersion(2)];
      expect(first.length).toBeGreaterThan(0);
      expect(second).toHaveLength(first.length);
      second.forEach(({ bytes, contentType }, index) => {
        const isSame = Buffer.compare(bytes, first[index]?.bytes ?? Buffer.alloc(0)) === 0;
        expect(isSame).toBe(contentType === contentTypes.png);
      });
    }
  });

  it('lack the report where staff find it missing', () => {
    const lacking = proposals.filter(({ ineligible }) => ineligible?.ground === 'documents-missing');
    expect(lacking).toHaveLength(1);
    for (const { key } of lacking) {
      expect(attachmentsFor(key).map(({ contentType }) => contentType)).not.toContain(contentTypes.pdf);
    }
  });

  it('are refused for a version that is never submitted', () => {
    const single = proposals.find(({ fate }) => fate === 'submit');
    expect(() => attachmentsFor(single?.key ?? '', 2)).toThrow('has no version 2');
    expect(() => attachmentsFor('nothing')).toThrow('no proposal «nothing»');
    expect(proposalOf('dasomnuri-hometown-walk').key).toBe('dasomnuri-hometown-walk');
  });
});
