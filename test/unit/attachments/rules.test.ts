import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  arrival,
  attachmentStates,
  attachmentTransitions,
  checkDownload,
  checkFile,
  checkPartCount,
  contentDisposition,
  contentTypes,
  describePinned,
  downloadLife,
  extensionsOfType,
  finding,
  findingCodes,
  findings,
  isReceived,
  maximumSizeInBytes,
  missingParts,
  partCountOf,
  partsOf,
  pin,
  pinNamed,
  notScanned,
  removal,
  type StoredPart,
  uploadLife,
  verification,
} from '../../../functions/attachments/rules.ts';
import { attachmentLike, declaredLike } from '../../support/sample-proposal.ts';
import { type Arrow, expectOnlyArrows } from '../../support/transitions.ts';

const owner = ['author', 'signatory', 'buyer', 'staff'];
const at = '2020-05-31T14:00:00.000Z';
const base64 = (hex: string) => Buffer.from(hex, 'hex').toString('base64');
const mebibyte = 1024 * 1024;

/** DOMAIN.md, «Attachment»; taking one out of the draft leaves its state. */
const arrows: readonly Arrow[] = [
  ['declare', null, 'DECLARED', owner],
  ['receive', 'DECLARED', 'RECEIVED', [...owner, 'system']],
  ['refuse', 'DECLARED', 'REFUSED', [...owner, 'system']],
  ['verify', 'RECEIVED', 'VERIFIED', ['system']],
  ['refuse', 'RECEIVED', 'REFUSED', ['system']],
  ...attachmentStates.map((state): Arrow => ['remove', state, state, owner]),
];

describe('the files that an act names', () => {
  const ours = attachmentLike().organisationId;
  const [first, second] = [
    attachmentLike({ attachmentId: 'b', versionId: 'v2' }),
    attachmentLike({ attachmentId: 'a', state: 'VERIFIED' }),
  ];
  const refusedFor = (attachmentId: string, state: string | null) => ({
    code: 'documents-not-ready',
    details: { attachments: [{ attachmentId, state }] },
  });

  it('are pinned by version and SHA-256, in the order of their ids, and no others', () => {
    expect(pinNamed(['b', 'a'], [first, second], ours)).toMatchObject([
      { attachmentId: 'a', versionId: 'v1', sha256: 'a'.repeat(64) },
      { attachmentId: 'b', versionId: 'v2' },
    ]);
    expect(pinNamed(['b'], [first, second], ours)).toHaveLength(1);
  });

  it('are refused while one has not come, was refused or taken out, or is another’s', () => {
    expect(pinNamed(['a'], [], ours)).toMatchObject(refusedFor('a', null));
    for (const different of [{ state: 'DECLARED', versionId: null }, { state: 'REFUSED' }] as const)
      expect(pinNamed(['a', 'b'], [first, { ...second, ...different }], ours)).toMatchObject(
        refusedFor('a', different.state),
      );
    const removed = { ...second, removedAt: at };
    expect(pinNamed(['a'], [removed], ours)).toMatchObject(refusedFor('a', 'VERIFIED'));
    expect(pinNamed(['a'], [second], 'another organisation')).toMatchObject(refusedFor('a', null));
  });

  it('show nothing of where they lie', () => {
    expect(describePinned(pin([second]))).toEqual([
      {
        attachmentId: 'a',
        fileName: second.fileName,
        contentType: second.contentType,
        sizeInBytes: second.sizeInBytes,
        sha256: second.sha256,
      },
    ]);
  });
});

describe('the transitions of an attachment', () => {
  it('are those of the domain and no others', () => {
    expectOnlyArrows(attachmentTransitions, attachmentStates, arrows);
  });
});

describe('an arrival', () => {
  const object = { versionId: 'v1', sizeInBytes: 1024, checksum: base64('a'.repeat(64)) };

  it('makes the declared file received and pins its version', () => {
    const declared = declaredLike();
    expect(arrival(declared, object, at)).toEqual({
      action: 'receive',
      after: { ...declared, state: 'RECEIVED', versionId: 'v1', receivedAt: at },
    });
  });

  it.each([
    ['length', { ...object, sizeInBytes: 1023 }],
    ['SHA-256', { ...object, checksum: base64('b'.repeat(64)) }],
    ['unconfirmed SHA-256', { ...object, checksum: null }],
  ])('of another %s is refused', (_, other) => {
    expect(arrival(declaredLike(), other, at)).toMatchObject({
      action: 'refuse',
      after: { state: 'REFUSED', finding: 'differs-from-declaration' },
    });
  });

  it('happens once: a later one changes nothing', () => {
    for (const state of ['RECEIVED', 'VERIFIED', 'REFUSED'] as const)
      expect(arrival({ ...attachmentLike(), state }, { ...object, versionId: 'v2' }, at)).toMatchObject({
        code: 'wrong-state',
      });
  });
});

