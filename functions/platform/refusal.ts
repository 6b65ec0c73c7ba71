/** HTTP statuses that a refusal may carry. */
export type RefusalStatus = 400 | 401 | 403 | 404 | 405 | 409 | 410 | 412 | 413 | 415 | 422 | 428 | 429 | 503;

/** What a code means: its HTTP status and a sentence in both languages that says what to do. */
export type RefusalMeaning = {
  readonly status: RefusalStatus;
  readonly en: string;
  readonly ko: string;
  /** Kept in the refusal log beside the ledger (DOMAIN.md, invariant 12). */
  readonly concernsFairness?: true;
};

/** A foreseen «no»: returned, never thrown. `details` are values that help to mend the request. */
export type Refusal<Code extends string = string> = RefusalMeaning & {
  readonly refused: true;
  readonly code: Code;
  readonly details: Readonly<Record<string, unknown>>;
};

/**
 * Makes the `refuse` function of a table of codes; the table is the only place where a code gets its meaning, and
 * `meanings` shows it.
 */
export const refusalsOf = <Table extends Readonly<Record<string, RefusalMeaning>>>(meanings: Table) =>
  Object.assign(
    <Code extends keyof Table & string>(
      code: Code,
      details: Readonly<Record<string, unknown>> = {},
    ): Refusal<Code> => ({ ...meaningOf(meanings, code), refused: true, code, details }),
    { meanings },
  );

const meaningOf = <Table extends Readonly<Record<string, RefusalMeaning>>>(
  table: Table,
  code: keyof Table & string,
): RefusalMeaning => {
  const meaning = table[code];
  if (meaning === undefined) throw new Error(`No meaning for the refusal code ${code}`);
  return meaning;
};

/** Tells a refusal from any other value. */
export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'refused' in value && value.refused === true;

/** The refusals that any capability may give. */
export const commonRefusals = {
  'not-found': {
    status: 404,
    en: 'There is nothing here that you may see. Check the address and the organisation you act for.',
    ko: '볼 수 있는 자료가 없습니다. 주소와 소속 기관을 확인해 주세요.',
  },
  'not-signed-in': {
    status: 401,
    en: 'Sign in and send the access token with the request.',
    ko: '로그인한 뒤 접근 토큰을 함께 보내 주세요.',
  },
  'not-permitted': {
    status: 403,
    en: 'Your membership does not give the right to do this. Ask your organisation’s administrator.',
    ko: '이 작업을 할 권한이 없습니다. 소속 기관의 관리자에게 문의해 주세요.',
  },
  'membership-changed': {
    status: 403,
    en: 'Your membership changed while you worked, and it no longer gives this right. Nothing was written.',
    ko: '작업 중에 소속 권한이 바뀌어 더 이상 이 작업을 할 수 없습니다. 저장된 것은 없습니다.',
  },
  'invalid-request': {
    status: 400,
    en: 'The request does not have the expected form. Mend the places named in «problems» and send it again.',
    ko: '요청 형식이 올바르지 않습니다. «problems»에 적힌 곳을 고쳐 다시 보내 주세요.',
  },
  'body-too-large': {
    status: 413,
    en: 'The body is larger than 256 KiB. Send files through an upload link instead.',
    ko: '본문이 256 KiB를 넘습니다. 파일은 업로드 링크로 보내 주세요.',
  },
  'not-json': {
    status: 415,
    en: 'Send the body as JSON with the content type application/json.',
    ko: '본문을 JSON(application/json)으로 보내 주세요.',
  },
  'wrong-state': {
    status: 409,
    en: 'This cannot be done in the present state. Read it again to see where it stands.',
    ko: '현재 상태에서는 할 수 없는 작업입니다. 다시 불러와 상태를 확인해 주세요.',
  },
  'changed-meanwhile': {
    status: 409,
    en: 'Somebody changed this meanwhile. Read it again, then repeat your change. Nothing was overwritten.',
    ko: '그사이 다른 사람이 내용을 바꿨습니다. 다시 불러온 뒤 수정해 주세요. 덮어쓴 것은 없습니다.',
  },
  'version-not-matched': {
    status: 412,
    en: 'The version named in If-Match is not the present one. Read it again; both versions are kept.',
    ko: 'If-Match의 버전이 현재 버전과 다릅니다. 다시 불러와 주세요. 두 버전 모두 보존됩니다.',
  },
  'already-exists': {
    status: 409,
    en: 'This exists already. Use the one that «details» names.',
    ko: '이미 존재합니다. «details»에 적힌 것을 사용해 주세요.',
  },
  'second-factor-required': {
    status: 403,
    en: 'The agency’s people act with a second factor. Set up an authenticator app at «My account», then sign in again.',
    ko: '조달기관 구성원은 2단계 인증이 필요합니다. «내 계정»에서 인증 앱을 등록한 뒤 다시 로그인해 주세요.',
  },
  'idempotency-key-required': {
    status: 428,
    en: 'Send an Idempotency-Key with every write: a new one for a new request, the same when you send it again.',
    ko: '쓰기 요청에는 Idempotency-Key를 함께 보내 주세요. 새 요청에는 새 키를, 다시 보낼 때에는 같은 키를 사용합니다.',
  },
  'idempotency-key-reused': {
    status: 409,
    en: 'This Idempotency-Key stood on another request. Use a new key for a new request.',
    ko: '다른 요청에 사용된 Idempotency-Key입니다. 새 요청에는 새 키를 사용해 주세요.',
  },
  'same-person': {
    status: 403,
    en: 'The person who prepared this may not approve it. Ask another approver.',
    ko: '준비한 사람은 승인할 수 없습니다. 다른 승인자에게 요청해 주세요.',
    concernsFairness: true,
  },
  busy: {
    status: 503,
    en: 'Many people are writing to this at the moment. Nothing was written; send the same request again.',
    ko: '요청이 몰리고 있습니다. 저장된 것은 없으니 같은 요청을 다시 보내 주세요.',
  },
} as const satisfies Record<string, RefusalMeaning>;

/** `refuse` for the codes that any capability may give. */
export const refuse = refusalsOf(commonRefusals);
