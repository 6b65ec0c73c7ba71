import { deflateRawSync } from 'node:zlib';
import { compoundOf } from '../files/compound.ts';
import { hangulFile, hangulFlags, hangulRecord, hangulScripts } from '../files/hangul.ts';
import {
  hwpxFile,
  officeFile,
  type OfficeRelationship,
  officeKinds,
  relationshipsOf,
} from '../files/office.ts';
import { rawPdf } from '../files/pdf.ts';
import { pngFile } from '../files/pictures.ts';
import { rawZip } from '../files/zip.ts';
import { eicar, type Specimen, specimens } from './specimen.ts';

const vba = compoundOf({ 'VBA/dir': Buffer.alloc(100, 1) });
const vbaType = 'application/vnd.ms-office.vbaProject';
const ole = compoundOf({ '\x01Ole10Native': Buffer.alloc(100, 1) });

const related = (relationship: OfficeRelationship) => () =>
  officeFile('docx', { relationships: [relationship] });
const external = (type: string, target: string) => related({ type, target, isExternal: true });
const word = (body: string) => () => officeFile('docx', { body });
const run = (instruction: string): string => `<w:r><w:instrText>${instruction}</w:instrText></w:r>`;
const prologue = '<?xml version="1.0" encoding="UTF-8"?>';

const macros: readonly Specimen[] = (['docx', 'xlsx', 'pptx'] as const).flatMap((kind) => {
  const folder = officeKinds[kind].part.split('/')[0] ?? '';
  return specimens(kind, 'macros', {
    [`macros in a ${kind}`]: () =>
      officeFile(kind, { parts: { [`${folder}/vbaProject.bin`]: { content: vba, type: vbaType } } }),
    [`macros under another name in a ${kind}`]: () =>
      officeFile(kind, { parts: { [`${folder}/media.bin`]: { content: 'x', type: vbaType } } }),
    [`the type of a ${kind} with macros`]: () =>
      officeFile(kind, { mainType: 'application/vnd.ms-office.macroEnabled.main+xml' }),
    [`a relationship to macros in a ${kind}`]: () =>
      officeFile(kind, { relationships: [{ type: 'vbaProject', target: 'x.xml' }] }),
  });
});

