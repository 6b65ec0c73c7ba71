import type { components } from './description.ts';

type Problem = components['schemas']['Problem'];

/** What the API refused or failed at. `message` is its sentence in the reader's language; it says what to do. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    code: string,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

/** True for a refusal that repeating the same request does not change. */
export const isFinal = (error: Error | null): boolean =>
  error instanceof ApiProblem && error.status < 500 && error.status !== 401 && error.status !== 429;

/**
 * Whether a reading that failed so often is asked for again, after a pause that grows. A refusal is an answer; a lost
 * connection comes back, and too many requests at once (429) pass.
 */
export const isWorthAnother = (failures: number, error: Error): boolean =>
  failures < 3 && !(isFinal(error) || (error instanceof ApiProblem && error.status === 401));

/** Nothing came back: the connection, not the system, is what failed. */
export class NoConnection extends Error {
  override readonly name = 'NoConnection';
}

/** A write that was sent and of which nothing came back. The same under the same key counts once. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
}

/** What a gateway on the way answered, without a word of the API. */
const noWord = 'unknown';

/** What a failed write throws: where nobody said whether it counts, that. */
export const failureOfWrite = (error: unknown): unknown =>
  error instanceof NoConnection ||
  (error instanceof ApiProblem && error.status >= 500 && error.code === noWord)
    ? new Unanswered('Nothing came back', { cause: error })
    : error;

/** The portal's own sentence for an error, by its name among the messages; null where the API said one. */
export const ownSentenceOf = (
  error: unknown,
): 'noConnection' | 'unanswered' | 'notSignedIn' | 'tooMany' | 'notReachable' | 'unknown' | null => {
  if (error instanceof NoConnection) return 'noConnection';
  if (error instanceof Unanswered) return 'unanswered';
  if (!(error instanceof ApiProblem)) return 'unknown';
  if (error.status === 401) return 'notSignedIn';
  if (error.code !== noWord) return null;
  if (error.status === 429) return 'tooMany';
  return [502, 503, 504].includes(error.status) ? 'notReachable' : 'unknown';
};

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);

/** The problem of an answer that is no success (RFC 9457); answers of gateways on the way have no body of ours. */
export const problemOf = async (answer: Response): Promise<ApiProblem> => {
  const body: unknown = await answer.json().catch(() => null);
  const known: Partial<Record<keyof Problem, unknown>> = isRecord(body) ? body : {};
  return new ApiProblem(
    answer.status,
    textOf(known.code, answer.status === 401 ? 'not-signed-in' : noWord),
    textOf(known.detail, textOf(known.title, `HTTP ${answer.status}`)),
    isRecord(known.details) ? known.details : {},
  );
};
