import { escapeXml, type Table, type WrittenDocument } from './written-document.ts';
import { type ZipEntry, zipOf } from './zip.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes" ?>';
const hancom = 'http://www.hancom.co.kr';

const version = `${declaration}<hv:HCFVersion xmlns:hv="${hancom}/hwpml/2011/version" \
tagetApplication="WORDPROCESSOR" major="5" minor="1" micro="0" buildNumber="1" os="1" xmlVersion="1.4" \
application="first-buyer" appVersion="1.0"/>`;

const container = `${declaration}<ocf:container xmlns:ocf="urn:oasis:names:tc:opendocument:xmlns:container" \
xmlns:hpf="${hancom}/schema/2011/hpf"><ocf:rootfiles><ocf:rootfile full-path="Contents/content.hpf" \
media-type="application/hwpml-package+xml"/><ocf:rootfile full-path="Preview/PrvText.txt" \
media-type="text/plain"/></ocf:rootfiles></ocf:container>`;

const manifest = `${declaration}<odf:manifest xmlns:odf="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>`;

const contents = (title: string): string =>
  `${declaration}<opf:package xmlns:opf="http://www.idpf.org/2007/opf/" xmlns:ha="${hancom}/hwpml/2011/app" \
version="" unique-identifier="" id=""><opf:metadata><opf:title>${escapeXml(title)}</opf:title>\
<opf:language>ko</opf:language></opf:metadata><opf:manifest>\
<opf:item id="header" href="Contents/header.xml" media-type="application/xml"/>\
<opf:item id="section0" href="Contents/section0.xml" media-type="application/xml"/></opf:manifest>\
<opf:spine><opf:itemref idref="header" linear="yes"/><opf:itemref idref="section0" linear="yes"/></opf:spine>\
</opf:package>`;

const scripts = ['HANGUL', 'LATIN', 'HANJA', 'JAPANESE', 'OTHER', 'SYMBOL', 'USER'] as const;
const forEachScript = (value: number): string =>
  scripts.map((script) => `${script.toLowerCase()}="${value}"`).join(' ');

const fontFaces = scripts
  .map(
    (script) =>
      `<hh:fontface lang="${script}" fontCnt="1"><hh:font id="0" face="함초롬바탕" type="TTF" isEmbedded="0"/></hh:fontface>`,
  )
  .join('');

/** Sizes of text in hundredths of a point: body, heading, title. */
const sizes = [1000, 1300, 1700] as const;

const characterProperties = sizes
  .map(
    (height, id) =>
      `<hh:charPr id="${id}" height="${height}" textColor="#000000" shadeColor="none" useFontSpace="0" \
useKerning="0" symMark="NONE" borderFillIDRef="1"><hh:fontRef ${forEachScript(0)}/><hh:ratio ${forEachScript(100)}/>\
<hh:spacing ${forEachScript(0)}/><hh:relSz ${forEachScript(100)}/><hh:offset ${forEachScript(0)}/>\
${id === 0 ? '' : '<hh:bold/>'}</hh:charPr>`,
  )
  .join('');

const borders = ['leftBorder', 'rightBorder', 'topBorder', 'bottomBorder']
  .map((edge) => `<hh:${edge} type="NONE" width="0.1 mm" color="#000000"/>`)
  .join('');

