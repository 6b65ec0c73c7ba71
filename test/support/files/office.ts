import { strToU8, type Zippable, zipSync } from 'fflate';

const packageNamespace = 'http://schemas.openxmlformats.org/package/2006';
const relationshipTypes = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const family = 'application/vnd.openxmlformats-officedocument';

/** The kinds of Office document with their main parts. */
export const officeKinds = {
  docx: { part: 'word/document.xml', type: `${family}.wordprocessingml.document` },
  xlsx: { part: 'xl/workbook.xml', type: `${family}.spreadsheetml.sheet` },
  pptx: { part: 'ppt/presentation.xml', type: `${family}.presentationml.presentation` },
} as const;
export type OfficeKind = keyof typeof officeKinds;

export type OfficeRelationship = {
  readonly type: string;
  readonly target: string;
  readonly isExternal?: boolean;
};

/** A file of relationships; types are the last word of those of Office. */
export const relationshipsOf = (relationships: readonly OfficeRelationship[]): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="${packageNamespace}/relationships">${relationships
    .map(
      ({ type, target, isExternal }, index) =>
        `<Relationship Id="rId${index + 1}" Type="${relationshipTypes}/${type}" Target="${target}"${
          isExternal === true ? ' TargetMode="External"' : ''
        }/>`,
    )
    .join('')}</Relationships>`;

type OfficeOptions = {
  /** The inside of the main part. */
  readonly body?: string;
  readonly relationships?: readonly OfficeRelationship[];
  /** More parts by name, each with its type where its extension has none. */
  readonly parts?: Readonly<
    Record<string, { readonly content: string | Uint8Array; readonly type?: string }>
  >;
  readonly mainType?: string;
  /** Entries as they are, over all others; null leaves one out. */
  readonly entries?: Readonly<Record<string, string | Uint8Array | null>>;
};

const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? strToU8(content) : content;

/** An Office document: its types, its relationships, its main part, and what a test adds. */
export const officeFile = (
  kind: OfficeKind,
  { body = '<x/>', relationships = [], parts = {}, mainType, entries = {} }: OfficeOptions = {},
): Buffer => {
  const { part, type } = officeKinds[kind];
  const overrides = Object.entries(parts)
    .flatMap(([name, { type: own }]) =>
      own === undefined ? [] : [`<Override PartName="/${name}" ContentType="${own}"/>`],
    )
    .join('');
  const [folder = '', file = ''] = part.split('/');
  const all: Record<string, string | Uint8Array | null> = {
    '[Content_Types].xml': `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="${packageNamespace}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>\
<Default Extension="jpeg" ContentType="image/jpeg"/><Default Extension="emf" ContentType="image/x-emf"/>\
<Default Extension="xlsx" ContentType="${family}.spreadsheetml.sheet"/>\
<Override PartName="/${part}" ContentType="${mainType ?? `${type}.main+xml`}"/>${overrides}</Types>`,
    '_rels/.rels': relationshipsOf([{ type: 'officeDocument', target: part }]),
    [part]: `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="urn:w">${body}</w:document>`,
    ...(relationships.length === 0
      ? {}
      : { [`${folder}/_rels/${file}.rels`]: relationshipsOf(relationships) }),
    ...Object.fromEntries(Object.entries(parts).map(([name, { content }]) => [name, content])),
    ...entries,
  };
  const kept: Zippable = {};
  for (const [name, content] of Object.entries(all)) if (content !== null) kept[name] = bytesOf(content);
  return Buffer.from(zipSync(kept));
};

/** A Hangul document of the newer format with what a test adds; null leaves an entry out. */
export const hwpxFile = (entries: Readonly<Record<string, string | Uint8Array | null>> = {}): Buffer => {
  const all: Record<string, string | Uint8Array | null> = {
    mimetype: 'application/hwp+zip',
    'version.xml': '<?xml version="1.0" encoding="UTF-8"?><v/>',
    'Contents/header.xml': '<?xml version="1.0" encoding="UTF-8"?><h/>',
    'Contents/section0.xml': '<?xml version="1.0" encoding="UTF-8"?><s>제안</s>',
    'Contents/content.hpf': '<?xml version="1.0" encoding="UTF-8"?><p/>',
    'Preview/PrvText.txt': '제안',
    'META-INF/container.xml': '<?xml version="1.0" encoding="UTF-8"?><c/>',
    ...entries,
  };
  const kept: Zippable = {};
  for (const [name, content] of Object.entries(all))
    if (content !== null)
      kept[name] = name === 'mimetype' ? [bytesOf(content), { level: 0 }] : bytesOf(content);
  return Buffer.from(zipSync(kept));
};
