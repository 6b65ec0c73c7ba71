import { describe, expect, it } from '@jest/globals';
import { sealKeyPolicy } from '../../../functions/platform/seal-key.ts';

const account = '000000000000';
const arnOf = (name: string): string => `arn:aws:iam::${account}:role/${name}`;

const roles = {
  keeper: arnOf('keeper'),
  beforeOpening: [arnOf('owner')],
  throughStore: [arnOf('uploader'), arnOf('verifier')],
  afterOpening: [arnOf('evaluation')],
};
const earliestOpeningAt = '2020-05-31T18:00:00.000Z';
const before = '2020-05-31T17:59:59.999Z';

type Asked = {
  readonly who: string;
  readonly action: string;
  readonly at: string;
  /** In whose name the key is used, where a service uses it for the role. */
  readonly via?: string;
};

const matches = (pattern: string, value: string): boolean =>
  new RegExp(`^${pattern.split('*').map(RegExp.escape).join('.*')}$`, 'u').test(value);

const valuesOf = (values: unknown): readonly string[] => [values].flat().map(String);

/** The condition operators that the policy uses, as the key service reads them; a key that is missing is like nothing. */
const operators: Readonly<
  Record<string, (present: string | undefined, values: readonly string[]) => boolean>
> = {
  ArnEquals: (present, values) => present !== undefined && values.includes(present),
  ArnNotEquals: (present, values) => present === undefined || !values.includes(present),
  DateLessThan: (present, [limit = '']) => present !== undefined && Date.parse(present) < Date.parse(limit),
  StringNotLike: (present, values) =>
    present === undefined || !values.some((pattern) => matches(pattern, present)),
};

type Condition = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const holds = (condition: Condition, { who, at, via }: Asked): boolean => {
  const present: Readonly<Record<string, string | undefined>> = {
    'aws:PrincipalArn': arnOf(who),
    'aws:CurrentTime': at,
    'kms:ViaService': via,
  };
  return Object.entries(condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => {
      const holdsFor = operators[operator];
      if (holdsFor === undefined || !(key in present)) throw new Error(`${operator} of ${key} is new here`);
      return holdsFor(present[key], valuesOf(values));
    }),
  );
};

/** The statements that deny; no one gets past one that holds, by whatever right. */
const deniedBy = (asked: Asked, isOpened: boolean): readonly string[] =>
  sealKeyPolicy(account, roles, { earliestOpeningAt, isOpened }).Statement.flatMap((statement) => {
    const { Sid, Effect, Action, Condition = {} } = statement;
    const isMeant = valuesOf(Action).some((pattern) => matches(pattern, asked.action));
    return Effect === 'Deny' && isMeant && holds(Condition, asked) ? [Sid] : [];
  });

const store = 's3.ap-northeast-2.amazonaws.com';
const readings = ['kms:Decrypt', 'kms:ReEncryptFrom'];
const locks = [
  { at: before, isOpened: false },
  { at: before, isOpened: true },
  { at: earliestOpeningAt, isOpened: false },
  { at: earliestOpeningAt, isOpened: true },
];

describe('the policy of a round’s key', () => {
  it.each(readings)('lets those who handle files take %s for the store alone, at any time', (action) => {
    for (const who of ['uploader', 'verifier'])
      for (const { at, isOpened } of locks) {
        expect(deniedBy({ who, action, at, via: store }, isOpened)).toEqual([]);
        for (const via of [undefined, 'dynamodb.ap-northeast-2.amazonaws.com', `${store}.example`])
          expect(deniedBy({ who, action, at, ...(via === undefined ? {} : { via }) }, isOpened)).toEqual([
            'FilesThroughTheStoreAlone',
          ]);
      }
  });

  it.each(readings)('asks of the owner’s own reading (%s) neither an instant nor the store', (action) => {
    for (const { at, isOpened } of locks)
      expect(deniedBy({ who: 'owner', action, at }, isOpened)).toEqual([]);
  });

  it.each(readings)(
    'lets evaluators’ reading take %s after the instant and by the act, not by one of them',
    (action) => {
      const allowed = locks.filter(
        ({ at, isOpened }) => deniedBy({ who: 'evaluation', action, at }, isOpened).length === 0,
      );
      expect(allowed).toEqual([{ at: earliestOpeningAt, isOpened: true }]);
    },
  );

  it.each(readings)(
    'lets nobody else take %s, the keeper and administrators among them, by the store neither',
    (action) => {
      for (const who of ['keeper', 'administrator'])
        for (const via of [{}, { via: store }])
          for (const { at, isOpened } of locks)
            expect(deniedBy({ who, action, at, ...via }, isOpened)).not.toEqual([]);
    },
  );

  it('lets the keeper alone change it, and nobody undo it', () => {
    for (const action of ['kms:PutKeyPolicy', 'kms:CreateGrant', 'kms:ScheduleKeyDeletion', 'kms:DisableKey'])
      for (const who of ['owner', 'uploader', 'evaluation', 'administrator'])
        expect(deniedBy({ who, action, at: earliestOpeningAt }, true)).toEqual(['KeptByOneRole']);
    expect(deniedBy({ who: 'keeper', action: 'kms:PutKeyPolicy', at: before }, false)).toEqual([]);
  });
});
