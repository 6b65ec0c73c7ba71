import { createHash } from 'node:crypto';
import { layOut } from './pdf-layout.ts';
import type { WrittenDocument } from './written-document.ts';

const twoDigits = (value: number): string => String(value).padStart(2, '0');

const utf16Hex = (text: string): string => Buffer.from(text, 'utf16le').swap16().toString('hex');

const creationDate = ({ year, month, day }: WrittenDocument['writtenOn']): string =>
  `D:${year}${twoDigits(month)}${twoDigits(day)}090000+09'00'`;

/**
 * The fonts, none embedded: Helvetica for Latin and one of Adobe's standard Korean fonts, which readers substitute with
 * a Korean font of their own. Objects 3 to 6.
 */
const fonts: readonly string[] = [
  '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  '<< /Type /Font /Subtype /Type0 /BaseFont /HYSMyeongJo-Medium-UniKS-UCS2-H /Encoding /UniKS-UCS2-H ' +
    '/DescendantFonts [5 0 R] >>',
  '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HYSMyeongJo-Medium ' +
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (Korea1) /Supplement 1 >> /FontDescriptor 6 0 R /DW 1000 >>',
  '<< /Type /FontDescriptor /FontName /HYSMyeongJo-Medium /Flags 6 /FontBBox [0 -148 1001 880] /ItalicAngle 0 ' +
    '/Ascent 880 /Descent -148 /CapHeight 880 /StemV 93 >>',
];

const firstPageObject = 3 + fonts.length + 1;

const objectsOf = (written: WrittenDocument): readonly string[] => {
  const contents = layOut(written);
  const pageNumbers = contents.map((_, index) => firstPageObject + 2 * index);
  const pages = contents.flatMap((content, index) => [
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] ' +
      `/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${firstPageObject + 2 * index + 1} 0 R >>`,
    `<< /Length ${Buffer.byteLength(content, 'latin1')} >>\nstream\n${content}\nendstream`,
  ]);
  return [
    '<< /Type /Catalog /Pages 2 0 R /Lang (ko-KR) >>',
    `<< /Type /Pages /Kids [${pageNumbers.map((number) => `${number} 0 R`).join(' ')}] /Count ${contents.length} >>`,
    ...fonts,
    `<< /Title <feff${utf16Hex(written.title)}> /Producer (first-buyer) /CreationDate (${creationDate(written.writtenOn)}) >>`,
    ...pages,
  ];
};

/** A PDF 1.4 file that says what is written, with Latin and Korean text, the same bytes at every run. */
export const pdfOf = (written: WrittenDocument): Uint8Array<ArrayBuffer> => {
  const objects = objectsOf(written);
  // The second line holds bytes above 127, so that transfers treat the file as binary.
  let file = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const crossReferences = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const identity = createHash('sha256').update(file, 'latin1').digest('hex').slice(0, 32);
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info ${firstPageObject - 1} 0 R \
/ID [<${identity}> <${identity}>] >>\nstartxref\n${file.length}\n%%EOF\n`;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${crossReferences}${trailer}`;
  return Uint8Array.from(Buffer.from(file, 'latin1'));
};
