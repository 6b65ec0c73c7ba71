import { afterAll, describe, expect, it } from '@jest/globals';
import { inspectFile } from '../../../functions/attachments/inspection/inspect-file.ts';
import {
  checkDownload,
  checkFile,
  type ContentType,
  contentTypes,
  extensionsOfType,
  notScanned,
  verification,
} from '../../../functions/attachments/rules.ts';
import { isRefusal } from '../../../functions/platform/refusal.ts';
import { attachmentsFor } from '../../../infra/local/dataset/files.ts';
import { proposals } from '../../../infra/local/dataset/proposals.ts';
import { rawPdf } from '../../support/files/pdf.ts';
import { rawZip } from '../../support/files/zip.ts';
import { hostileArchives } from '../../support/hostile/archives.ts';
import { hostileDocuments } from '../../support/hostile/documents.ts';
import { honestFiles } from '../../support/hostile/honest.ts';
import { honestNames, hostileNames } from '../../support/hostile/names.ts';
import { hostilePdfsAndPictures } from '../../support/hostile/pdfs-and-pictures.ts';
import type { Specimen } from '../../support/hostile/specimen.ts';
import { attachmentLike } from '../../support/sample-proposal.ts';

const alone: readonly Specimen[] = [...hostileArchives, ...hostileDocuments, ...hostilePdfsAndPictures];

/** The same in an archive: whoever is refused at the door tries the window. */
const packed: readonly Specimen[] = [...hostileDocuments, ...hostilePdfsAndPictures].map((specimen) => ({
  ...specimen,
  what: `${specimen.what}, in an archive`,
  contentType: 'application/zip',
  make: () =>
    rawZip([
      { name: '설명.pdf', content: rawPdf() },
      { name: `첨부/파일.${extensionsOfType[specimen.contentType][0]}`, content: specimen.make() },
    ]),
}));
const hostile = [...alone, ...packed];

/** True if others may download it after its check. */
const isDownloadable = (bytes: Buffer, contentType: ContentType): boolean => {
  const step = verification(attachmentLike(), { finding: inspectFile(bytes, contentType), scan: notScanned });
  return !isRefusal(step) && checkDownload(step.after, 'other') === null;
};

const typeOfName = (name: string): ContentType =>
  contentTypes.find((type) =>
    extensionsOfType[type].some((extension) => name.normalize('NFC').toLowerCase().endsWith(`.${extension}`)),
  ) ?? 'application/pdf';

const counts = { hostile: 0, downloadable: 0, honest: 0, refused: 0 };

describe('hostile files and names (R4)', () => {
  it.each(hostile.map((specimen) => [specimen.what, specimen] as const))('%s', (_, specimen) => {
    const bytes = specimen.make();
    counts.hostile += 1;
    if (isDownloadable(bytes, specimen.contentType)) counts.downloadable += 1;
    expect(inspectFile(bytes, specimen.contentType)).toMatchObject({ code: specimen.reason });
  });

  it.each(hostileNames.map((name) => [JSON.stringify(name).slice(0, 60), name] as const))(
    'the name %s',
    (_, name) => {
      const kept = checkFile(name, 'application/pdf');
      counts.hostile += 1;
      if (!isRefusal(kept)) counts.downloadable += 1;
      expect(kept).toMatchObject({ refused: true, en: expect.any(String), ko: expect.any(String) });
    },
  );
});

describe('honest files and names (R4)', () => {
  const written = proposals.slice(0, 12).flatMap((proposal) => attachmentsFor(proposal.key));

  it.each([
    ...honestFiles.map(({ what, contentType, make }) => [what, contentType, make] as const),
    ...written.map(
      ({ fileName, contentType, bytes }) => [fileName, contentType, () => Buffer.from(bytes)] as const,
    ),
  ])('%s', (_, contentType, make) => {
    const found = inspectFile(make(), contentType);
    counts.honest += 1;
    if (found !== null) counts.refused += 1;
    expect(found).toBeNull();
  });

  it.each(honestNames.map((name) => [name.slice(0, 60), name] as const))('the name %s', (_, name) => {
    expect(checkFile(name, typeOfName(name))).toBe(name.normalize('NFC'));
  });
});

afterAll(() => {
  console.log(
    `R4: ${counts.hostile} hostile files, ${counts.downloadable} downloadable; ` +
      `${counts.honest} honest files, ${counts.refused} refused`,
  );
  expect(counts.hostile).toBeGreaterThanOrEqual(300);
  expect(counts.honest).toBeGreaterThanOrEqual(40);
  expect([counts.downloadable, counts.refused]).toEqual([0, 0]);
});