const office: readonly Specimen[] = [
  ...macros,
  ...specimens('xlsx', 'macros', {
    'macros of Excel 4': () =>
      officeFile('xlsx', { parts: { 'xl/macrosheets/sheet1.xml': { content: '<x/>' } } }),
    'macros of Excel 4 under another name': () =>
      officeFile('xlsx', {
        parts: {
          'xl/worksheets/s.xml': { content: '<x/>', type: 'application/vnd.ms-excel.macrosheet+xml' },
        },
      }),
    'a relationship to macros of Excel 4': () =>
      officeFile('xlsx', { relationships: [{ type: 'xlMacrosheet', target: 'x.xml' }] }),
  }),
  ...specimens('docx', 'external-content', {
    'a template of the web': external('attachedTemplate', 'https://example.org/t.dotm'),
    'a template of another computer': external('attachedTemplate', '\\\\example.org\\t.dotm'),
    'a template of another computer, as an address': external(
      'attachedTemplate',
      'file://example.org/t.dotm',
    ),
    'a template of another computer, with slashes': external('attachedTemplate', '//example.org/t.dotm'),
    'a picture of the web': external('image', 'http://example.org/x.png'),
    'an object of the web': external('oleObject', 'https://example.org/x.html!'),
    'an object on the own disk': external('oleObject', 'file:///C:/x.html!'),
    'a frame': external('frame', 'https://example.org/'),
    'a frame on the own disk': external('frame', 'x.htm'),
    'a document in the document': external('subDocument', 'https://example.org/x.docx'),
    'a film of the web': external('video', 'https://example.org/x.mp4'),
    'a relationship written with references': () =>
      officeFile('docx', {
        entries: {
          'word/_rels/document.xml.rels': relationshipsOf([]).replace(
            '</Relationships>',
            `<Relationship Id='r' Type='x/attachedTemplate' Target='&#104;ttps://example.org' TargetMode='Ex&#x74;ernal'/></Relationships>`,
          ),
        },
      }),
    'a relationship in UTF-16': () =>
      officeFile('docx', {
        entries: {
          'word/_rels/document.xml.rels': Buffer.from(
            `\ufeff${relationshipsOf([{ type: 'image', target: 'https://example.org', isExternal: true }]).replace('UTF-8', 'UTF-16')}`,
            'utf16le',
          ),
        },
      }),
    'a relationship with a prefix': () =>
      officeFile('docx', {
        entries: {
          'word/_rels/document.xml.rels': relationshipsOf([
            { type: 'image', target: 'https://example.org', isExternal: true },
          ])
            .replaceAll('<Relationship ', '<r:Relationship ')
            .replace('xmlns=', 'xmlns:r='),
        },
      }),
    'a field that fetches a picture': word(run('INCLUDEPICTURE "https://example.org/x.png"')),
    'a field that fetches a text': word(
      '<w:fldSimple w:instr="INCLUDETEXT &quot;\\\\\\\\example.org\\\\x&quot;"/>',
    ),
  }),
  ...specimens('xlsx', 'external-content', {
    'a workbook of the web': () =>
      officeFile('xlsx', {
        entries: {
          'xl/externalLinks/_rels/externalLink1.xml.rels': relationshipsOf([
            { type: 'externalLinkPath', target: 'https://example.org/x.xlsx', isExternal: true },
          ]),
        },
      }),
  }),
  ...specimens('docx', 'active-content', {
    'a field that runs a program': word(run('DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"')),
    'a field that runs a program, cut into pieces': word(`${run('DD')}${run('EAUTO')}${run(' cmd "/k"')}`),
    'a field that runs a program, in lines': word(`${run('DD')}\n${run('E cmd "/k"')}`),
    'a field that runs a program, with references': word(run('&#68;DEAUTO cmd')),
    'a field that runs a program, in character data': word(run('<![CDATA[DDEAUTO cmd]]>')),
    'a plain field that runs a program': word('<w:fldSimple w:instr=" DDEAUTO cmd "/>'),
    'a field with another prefix': word('<q:instrText>DDE cmd</q:instrText>'),
    'a field in a header': () =>
      officeFile('docx', { parts: { 'word/header1.xml': { content: `<h>${run('DDE cmd')}</h>` } } }),
    'a link that runs a script': external('hyperlink', 'javascript:alert(1)'),
    'a link that runs a tool of Windows': external('hyperlink', 'ms-msdt:/id'),
    'a link to a search of Windows': external('hyperlink', 'search-ms:query=x'),
    'a control': related({ type: 'control', target: 'x.xml' }),
    'a control as a part': () =>
      officeFile('docx', {
        parts: { 'word/x.xml': { content: '<x/>', type: 'application/vnd.ms-office.activeX+xml' } },
      }),
    'an extension of the web': related({ type: 'webextensiontaskpanes', target: 'x.xml' }),
    'a page as a part': () =>
      officeFile('docx', { parts: { 'word/x.htm': { content: '<x/>', type: 'text/html' } } }),
    'entities that grow': () =>
      officeFile('docx', {
        entries: {
          'word/document.xml': `${prologue}<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>`,
        },
      }),
    'entities that fetch': () =>
      officeFile('docx', {
        entries: { '_rels/.rels': `${prologue}<!DOCTYPE x SYSTEM "https://example.org/x.dtd"><x/>` },
      }),
    'a document type in UTF-16': () =>
      officeFile('docx', {
        parts: { 'word/s.xml': { content: Buffer.from('\ufeff<!DOCTYPE x SYSTEM "y"><x/>', 'utf16le') } },
      }),
    'a picture with a script': () =>
      officeFile('docx', {
        parts: { 'word/media/a.svg': { content: '<svg><script>x</script></svg>', type: 'image/svg+xml' } },
      }),
  }),
  ...specimens('xlsx', 'active-content', {
    'a sheet that asks a program': () =>
      officeFile('xlsx', {
        parts: { 'xl/externalLinks/e.xml': { content: '<x:ddeLink ddeService="cmd" ddeTopic="/c calc"/>' } },
      }),
    'a sheet that asks an object': () =>
      officeFile('xlsx', { parts: { 'xl/externalLinks/e.xml': { content: '<oleLink r:id="r"/>' } } }),
  }),
  ...specimens('docx', 'embedded-object', {
    'an object': () => officeFile('docx', { parts: { 'word/embeddings/oleObject1.emf': { content: ole } } }),
    'a relationship to an object': related({ type: 'oleObject', target: 'embeddings/x.png' }),
    'a text of another format': related({ type: 'aFChunk', target: 'x.xml' }),
    'a program as a picture': () =>
      officeFile('docx', { parts: { 'word/media/a.png': { content: 'MZ\x90\0' } } }),
    'a program of Linux': () => officeFile('docx', { parts: { 'word/media/a.png': { content: '\x7fELF' } } }),
    'a PDF': () => officeFile('docx', { parts: { 'word/media/a.png': { content: rawPdf() } } }),
    'an archive': () =>
      officeFile('docx', {
        parts: {
          'word/media/a.png': { content: rawZip([]).subarray(0) },
          'word/media/b.png': { content: rawZip([{ name: 'x', content: 'x' }]) },
        },
      }),
    'a rich text': () => officeFile('docx', { parts: { 'word/media/a.png': { content: '{\\rtf1' } } }),
  }),
  ...specimens('pptx', 'macros', {
    'a workbook with macros behind a chart': () =>
      officeFile('pptx', {
        parts: {
          'ppt/embeddings/a.xlsx': {
            content: officeFile('xlsx', { parts: { 'xl/vbaProject.bin': { content: vba, type: vbaType } } }),
          },
        },
      }),
  }),
  ...specimens('docx', 'archive-inconsistent', {
    'a part without a type': () => officeFile('docx', { parts: { 'word/x.dat': { content: 'x' } } }),
  }),
  ...specimens('docx', 'unreadable', {
    'no main part': () => officeFile('docx', { entries: { 'word/document.xml': null } }),
    'relationships that are no XML': () =>
      officeFile('docx', { entries: { '_rels/.rels': '<Relationships <<' } }),
    'XML in a code that reads two ways': () =>
      officeFile('docx', { entries: { 'word/document.xml': '<?xml version="1.0" encoding="UTF-7"?><x/>' } }),
    'XML that is no text': () =>
      officeFile('docx', { entries: { 'word/document.xml': Buffer.from([0x3c, 0xff, 0xff]) } }),
  }),
  ...specimens('docx', 'type-differs', {
    'no types': () => officeFile('docx', { entries: { '[Content_Types].xml': null } }),
    'no relationships': () => officeFile('docx', { entries: { '_rels/.rels': null } }),
    'two main parts': () =>
      officeFile('docx', {
        entries: {
          '_rels/.rels': relationshipsOf([
            { type: 'officeDocument', target: 'word/document.xml' },
            { type: 'officeDocument', target: 'word/other.xml' },
          ]),
        },
      }),
    'a template': () =>
      officeFile('docx', {
        mainType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml',
      }),
    'a workbook': () => officeFile('xlsx'),
    'a plain archive': () => rawZip([{ name: 'a.pdf', content: rawPdf() }]),
    'a Hangul document': () => hwpxFile(),
    'a document of old Word': () => compoundOf({ WordDocument: Buffer.alloc(5000) }),
  }),
  ...(['docx', 'xlsx', 'pptx'] as const).flatMap((kind) =>
    specimens(kind, 'encrypted', {
      [`a ${kind} under a password`]: () =>
        compoundOf({ EncryptionInfo: Buffer.alloc(200), EncryptedPackage: Buffer.alloc(5000) }),
    }),
  ),
  ...specimens('xlsx', 'malware', {
    'the test virus in a part': () => officeFile('xlsx', { parts: { 'xl/media/a.png': { content: eicar } } }),
  }),
];

