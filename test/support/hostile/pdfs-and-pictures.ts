import { deflateSync } from 'node:zlib';
import { objectStream, pdfStream, rawPdf } from '../files/pdf.ts';
import { jpegFile, pngChunk, pngFile } from '../files/pictures.ts';
import { rawZip } from '../files/zip.ts';
import { officeFile } from '../files/office.ts';
import { eicar, type Specimen, specimens } from './specimen.ts';

const script = '<< /S /JavaScript /JS (app.alert(1)) >>';
const zip = rawZip([{ name: 'a.pdf', content: rawPdf() }]);
const withObjects =
  (...objects: readonly (string | Buffer)[]) =>
  () =>
    rawPdf({ objects });
const withCatalogue = (catalogue: string) => () => rawPdf({ catalogue });
const page = '<html><script>alert(1)</script></html>';

/** A PDF that goes on as another: its end leads into the second. */
const updated = (first: Buffer, second: Buffer): Buffer =>
  Buffer.concat([
    first,
    Buffer.from(
      second
        .toString('latin1')
        .replace(/startxref\n(\d+)/u, (_, place: string) => `startxref\n${Number(place) + first.length}`),
      'latin1',
    ),
  ]);

const pdfs: readonly Specimen[] = [
  ...specimens('pdf', 'active-content', {
    'a script at the opening': withCatalogue(`/OpenAction ${script}`),
    'a script in an object of its own': withObjects(script),
    'a script in a stream': withObjects('<< /S /JavaScript /JS 5 0 R >>', pdfStream('', Buffer.from('x'))),
    'a script by name': withCatalogue('/Names << /JavaScript << /Names [(a) 4 0 R] >> >>'),
    'a script with its name in numbers': withObjects('<< /S /#4aava#53cript /#4a#53 (x) >>'),
    'a script with all of its name in numbers': withObjects('<< /S /#4A#61#76#61#53#63#72#69#70#74 >>'),
    'a script with a comment in between': withObjects('<< /S % (\n/JavaScript >>'),
    'a script for an event': withCatalogue(`/AA << /WC ${script} >>`),
    'a program': withCatalogue('/OpenAction << /S /Launch /F (cmd.exe) >>'),
    'a program with its name in numbers': withObjects('<< /S /L#61unch /F (cmd.exe) >>'),
    'a program of Windows': withObjects('<< /Type /Action /S /Launch /Win << /F (cmd.exe) >> >>'),
    'a form that is a program': withCatalogue('/AcroForm << /XFA 4 0 R >>'),
    'a form that is a program, as a list': withCatalogue(
      '/AcroForm << /Fields [] /XFA [(template) 4 0 R] >>',
    ),
    'a player': withObjects('<< /Type /Annot /Subtype /RichMedia >>'),
    'a player’s command': withObjects('<< /S /RichMediaExecute >>'),
    'a rendition': withObjects('<< /S /Rendition /OP 4 >>'),
    'data from elsewhere': withObjects('<< /S /ImportData /F (x.fdf) >>'),
    'a solid figure with a script': withObjects('<< /Type /3D /OnInstantiate 5 0 R >>'),
    'a script in packed objects': withObjects(objectStream(script)),
    'a script in packed objects, in numbers': withObjects(objectStream('<< /S /J#61vaScript >>')),
    'a program in packed objects': withObjects(objectStream('<< /S /Launch >>')),
    'a script in packed objects of an obfuscated type': withObjects(
      objectStream(script, '/Type /#4fbjStm /N 1 /First 4 /Filter /FlateDecode'),
    ),
    'a script in packed objects without a type': withObjects(
      objectStream(script, '/N 1 /First 4 /Filter /Flate#44ecode'),
    ),
    'a script in objects that are not packed': withObjects(
      pdfStream('/Type /ObjStm /N 1 /First 4', Buffer.from(`9 0 ${script}`)),
    ),
    'a script in packed objects of a wrong length': withObjects(
      Buffer.from(
        objectStream(script)
          .toString('latin1')
          .replace(/\/Length \d+/u, '/Length 3'),
        'latin1',
      ),
    ),
    'an object inside a string': withObjects(`(\n9 0 obj ${script} endobj\n)`),
    'an object inside a comment': withObjects(`% 9 0 obj ${script} endobj\nnull`),
    'an object inside a stream': withObjects(pdfStream('', Buffer.from(`9 0 obj << /JS (x) >> endobj`))),
    'an object inside a stream, in numbers': withObjects(
      pdfStream('', Buffer.from(`9 0 obj << /#4aS (x) >> endobj`)),
    ),
    'an action inside a stream': withObjects(pdfStream('', Buffer.from('<< /S /J#61vaScript >>'))),
    'a script behind an open string': () => rawPdf({ between: `( \n9 0 obj ${script} endobj )\n` }),
    'a script in an update': () => updated(rawPdf(), rawPdf({ objects: [script] })),
    'a script in a trailer': () => rawPdf({ trailer: `/X ${script}` }),
  }),
  ...specimens('pdf', 'embedded-object', {
    'a file': withObjects(pdfStream('/Type /EmbeddedFile', Buffer.from('x'))),
    'a file by name': withCatalogue('/Names << /EmbeddedFiles << /Names [(a) 4 0 R] >> >>'),
    'a file of another type': withObjects('<< /Type /Filespec /F (a.exe) /EF << /F 5 0 R >> >>'),
    'a file as a note': withObjects('<< /Type /Annot /Subtype /FileAttachment >>'),
    'a way into a file': withObjects('<< /S /GoToE /T << /R /C >> >>'),
    'a file in packed objects': withObjects(objectStream('<< /Type /Filespec /EF << /F 5 0 R >> >>')),
    'a file with its name in numbers': withObjects('<< /Type /Embedded#46ile >>'),
  }),
  ...specimens('pdf', 'encrypted', {
    'a password': () => rawPdf({ trailer: '/Encrypt 4 0 R', objects: ['<< /Filter /Standard /V 2 >>'] }),
    'a password with its name in numbers': () => rawPdf({ trailer: '/Encr#79pt 4 0 R' }),
    'a password in place': () => rawPdf({ trailer: '/Encrypt << /Filter /Standard /V 2 >>' }),
    'a password by a stream': withObjects(pdfStream('/Type /XRef /Encrypt 4 0 R', Buffer.alloc(4))),
  }),
  ...specimens('pdf', 'hidden-content', {
    'a program before it': () => rawPdf({ before: 'MZ\x90\0' }),
    'a page before it': () => rawPdf({ before: page }),
    'a picture before it': () => rawPdf({ before: 'GIF89a' }),
    'an archive before it': () => Buffer.concat([Buffer.from('PK\x03\x04'), rawPdf()]),
    'a program behind it': () => rawPdf({ after: 'MZ\x90\0' }),
    'a page behind it': () => rawPdf({ after: page }),
    'an archive behind it': () => rawPdf({ after: zip }),
    'an archive inside it': () => rawPdf({ objects: [pdfStream('', zip)] }),
    'an archive between': () =>
      rawPdf({ between: Buffer.concat([Buffer.from('%'), zip, Buffer.from('\n')]) }),
    'a document behind it': () => rawPdf({ after: officeFile('docx') }),
    'objects packed twice': withObjects(
      pdfStream(
        '/Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /FlateDecode]',
        deflateSync(deflateSync(Buffer.from(`9 0 ${script}`))),
      ),
    ),
    'objects packed as letters': withObjects(
      pdfStream(
        '/Type /ObjStm /N 1 /First 4 /Filter /ASCIIHexDecode',
        Buffer.from(Buffer.from(`9 0 ${script}`).toString('hex')),
      ),
    ),
    'objects packed by a rule elsewhere': withObjects(
      objectStream(script, '/Type /ObjStm /N 1 /First 4 /Filter 5 0 R'),
    ),
    'a page in its first comment': () => rawPdf({ version: `1.7 ${page}` }),
  }),
  ...specimens('pdf', 'archive-too-large', {
    'objects that grow': withObjects(
      pdfStream(
        '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode',
        deflateSync(Buffer.alloc(70 * 1024 ** 2, 32)),
      ),
    ),
  }),
  ...specimens('pdf', 'unreadable', {
    'half of it': () => rawPdf().subarray(0, 200),
    'no end': () => Buffer.from(rawPdf().toString('latin1').replace('%%EOF', ''), 'latin1'),
    'a cross-reference that is not there': () =>
      Buffer.from(
        rawPdf()
          .toString('latin1')
          .replace(/startxref\n\d+/u, 'startxref\n17'),
        'latin1',
      ),
    'a string without an end': withObjects('(never closed'),
    'a stream without an end': withObjects('<< /Length 5 >>\nstream\nxxxxx'),
    'packed objects that do not unpack': withObjects(
      pdfStream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', Buffer.from('no flate')),
    ),
    'the header alone': () => Buffer.from('%PDF-1.7\n%%EOF\n'),
  }),
  ...specimens('pdf', 'type-differs', {
    'a header too far': () => rawPdf({ before: ' '.repeat(2000) }),
    'a page': () => Buffer.from(page),
    'a drawing': () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    'a program': () => Buffer.from('MZ\x90\0'),
    'a picture': () => pngFile(),
    'an archive': () => zip,
    PostScript: () => Buffer.from('%!PS-Adobe-3.0\n'),
    nothing: () => Buffer.alloc(0),
  }),
  ...specimens('pdf', 'malware', {
    'the test virus': () => Buffer.from(eicar),
    'the test virus in a comment': () => rawPdf({ between: `% ${eicar}\n` }),
    'the test virus behind it': () => rawPdf({ after: eicar }),
  }),
];

