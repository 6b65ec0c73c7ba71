/** An answer as its asker sees it. */
export type Answered = { readonly status: number; readonly etag: string | null; readonly text: string };

/** The ways in which a write that was answered is sent again, and what it has changed. */
export type Repeating = {
  readonly send: () => Promise<Answered>;
  /** The body of the answer to the same request eleven minutes later, when DynamoDB's own tokens are forgotten. */
  readonly sendLater: () => Promise<string>;
  readonly sendAnotherBody: () => Promise<Answered>;
  readonly sendAsStranger: () => Promise<Answered>;
  /** How many entries of the ledger are by the person. */
  readonly effects: () => Promise<number>;
};

const mostAtOnce = 10;

/**
 * What is wrong about a write's repetitions, in words (QUALITY, R5): `repetitions` times under its key, at most ten at a time,
 * once more eleven minutes later, once with another body, once as somebody else.
 */
export const faultsOfRepeating = async (
  first: Answered,
  repetitions: number,
  { send, sendLater, sendAnotherBody, sendAsStranger, effects }: Repeating,
): Promise<readonly string[]> => {
  const faults: string[] = [];
  const before = await effects();
  const atOnce = Math.min(repetitions, mostAtOnce);
  for (let sent = 0; sent < repetitions; sent += atOnce) {
    const answers = await Promise.all(Array.from({ length: atOnce }, send));
    for (const answer of answers)
      if (JSON.stringify(answer) !== JSON.stringify(first))
        faults.push(`another answer: ${answer.status} ${answer.text.slice(0, 200)}`);
  }
  if ((await sendLater()) !== first.text) faults.push('another answer eleven minutes later');
  const other = await sendAnotherBody();
  if (other.status !== 409 || !other.text.includes('idempotency-key-reused'))
    faults.push(`another body: ${other.status}`);
  const foreign = await sendAsStranger();
  if (foreign.text === first.text || foreign.text.includes('idempotency-key-reused'))
    faults.push(`another person: ${foreign.status}`);
  const added = (await effects()) - before;
  if (added !== 0) faults.push(`${added} effects more`);
  return faults;
};