const hangulPackages: readonly Specimen[] = [
  ...specimens('hwpx', 'active-content', {
    'a script': () => hwpxFile({ 'Scripts/headerScripts.js': 'new ActiveXObject("WScript.Shell")' }),
    'a script in UTF-16': () =>
      hwpxFile({ 'Scripts/sourceScripts': Buffer.from('function A() { run(); }', 'utf16le') }),
    'a document type': () => hwpxFile({ 'Contents/section0.xml': '<!DOCTYPE x SYSTEM "y"><x/>' }),
  }),
  ...specimens('hwpx', 'external-content', {
    'a picture of the web': () =>
      hwpxFile({ 'Contents/content.hpf': '<p><opf:item href="https://example.org/a.png"/></p>' }),
    'a picture of another computer': () =>
      hwpxFile({ 'Contents/content.hpf': "<p><item href='\\\\example.org\\a.png'/></p>" }),
  }),
  ...specimens('hwpx', 'embedded-object', {
    'an object': () => hwpxFile({ 'BinData/ole1.ole': ole }),
    'an object as a picture': () => hwpxFile({ 'BinData/image1.png': ole }),
    'an object in the text': () =>
      hwpxFile({ 'Contents/section0.xml': '<s><hp:ole binaryItemIDRef="ole1"/></s>' }),
    'a program': () => hwpxFile({ 'BinData/a.exe': 'MZ' }),
    'a program as a picture': () => hwpxFile({ 'BinData/image1.bmp': 'MZ\x90\0' }),
    'a drawing that is a program': () => hwpxFile({ 'BinData/image1.eps': '%!PS-Adobe-3.0' }),
    'a drawing that is a program, as a picture': () => hwpxFile({ 'BinData/image1.wmf': '%!PS-Adobe-3.0' }),
  }),
  ...specimens('hwpx', 'encrypted', {
    'a cipher in the manifest': () =>
      hwpxFile({ 'META-INF/manifest.xml': '<m><odf:encryption-data checksum="x"/></m>' }),
  }),
  ...specimens('hwpx', 'type-differs', {
    'no type': () => hwpxFile({ mimetype: null }),
    'another type': () => hwpxFile({ mimetype: 'application/epub+zip' }),
    'a packed type': () => rawZip([{ name: 'mimetype', content: 'application/hwp+zip' }]),
    'a type that is not the first': () =>
      rawZip([{ name: 'a.xml' }, { name: 'mimetype', content: 'application/hwp+zip', isStored: true }]),
    'a document of Word': () => officeFile('docx'),
    'an older Hangul document': () => hangulFile(),
  }),
  ...specimens('hwpx', 'unreadable', {
    'no text': () => hwpxFile({ 'Contents/section0.xml': null }),
    'no header': () => hwpxFile({ 'Contents/header.xml': null }),
    'text that is no XML': () => hwpxFile({ 'Contents/section0.xml': '<s <' }),
  }),
  ...specimens('hwpx', 'malware', {
    'the test virus in a picture': () => hwpxFile({ 'BinData/a.png': eicar }),
  }),
];

