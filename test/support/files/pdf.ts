import { deflateSync } from 'node:zlib';

export type RawPdf = {
  /** Further objects, from number 4 on. */
  readonly objects?: readonly (string | Buffer)[];
  /** More in the catalogue. */
  readonly catalogue?: string;
  readonly trailer?: string;
  readonly before?: string;
  readonly after?: string | Buffer;
  readonly version?: string;
  /** Between the objects and the cross-reference. */
  readonly between?: string | Buffer;
};

/** A PDF written by hand, one empty page, its cross-reference a table; and what a test adds. */
export const rawPdf = ({
  objects = [],
  catalogue = '',
  trailer = '',
  before = '',
  after = '',
  version = '1.7',
  between = '',
}: RawPdf = {}): Buffer => {
  const all: readonly (string | Buffer)[] = [
    `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
    ...objects,
  ];
  let file = Buffer.from(`${before}%PDF-${version}\n%\xe2\xe3\xcf\xd3\n`, 'latin1');
  const offsets = all.map((object, index) => {
    const offset = file.length;
    const body = typeof object === 'string' ? Buffer.from(object, 'latin1') : object;
    file = Buffer.concat([file, Buffer.from(`${index + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
    return offset;
  });
  file = Buffer.concat([file, typeof between === 'string' ? Buffer.from(between, 'latin1') : between]);
  const lines = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.concat([
    file,
    Buffer.from(
      `xref\n0 ${all.length + 1}\n0000000000 65535 f \n${lines}trailer\n<< /Size ${all.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${file.length}\n%%EOF\n`,
      'latin1',
    ),
    typeof after === 'string' ? Buffer.from(after, 'latin1') : after,
  ]);
};

/** A stream object with its bytes. */
export const pdfStream = (dictionary: string, content: Uint8Array): Buffer =>
  Buffer.concat([
    Buffer.from(`<< ${dictionary} /Length ${content.length} >>\nstream\n`, 'latin1'),
    content,
    Buffer.from('\nendstream'),
  ]);

/** A stream that holds objects, packed as programs do. */
export const objectStream = (
  objects: string,
  dictionary = '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode',
): Buffer => pdfStream(dictionary, deflateSync(Buffer.from(`9 0 ${objects}`, 'latin1')));