describe('a file in parts', () => {
  const digests = ['1', '2', '3'].map((digit) => digit.repeat(64));
  const large = { ...declaredLike(), sizeInBytes: 40 * mebibyte, partSha256s: digests };
  const composite = `${createHash('sha256')
    .update(Buffer.from(digests.join(''), 'hex'))
    .digest('base64')}-3`;

  it.each([
    [1, 0],
    [16 * mebibyte, 0],
    [16 * mebibyte + 1, 2],
    [32 * mebibyte, 2],
    [200 * mebibyte, 13],
  ])('of %i bytes has %i', (sizeInBytes, parts) => {
    expect(partCountOf(sizeInBytes)).toBe(parts);
    expect(
      checkPartCount(
        sizeInBytes,
        Array.from({ length: parts }, () => 'a'),
      ),
    ).toBeNull();
    expect(
      checkPartCount(
        sizeInBytes,
        Array.from({ length: parts + 1 }, () => 'a'),
      ),
    ).toMatchObject({
      code: 'parts-not-of-size',
      details: { expectedParts: parts },
    });
  });

  it('has parts of 16 MiB and a rest', () => {
    expect(partsOf(large).map(({ partNumber, sizeInBytes }) => [partNumber, sizeInBytes / mebibyte])).toEqual(
      [
        [1, 16],
        [2, 16],
        [3, 8],
      ],
    );
  });

  it('misses what the store lacks, or has with another length or SHA-256', () => {
    const [one, two, three] = partsOf(large).map((part) => ({ ...part, etag: 'e' }));
    if (one === undefined || two === undefined || three === undefined) throw new Error('three parts');
    const numbers = (stored: readonly StoredPart[]) =>
      missingParts(large, stored).map(({ partNumber }) => partNumber);
    expect(numbers([])).toEqual([1, 2, 3]);
    expect(numbers([three, one])).toEqual([2]);
    expect(numbers([one, { ...two, sizeInBytes: 1 }, { ...three, sha256: one.sha256 }])).toEqual([2, 3]);
    expect(numbers([{ ...two, partNumber: 1 }, { ...one, partNumber: 2 }, three])).toEqual([1, 2]);
    expect(numbers([one, two, three])).toEqual([]);
  });

  it('arrives as the composite of its parts alone', () => {
    const object = { versionId: 'v1', sizeInBytes: large.sizeInBytes, checksum: composite };
    expect(arrival(large, object, at)).toMatchObject({ action: 'receive' });
    for (const checksum of [base64(large.sha256), composite.replace('-3', '-2'), composite.slice(0, -2)])
      expect(arrival(large, { ...object, checksum }, at)).toMatchObject({ action: 'refuse' });
    const swapped = { ...large, partSha256s: digests.toReversed() };
    expect(arrival(swapped, object, at)).toMatchObject({ action: 'refuse' });
  });
});

describe('a check', () => {
  const nothingFound = { finding: null, scan: notScanned };

  it('verifies a received file or refuses it with the reason', () => {
    const clean = { result: 'clean', engine: 'ClamAV 1.4.3/27800' } as const;
    expect(verification(attachmentLike(), { finding: null, scan: clean })).toMatchObject({
      action: 'verify',
      after: { state: 'VERIFIED', finding: null, findingPlace: null, scan: clean },
    });
    expect(
      verification(attachmentLike(), { finding: finding('encrypted', 'a.pdf'), scan: notScanned }),
    ).toMatchObject({
      action: 'refuse',
      after: { state: 'REFUSED', finding: 'encrypted', findingPlace: 'a.pdf', scan: notScanned },
    });
  });

  it('never verifies what the engine calls infected', () => {
    const infected = { result: 'infected', engine: 'ClamAV' } as const;
    expect(verification(attachmentLike(), { finding: null, scan: infected })).toMatchObject({
      after: { state: 'REFUSED', finding: 'malware' },
    });
  });

  it('is made once, and never of what has not arrived', () => {
    for (const state of ['VERIFIED', 'REFUSED'] as const)
      expect(verification({ ...attachmentLike(), state }, nothingFound)).toMatchObject({
        code: 'wrong-state',
      });
    expect(verification(declaredLike(), nothingFound)).toMatchObject({ code: 'wrong-state' });
  });

  it('tells in both languages what to do about each finding', () => {
    expect(Object.keys(findings).sort()).toEqual([...findingCodes].sort());
    for (const finding of Object.values(findings)) {
      expect(finding.en).toMatch(/\.$/u);
      expect(finding.ko).toMatch(/\p{Script=Hangul}.*\.$/u);
    }
  });
});

describe('taking a file out of the draft', () => {
  it('keeps its state, since a submission may have pinned it', () => {
    const verified = { ...attachmentLike(), state: 'VERIFIED' } as const;
    expect(removal(verified, at)).toEqual({ action: 'remove', after: { ...verified, removedAt: at } });
    expect(isReceived({ ...verified, removedAt: at })).toBe(true);
  });

  it('happens once', () => {
    expect(removal(attachmentLike({ removedAt: at }), at)).toMatchObject({ code: 'attachment-removed' });
  });
});