const linkRecord = (path: string): Buffer => {
  const record = Buffer.alloc(4 + 2 * path.length);
  record.writeUInt16LE(path.length, 2);
  record.write(path, 4, 'utf16le');
  return hangulRecord(0x12, record);
};

const bomb = deflateRawSync(Buffer.alloc(300 * 1024 ** 2), { level: 9 });

/** A document whose directory leads round in a circle. */
const circular = (): Buffer => {
  const file = hangulFile();
  const directory = 512 + 512 * file.readUInt32LE(48);
  file.writeUInt32LE(1, directory + 128 + 68);
  return file;
};

const hangul: readonly Specimen[] = [
  ...Object.entries(hangulFlags)
    .filter(([name]) => name !== 'compressed')
    .flatMap(([name, flag]) =>
      specimens('hwp', 'encrypted', { [`the flag ${name}`]: () => hangulFile({ flags: 1 | flag }) }),
    ),
  ...specimens('hwp', 'active-content', {
    'a script': () =>
      hangulFile({
        streams: {
          'Scripts/DefaultJScript': hangulScripts(
            '',
            'function OnDocument_Open() { new ActiveXObject("x").Run("y"); }',
          ),
        },
      }),
    'a script in the header': () =>
      hangulFile({ streams: { 'Scripts/DefaultJScript': hangulScripts('eval("x");', '') } }),
    'a script behind the scripts': () =>
      hangulFile({
        streams: {
          'Scripts/DefaultJScript': Buffer.concat([hangulScripts('', ''), Buffer.from('run()', 'utf16le')]),
        },
      }),
    'another script': () => hangulFile({ streams: { 'Scripts/Another': Buffer.from('x') } }),
    'macros of Office': () => hangulFile({ plainStreams: { 'Macros/VBA/dir': Buffer.from('x') } }),
    'a packed object': () => hangulFile({ plainStreams: { '\x01Ole10Native': Buffer.from('x') } }),
  }),
  ...specimens('hwp', 'embedded-object', {
    'an object': () => hangulFile({ streams: { 'BinData/BIN0001.OLE': ole } }),
    'a drawing that is a program': () =>
      hangulFile({ streams: { 'BinData/BIN0001.eps': Buffer.from('%!PS-Adobe') } }),
    'a drawing that is a program, as a picture': () =>
      hangulFile({ streams: { 'BinData/BIN0001.jpg': Buffer.from('%!PS-Adobe') } }),
    'a program as a picture': () =>
      hangulFile({ streams: { 'BinData/BIN0001.bmp': Buffer.from('MZ\x90\0') } }),
    'a program': () => hangulFile({ plainStreams: { 'BinData/BIN0001.exe': Buffer.from('MZ\x90\0') } }),
    'a document as a picture': () => hangulFile({ streams: { 'BinData/BIN0001.png': ole } }),
  }),
  ...specimens('hwp', 'external-content', {
    'a picture of the web': () =>
      hangulFile({ streams: { DocInfo: linkRecord('https://example.org/a.png') } }),
    'a picture of another computer': () =>
      hangulFile({ streams: { DocInfo: linkRecord('\\\\example.org\\a.png') } }),
  }),
  ...specimens('hwp', 'archive-too-large', {
    'a text that grows': () => hangulFile({ plainStreams: { 'BodyText/Section1': bomb } }),
    'a picture that grows': () => hangulFile({ plainStreams: { 'BinData/BIN0001.bmp': bomb } }),
  }),
  ...specimens('hwp', 'unreadable', {
    'no information': () => hangulFile({ without: ['DocInfo'] }),
    'no text': () => hangulFile({ without: ['BodyText/Section0'] }),
    'a text that does not unpack': () =>
      hangulFile({ plainStreams: { 'BodyText/Section0': Buffer.alloc(90, 0xff) } }),
    'a short header': () => hangulFile({ plainStreams: { FileHeader: Buffer.from('HWP Document File') } }),
    'half of it': () => hangulFile().subarray(0, 2000),
    'the header alone': () => hangulFile().subarray(0, 512),
    'a directory in a circle': circular,
    'a version that does not exist': () => {
      const file = hangulFile();
      file.writeUInt16LE(9, 26);
      return file;
    },
  }),
  ...specimens('hwp', 'hidden-content', {
    'a program behind it': () => Buffer.concat([hangulFile(), Buffer.alloc(200_000, 'MZ')]),
    'an archive behind it': () =>
      Buffer.concat([hangulFile(), rawZip([{ name: 'a.pdf', content: rawPdf() }])]),
  }),
  ...specimens('hwp', 'type-differs', {
    'no Hangul document': () => compoundOf({ WordDocument: Buffer.alloc(5000) }),
    'one that only speaks of itself as Hangul': () =>
      compoundOf({ FileHeader: Buffer.alloc(300, 1), Note: Buffer.from('HWP Document File') }),
    'a newer Hangul document': () => hwpxFile(),
    'a picture': () => pngFile(),
    'a page': () => Buffer.from('<html>HWP Document File</html>'),
  }),
  ...specimens('hwp', 'malware', {
    'the test virus in the text': () =>
      hangulFile({ plainStreams: { 'BodyText/Section1': deflateRawSync(Buffer.from(eicar)) } }),
    'the test virus in a picture': () =>
      hangulFile({ streams: { 'BinData/BIN0001.bmp': Buffer.from(eicar) } }),
  }),
];

/** Documents of Office and Hangul that run, fetch, hide or lock something. */
export const hostileDocuments: readonly Specimen[] = [...office, ...hangulPackages, ...hangul];
