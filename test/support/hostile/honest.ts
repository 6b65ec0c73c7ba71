import { strToU8, zipSync } from 'fflate';
import { hangulFile, hangulFlags, hangulRecord } from '../files/hangul.ts';
import { hwpxFile, officeFile } from '../files/office.ts';
import { objectStream, pdfStream, rawPdf } from '../files/pdf.ts';
import { jpegFile, pngChunk, pngFile } from '../files/pictures.ts';
import { rawZip } from '../files/zip.ts';
import { pdfFile } from '../sample-files.ts';
import { type Extension, type Sent, types } from './specimen.ts';

const of = (extension: Extension, made: Readonly<Record<string, () => Buffer>>): readonly Sent[] =>
  Object.entries(made).map(([what, make]) => ({ what, contentType: types[extension], make }));

const external = (type: string, target: string) => () =>
  officeFile('docx', { relationships: [{ type, target, isExternal: true }] });
const pdf = rawPdf();
const [byStream, byTable] = [await pdfFile('stream'), await pdfFile('table')];
const macAttributes = Buffer.concat([Buffer.from('00051607', 'hex'), Buffer.alloc(60)]);
const macWindow = Buffer.concat([Buffer.from('0000000142756431', 'hex'), Buffer.alloc(60)]);

/** What suppliers do upload, beside the documents of the data set. */
export const honestFiles: readonly Sent[] = [
  ...of('pdf', {
    'a PDF with its cross-reference in a stream': () => byStream,
    'a PDF with its cross-reference as a table': () => byTable,
    'a PDF after blank lines': () => rawPdf({ before: '\r\n\r\n' }),
    'a PDF after a byte order mark': () => rawPdf({ before: '\xef\xbb\xbf' }),
    'a PDF filled up with zeros': () => rawPdf({ after: Buffer.alloc(4000) }),
    'a PDF with a line behind its end': () => rawPdf({ after: '\r\n\r\n' }),
    'a PDF of version 2.0': () => rawPdf({ version: '2.0' }),
    'a PDF that was updated': () =>
      Buffer.concat([pdf, Buffer.from(pdf.toString('latin1').replace('%PDF-1.7', '%       '), 'latin1')]),
    'a PDF with links and bookmarks': () =>
      rawPdf({
        catalogue: '/OpenAction [3 0 R /Fit] /Outlines 4 0 R',
        objects: [
          '<< /Type /Annot /Subtype /Link /A << /S /URI /URI (https://example.org/a) >> >>',
          '<< /S /GoTo /D [3 0 R /Fit] >>',
        ],
      }),
    'a PDF with a form': () =>
      rawPdf({ catalogue: '/AcroForm << /Fields [4 0 R] >>', objects: ['<< /FT /Tx /T (이름) /V (값) >>'] }),
    'a PDF with a signature': () =>
      rawPdf({
        objects: ['<< /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 1 2 3] /Contents <00aabb> >>'],
      }),
    'a PDF that speaks of scripts': () =>
      rawPdf({
        objects: [
          '<< /Title (Product/Launch plan, /JavaScript and /EmbeddedFile) >>',
          '<< /Title (a \\( b (c) ) >>',
        ],
      }),
    'a PDF with a remark of a password': () => rawPdf({ objects: ['% /Encrypt 9 0 R\n<< >>'] }),
    'a PDF with packed objects': () =>
      rawPdf({ objects: [objectStream('<< /Type /Font /BaseFont /Helvetica >>')] }),
    'a PDF with text in plain streams': () =>
      rawPdf({ objects: [pdfStream('', Buffer.from('BT /F1 12 Tf (Product /Launch, 1 0 obj) Tj ET'))] }),
    'a PDF with a font named EF': () => rawPdf({ objects: ['<< /Font << /EF 5 0 R /F1 6 0 R >> >>'] }),
  }),
  ...of('docx', {
    'a text with links': () =>
      officeFile('docx', {
        relationships: [
          { type: 'hyperlink', target: 'https://example.org/', isExternal: true },
          { type: 'hyperlink', target: 'mailto:a@example.org', isExternal: true },
          { type: 'hyperlink', target: 'file:///C:\\a.docx', isExternal: true },
          { type: 'hyperlink', target: '..\\a.docx', isExternal: true },
        ],
      }),
    'a text by a template on the own disk': external(
      'attachedTemplate',
      'file:///C:\\Users\\kim\\Templates\\Normal.dotm',
    ),
    'a text by a template beside it': external('attachedTemplate', 'Normal.dotm'),
    'a text with a picture': () =>
      officeFile('docx', { parts: { 'word/media/image1.png': { content: pngFile() } } }),
    'a text with fields': () =>
      officeFile('docx', {
        body: '<w:instrText> PAGE \\* MERGEFORMAT </w:instrText><w:fldSimple w:instr=" TOC \\o &quot;1-3&quot; "/>',
      }),
    'a text with a link as a field': () =>
      officeFile('docx', { body: '<w:instrText> HYPERLINK "https://example.org" </w:instrText>' }),
    'a text about the field DDE': () => officeFile('docx', { body: '<w:t>DDEAUTO</w:t>' }),
    'a text in UTF-16': () =>
      officeFile('docx', {
        entries: {
          'word/document.xml': Buffer.from(
            '\ufeff<?xml version="1.0" encoding="UTF-16"?><x>제안</x>',
            'utf16le',
          ),
        },
      }),
  }),
  ...of('xlsx', {
    'a workbook': () => officeFile('xlsx'),
    'a workbook that refers to another beside it': () =>
      officeFile('xlsx', {
        relationships: [{ type: 'externalLinkPath', target: '견적.xlsx', isExternal: true }],
      }),
    'a workbook with a printer': () =>
      officeFile('xlsx', {
        parts: {
          'xl/printerSettings/p.bin': {
            content: Buffer.alloc(200, 1),
            type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings',
          },
        },
      }),
  }),
  ...of('pptx', {
    slides: () => officeFile('pptx'),
    'slides with a chart and its workbook': () =>
      officeFile('pptx', {
        parts: { 'ppt/embeddings/Microsoft_Excel_Sheet1.xlsx': { content: officeFile('xlsx') } },
      }),
  }),
  ...of('hwp', {
    'a Hangul document': () => hangulFile(),
    'a Hangul document that is not packed': () => hangulFile({ flags: 0 }),
    'a Hangul document with pictures': () =>
      hangulFile({
        streams: { 'BinData/BIN0001.png': pngFile() },
        plainStreams: { 'BinData/BIN0002.jpg': jpegFile() },
      }),
    'a Hangul document with a long text': () =>
      hangulFile({
        flags: 0,
        streams: {
          'BodyText/Section1': hangulRecord(0x43, Buffer.alloc(1000, 'x')),
          'BodyText/Section2': Buffer.alloc(90_000, 3),
        },
      }),
    'a Hangul document with a signature': () => hangulFile({ flags: hangulFlags.compressed | 128 }),
  }),
  ...of('hwpx', {
    'a newer Hangul document': () => hwpxFile(),
    'a newer Hangul document with pictures': () =>
      hwpxFile({ 'BinData/image1.png': pngFile(), 'BinData/image2.bmp': 'BM' }),
    'a newer Hangul document with empty scripts': () =>
      hwpxFile({
        'Scripts/headerScripts': Buffer.from(
          'var Documents = XHwpDocuments;\r\nvar Document = Documents.Active_XHwpDocument;\r\n',
          'utf16le',
        ),
        'Scripts/sourceScripts': Buffer.from(
          'function OnDocument_Open()\r\n{\r\n\t//todo : \r\n}\r\n',
          'utf16le',
        ),
      }),
    'a newer Hangul document with a link': () =>
      hwpxFile({
        'Contents/section0.xml':
          '<s><hp:stringParam name="Command">https\\://example.org;1;0;0;</hp:stringParam></s>',
      }),
  }),
  ...of('png', {
    'a picture': () => pngFile(),
    'a picture with a text': () =>
      pngFile({
        more: [pngChunk('tEXt', Buffer.from('Software\0Paint')), pngChunk('pHYs', Buffer.alloc(9))],
      }),
  }),
  ...of('jpg', {
    'a photo': () => jpegFile(),
    'a photo of 108 million points': () => jpegFile({ width: 12_000, height: 9000 }),
    'a photo with a second picture': () => jpegFile({ after: jpegFile() }),
    'a photo with a second picture after zeros': () =>
      jpegFile({ after: Buffer.concat([Buffer.alloc(100), jpegFile()]) }),
    'a photo filled up with zeros': () => jpegFile({ after: Buffer.alloc(500) }),
    'a photo with its film': () =>
      jpegFile({ after: Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1') }),
    'a photo with notes of its camera': () =>
      jpegFile({ after: Buffer.from('\0\0\0\x01Image_UTC_DataSEFH\x01\0\0\0SEFT', 'latin1') }),
  }),
  ...of('zip', {
    'an archive of every type': () =>
      rawZip([
        { name: '제안서/제안.pdf', content: pdf },
        { name: '제안서/', isStored: true },
        { name: 'a.docx', content: officeFile('docx') },
        { name: 'a.hwp', content: hangulFile() },
        { name: 'a.hwpx', content: hwpxFile() },
        { name: 'a.JPG', content: jpegFile() },
        { name: 'a.png', content: pngFile(), hasDescriptor: true },
      ]),
    'an archive in an archive': () =>
      rawZip([{ name: '묶음.zip', content: rawZip([{ name: 'a.pdf', content: pdf }]) }]),
    'an archive of slides with a chart': () =>
      rawZip([
        {
          name: 'a.pptx',
          content: officeFile('pptx', {
            parts: { 'ppt/embeddings/a.xlsx': { content: officeFile('xlsx') } },
          }),
        },
      ]),
    'an archive of Korean Windows': () =>
      // 제안서.pdf in code page 949.
      rawZip([
        { name: Buffer.from([0xc1, 0xa6, 0xbe, 0xc8, 0xbc, 0xad, 0x2e, 0x70, 0x64, 0x66]), content: pdf },
      ]),
    'an archive of a Mac': () =>
      rawZip([
        {
          name: Buffer.from('제안서.pdf'.normalize('NFD')),
          content: pdf,
          hasDescriptor: true,
          madeBy: 3,
          mode: 0x81a4,
        },
        {
          name: Buffer.from('__MACOSX/._제안서.pdf'.normalize('NFD')),
          content: macAttributes,
          hasDescriptor: true,
        },
        { name: '.DS_Store', content: macWindow },
      ]),
    'an archive with a comment': () =>
      rawZip([{ name: 'a.pdf', content: pdf }], { comment: Buffer.from('made by a program') }),
    'an archive with a long directory': () => rawZip([{ name: 'a.pdf', content: pdf }], { isLong: true }),
    'an archive by a library': () => Buffer.from(zipSync({ 'a.pdf': pdf, 'b/': strToU8('') })),
  }),
];