describe('a download', () => {
  it('is of VERIFIED files alone for others; the owner also gets back what waits for its check', () => {
    const readers = attachmentStates.map((state) =>
      (['owner', 'other'] as const).filter(
        (reader) => checkDownload({ ...attachmentLike(), state }, reader) === null,
      ),
    );
    expect(readers).toEqual([[], ['owner'], ['owner', 'other'], []]);
  });

  it('lasts five minutes', () => {
    expect(downloadLife('2020-06-05T00:00:00.999Z')).toEqual({
      signedAt: '2020-06-05T00:00:00.000Z',
      expiresInSeconds: 300,
      expiresAt: '2020-06-05T00:05:00.000Z',
    });
  });
});

describe('an upload link', () => {
  const deadline = '2020-05-31T15:00:00.000Z';

  it('lasts an hour, but not beyond the deadline', () => {
    expect(uploadLife('2020-05-31T13:59:59.500Z', deadline, 'r')).toMatchObject({ expiresInSeconds: 3600 });
    expect(uploadLife('2020-05-31T14:30:00.500Z', deadline, 'r')).toEqual({
      signedAt: '2020-05-31T14:30:00.000Z',
      expiresInSeconds: 1800,
      expiresAt: deadline,
    });
  });

  it('is not given where no second is left', () => {
    expect(uploadLife('2020-05-31T14:59:59.999Z', deadline, 'r')).toMatchObject({ expiresInSeconds: 1 });
    expect(uploadLife('2020-05-31T14:59:59.000Z', '2020-05-31T14:59:59.900Z', 'r')).toMatchObject({
      code: 'deadline-too-near',
      details: { roundId: 'r' },
    });
  });
});

it('takes files of up to 200 MiB', () => {
  expect(maximumSizeInBytes).toBe(209_715_200);
});

describe('a file’s name', () => {
  it('is kept in NFC, trimmed', () => {
    expect(checkFile(` ${'제안서.pdf'.normalize('NFD')} `, 'application/pdf')).toBe('제안서.pdf');
  });

  it.each([
    ['a path', '../제안서.pdf'],
    ['a path of another system', 'C:\\제안서.pdf'],
    ['a line break', 'a\nb.pdf'],
    ['a null', 'a\0.pdf'],
    ['a mark that turns the direction', 'a\u202efdp.exe.pdf'],
    ['an isolate', 'a\u2066b.pdf'],
    ['an invisible mark', 'a\u200bb.pdf'],
    ['half a pair', 'a\ud800.pdf'],
    ['nothing', '  '],
    ['a hidden file', '.pdf'],
    ['more than 200 characters', `${'가'.repeat(197)}.pdf`],
  ])('is refused with %s', (_, written) => {
    expect(checkFile(written, 'application/pdf')).toMatchObject({ code: 'file-name-invalid' });
  });

  it('may be 200 characters long', () => {
    expect(checkFile(`${'가'.repeat(196)}.pdf`, 'application/pdf')).toHaveLength(200);
  });

  it('may be 600 bytes long, however few its letters', () => {
    const named = (short: number, long: number) => `${'가'.repeat(short)}${'𐊀'.repeat(long)}.pdf`;
    expect(checkFile(named(188, 8), 'application/pdf')).toBe(named(188, 8));
    expect(checkFile(named(187, 9), 'application/pdf')).toMatchObject({ code: 'file-name-invalid' });
  });

  it.each(
    'exe scr bat cmd pif msi lnk hta jar vb vbe vbs js jse ws wsf wsh ps1 cpl dll reg sh app apk htm html svg php docm xlsm pptm'
      .split(' ')
      .flatMap((ending) => [`a.${ending}.pdf`, `a.${ending.toUpperCase()}  .pdf`]),
  )('hides no program: %s', (written) => {
    expect(checkFile(written, 'application/pdf')).toMatchObject({ code: 'file-name-invalid' });
  });

  it('ends as its type does', () => {
    expect(checkFile('a.PDF', 'application/pdf')).toBe('a.PDF');
    for (const written of ['a.exe', 'a', 'pdf', 'a.pdf.exe', 'a.', 'a.xpdf'])
      expect(checkFile(written, 'application/pdf')).toMatchObject({
        code: 'extension-not-of-type',
        details: { extensions: ['pdf'] },
      });
    for (const contentType of contentTypes)
      for (const extension of extensionsOfType[contentType])
        expect(checkFile(`a.${extension}`, contentType)).toBe(`a.${extension}`);
  });

  it('is told to browsers as a file to save', () => {
    expect(contentDisposition("100%\\a'b*c.pdf")).toBe(
      `attachment; filename="100__a'b_c.pdf"; filename*=UTF-8''100%25%5Ca%27b_c.pdf`,
    );
    expect(contentDisposition('시험 "최종" (1).pdf')).toBe(
      'attachment; filename="__ ____ (1).pdf"; filename*=UTF-8\'\'%EC%8B%9C%ED%97%98%20_%EC%B5%9C%EC%A2%85_%20%281%29.pdf',
    );
  });
});