const pictures: readonly Specimen[] = [
  ...specimens('png', 'hidden-content', {
    'an archive behind it': () => pngFile({ after: zip }),
    'a program behind it': () => pngFile({ after: Buffer.from('MZ\x90\0') }),
    'a page behind it': () => pngFile({ after: Buffer.from(page) }),
    'a second picture behind it': () => pngFile({ after: pngFile() }),
    'an archive inside it': () => pngFile({ more: [pngChunk('abCd', zip)] }),
    'a page inside it': () => pngFile({ more: [pngChunk('tEXt', Buffer.from(`Comment\0${page}`))] }),
  }),
  ...specimens('png', 'picture-too-large', {
    'a thousand million points': () => pngFile({ width: 40_000, height: 40_000 }),
    'a side too long': () => pngFile({ width: 70_000, height: 1 }),
    'four thousand million points a side': () => pngFile({ width: 0xffffffff, height: 0xffffffff }),
    'a text that grows': () => pngFile({ more: [pngChunk('zTXt', Buffer.alloc(5 * 1024 ** 2))] }),
  }),
  ...specimens('png', 'unreadable', {
    'half of it': () => pngFile().subarray(0, 45),
    'no end': () => pngFile().subarray(0, -12),
    'a wrong checksum': () => {
      const file = pngFile();
      file.writeUInt8(file.readUInt8(30) ^ 1, 30);
      return file;
    },
    'no points': () => pngFile({ points: Buffer.alloc(0) }),
    'no size': () => pngFile({ width: 0 }),
    'a chunk that nobody knows': () => pngFile({ more: [pngChunk('ABCD', Buffer.from('x'))] }),
    'a second header': () => pngFile({ more: [pngChunk('IHDR', Buffer.alloc(13, 1))] }),
    'a chunk longer than the file': () => {
      const file = pngFile();
      file.writeUInt32BE(0x7fffffff, 33);
      return file;
    },
  }),
  ...specimens('jpg', 'hidden-content', {
    'an archive behind it': () => jpegFile({ after: zip }),
    'a program behind it': () => jpegFile({ after: Buffer.from('MZ\x90\0') }),
    'a page behind it': () => jpegFile({ after: Buffer.from(page) }),
    'a PDF behind it': () => jpegFile({ after: rawPdf() }),
    'a page in its comment': () => jpegFile({ comment: page }),
    'an archive behind its second picture': () => jpegFile({ after: Buffer.concat([jpegFile(), zip]) }),
    'an archive behind a film': () =>
      jpegFile({ after: Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42'), zip]) }),
    'an archive in its comment': () => jpegFile({ comment: zip }),
    'a program that ends as notes do': () => jpegFile({ after: Buffer.from('MZ\x90\0 SEFT') }),
    'a broken second picture': () => jpegFile({ after: Buffer.from('ffd8ffe00010', 'hex') }),
  }),
  ...specimens('jpg', 'picture-too-large', {
    'four thousand million points': () => jpegFile({ width: 65_500, height: 65_500 }),
    'four hundred million points': () => jpegFile({ width: 20_000, height: 20_000 }),
  }),
  ...specimens('jpg', 'unreadable', {
    'half of it': () => jpegFile().subarray(0, 60),
    'no end': () => jpegFile().subarray(0, -2),
    'no width': () => jpegFile({ width: 0 }),
    'a beginning and an end': () => Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex'),
    noise: () => Buffer.concat([Buffer.from('ffd8ff', 'hex'), Buffer.alloc(500, 7)]),
  }),
  ...(['png', 'jpg'] as const).flatMap((kind) =>
    specimens(kind, 'type-differs', {
      [`a page as ${kind}`]: () => Buffer.from(page),
      [`a drawing with a script as ${kind}`]: () =>
        Buffer.from('<?xml version="1.0"?><svg onload="alert(1)"/>'),
      [`a program as ${kind}`]: () => Buffer.from('MZ\x90\0'),
      [`another picture as ${kind}`]: () => (kind === 'png' ? jpegFile() : pngFile()),
      [`a moving picture as ${kind}`]: () => Buffer.from('GIF89a\x01\0\x01\0'),
      [`a PDF as ${kind}`]: () => rawPdf(),
      [`an archive as ${kind}`]: () => zip,
    }),
  ),
  ...specimens('png', 'malware', {
    'the test virus in a text': () => pngFile({ more: [pngChunk('tEXt', Buffer.from(`a\0${eicar}`))] }),
  }),
  ...specimens('jpg', 'malware', { 'the test virus in a comment': () => jpegFile({ comment: eicar }) }),
];

/** PDFs that run, hold or hide something, and pictures that are something else. */
export const hostilePdfsAndPictures: readonly Specimen[] = [...pdfs, ...pictures];