const header = `${declaration}<hh:head xmlns:hh="${hancom}/hwpml/2011/head" xmlns:hc="${hancom}/hwpml/2011/core" \
version="1.4" secCnt="1"><hh:beginNum page="1" footnote="1" endnote="1" pic="1" tbl="1" equation="1"/><hh:refList>\
<hh:fontfaces itemCnt="${scripts.length}">${fontFaces}</hh:fontfaces>\
<hh:borderFills itemCnt="1"><hh:borderFill id="1" threeD="0" shadow="0" centerLine="NONE" \
breakCellSeparateLine="0"><hh:slash type="NONE" Crooked="0" isCounter="0"/>\
<hh:backSlash type="NONE" Crooked="0" isCounter="0"/>${borders}</hh:borderFill></hh:borderFills>\
<hh:charProperties itemCnt="${sizes.length}">${characterProperties}</hh:charProperties>\
<hh:tabProperties itemCnt="1"><hh:tabPr id="0" autoTabLeft="0" autoTabRight="0"/></hh:tabProperties>\
<hh:paraProperties itemCnt="1"><hh:paraPr id="0" tabPrIDRef="0" condense="0" fontLineHeight="0" snapToGrid="1">\
<hh:align horizontal="JUSTIFY" vertical="BASELINE"/><hh:heading type="NONE" idRef="0" level="0"/>\
<hh:breakSetting breakLatinWord="KEEP_WORD" breakNonLatinWord="KEEP_WORD" widowOrphan="0" keepWithNext="0" \
keepLines="0" pageBreakBefore="0" lineWrap="BREAK"/><hh:margin><hc:intent value="0" unit="HWPUNIT"/>\
<hc:left value="0" unit="HWPUNIT"/><hc:right value="0" unit="HWPUNIT"/><hc:prev value="0" unit="HWPUNIT"/>\
<hc:next value="400" unit="HWPUNIT"/></hh:margin><hh:lineSpacing type="PERCENT" value="160" unit="HWPUNIT"/>\
<hh:border borderFillIDRef="1" offsetLeft="0" offsetRight="0" offsetTop="0" offsetBottom="0" connect="0" \
ignoreMargin="0"/></hh:paraPr></hh:paraProperties>\
<hh:styles itemCnt="1"><hh:style id="0" type="PARA" name="바탕글" engName="Normal" paraPrIDRef="0" \
charPrIDRef="0" nextStyleIDRef="0" langID="1042" lockForm="0"/></hh:styles></hh:refList></hh:head>`;

/** The page: A4 upright. It stands in the first run of the section. */
const section = `<hp:secPr textDirection="HORIZONTAL" spaceColumns="1134" tabStop="8000" outlineShapeIDRef="0" \
memoShapeIDRef="0" textVerticalWidthHead="0"><hp:grid lineGrid="0" charGrid="0" wonggojiFormat="0"/>\
<hp:startNum pageStartsOn="BOTH" page="0" pic="0" tbl="0" equation="0"/>\
<hp:pagePr landscape="WIDELY" width="59528" height="84188" gutterType="LEFT_ONLY"><hp:margin header="4252" \
footer="4252" gutter="0" left="8504" right="8504" top="5668" bottom="4252"/></hp:pagePr></hp:secPr>`;

type Line = { readonly text: string; readonly size: 0 | 1 | 2 };

const paragraph = ({ text, size }: Line, index: number): string =>
  `<hp:p id="${index}" paraPrIDRef="0" styleIDRef="0" pageBreak="0" columnBreak="0" merged="0">\
${index === 0 ? `<hp:run charPrIDRef="0">${section}</hp:run>` : ''}\
<hp:run charPrIDRef="${size}"><hp:t>${escapeXml(text)}</hp:t></hp:run></hp:p>`;

/** A table as lines, each cell with its column's name. */
const linesOfTable = ({ header: names, rows }: Table): readonly string[] =>
  rows.map((cells) => `- ${cells.map((cell, column) => `${names[column] ?? ''}: ${cell}`).join(' / ')}`);

const linesOf = (written: WrittenDocument): readonly Line[] => [
  { text: written.title, size: 2 },
  ...written.byline.map((text): Line => ({ text, size: 0 })),
  ...written.sections.flatMap(({ heading, paragraphs, table }): Line[] => [
    { text: '', size: 0 },
    { text: heading, size: 1 },
    ...[...paragraphs, ...(table === undefined ? [] : linesOfTable(table))].map((text): Line => ({
      text,
      size: 0,
    })),
  ]),
];

/** A Hangul document (OWPML, KS X 6101) that says what is written, the same bytes at every run. */
export const hwpxOf = (written: WrittenDocument): Uint8Array<ArrayBuffer> => {
  const lines = linesOf(written);
  const entries: readonly ZipEntry[] = [
    // The type is told by the first bytes of the archive, so this entry leads and is not compressed.
    { name: 'mimetype', content: 'application/hwp+zip', stored: true },
    { name: 'version.xml', content: version },
    { name: 'Contents/header.xml', content: header },
    {
      name: 'Contents/section0.xml',
      content: `${declaration}<hs:sec xmlns:hs="${hancom}/hwpml/2011/section" \
xmlns:hp="${hancom}/hwpml/2011/paragraph" xmlns:hc="${hancom}/hwpml/2011/core">\
${lines.map(paragraph).join('')}</hs:sec>`,
    },
    { name: 'Contents/content.hpf', content: contents(written.title) },
    { name: 'Preview/PrvText.txt', content: lines.map(({ text }) => text).join('\r\n') },
    { name: 'META-INF/container.xml', content: container },
    { name: 'META-INF/manifest.xml', content: manifest },
  ];
  return zipOf(entries, written.writtenOn);
};
