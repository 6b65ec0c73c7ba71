import { escapeXml, type Table, type WrittenDocument } from './written-document.ts';
import { zipOf } from './zip.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const packageNamespace = 'http://schemas.openxmlformats.org/package/2006';
const officeNamespace = 'http://schemas.openxmlformats.org/officeDocument/2006';
const wordNamespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const wordTypes = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

const contentTypes = `${declaration}<Types xmlns="${packageNamespace}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" ContentType="${wordTypes}.document.main+xml"/>\
<Override PartName="/word/styles.xml" ContentType="${wordTypes}.styles+xml"/>\
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>\
</Types>`;

const packageRelationships = `${declaration}<Relationships xmlns="${packageNamespace}/relationships">\
<Relationship Id="rId1" Type="${officeNamespace}/relationships/officeDocument" Target="word/document.xml"/>\
<Relationship Id="rId2" Type="${packageNamespace}/relationships/metadata/core-properties" Target="docProps/core.xml"/>\
</Relationships>`;

const documentRelationships = `${declaration}<Relationships xmlns="${packageNamespace}/relationships">\
<Relationship Id="rId1" Type="${officeNamespace}/relationships/styles" Target="styles.xml"/>\
</Relationships>`;

const style = (id: string, name: string, halfPoints: number, spacing: string, bold: boolean): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"${id === 'Normal' ? ' w:default="1"' : ''}>\
<w:name w:val="${name}"/><w:pPr><w:spacing ${spacing}/></w:pPr>\
<w:rPr>${bold ? '<w:b/>' : ''}<w:sz w:val="${halfPoints}"/></w:rPr></w:style>`;

const styles = `${declaration}<w:styles xmlns:w="${wordNamespace}"><w:docDefaults><w:rPrDefault><w:rPr>\
<w:rFonts w:ascii="Malgun Gothic" w:hAnsi="Malgun Gothic" w:eastAsia="맑은 고딕"/><w:lang w:val="en-US" w:eastAsia="ko-KR"/>\
</w:rPr></w:rPrDefault></w:docDefaults>\
${style('Normal', 'Normal', 21, 'w:after="120" w:line="312" w:lineRule="auto"', false)}\
${style('Title', 'Title', 34, 'w:after="160"', true)}\
${style('Subtitle', 'Subtitle', 20, 'w:after="40"', false)}\
${style('Heading1', 'heading 1', 26, 'w:before="280" w:after="120"', true)}\
</w:styles>`;

const coreProperties = ({ title, writtenOn: { year, month, day } }: WrittenDocument): string => {
  const instant = new Date(Date.UTC(year, month - 1, day)).toISOString().replace('.000Z', 'Z');
  return `${declaration}<cp:coreProperties xmlns:cp="${packageNamespace}/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(title)}</dc:title>\
<dc:language>ko-KR</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${instant}</dcterms:created>\
</cp:coreProperties>`;
};

const paragraph = (text: string, styleId?: string): string =>
  `<w:p>${styleId === undefined ? '' : `<w:pPr><w:pStyle w:val="${styleId}"/></w:pPr>`}\
<w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r></w:p>`;

const edges = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((edge) => `<w:${edge} w:val="single" w:sz="4" w:space="0" w:color="7F7F7F"/>`)
  .join('');

const textWidthInTwips = 9026;

const table = ({ header, rows }: Table): string => {
  const width = Math.floor(textWidthInTwips / header.length);
  const cell = (text: string): string =>
    `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${paragraph(text)}</w:tc>`;
  const row = (cells: readonly string[]): string => `<w:tr>${cells.map(cell).join('')}</w:tr>`;
  const columns = header.map(() => `<w:gridCol w:w="${width}"/>`).join('');
  return `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>${edges}</w:tblBorders></w:tblPr>\
<w:tblGrid>${columns}</w:tblGrid>${[header, ...rows].map(row).join('')}</w:tbl>${paragraph('')}`;
};

/** A Word document (Office Open XML) that says what is written, the same bytes at every run. */
export const docxOf = (written: WrittenDocument): Uint8Array<ArrayBuffer> => {
  const body = [
    paragraph(written.title, 'Title'),
    ...written.byline.map((line) => paragraph(line, 'Subtitle')),
    ...written.sections.flatMap((section) => [
      paragraph(section.heading, 'Heading1'),
      ...section.paragraphs.map((text) => paragraph(text)),
      ...(section.table === undefined ? [] : [table(section.table)]),
    ]),
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" \
w:left="1440" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>',
  ].join('');
  const entries = [
    { name: '[Content_Types].xml', content: contentTypes },
    { name: '_rels/.rels', content: packageRelationships },
    {
      name: 'word/document.xml',
      content: `${declaration}<w:document xmlns:w="${wordNamespace}"><w:body>${body}</w:body></w:document>`,
    },
    { name: 'word/_rels/document.xml.rels', content: documentRelationships },
    { name: 'word/styles.xml', content: styles },
    { name: 'docProps/core.xml', content: coreProperties(written) },
  ];
  return zipOf(entries, written.writtenOn);
};
