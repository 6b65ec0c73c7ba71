/**
 * Does `act` for each value, at most `atOnce` at a time, and answers the outcomes in the order of the values. After
 * an error nothing more is begun, and the error is thrown; what was begun is not undone.
 */
export const inTurns = async <Value, Outcome>(
  values: readonly Value[],
  atOnce: number,
  act: (value: Value) => Promise<Outcome>,
): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = [];
  const waiting = values.entries();
  let failed = false;
  const takeTurns = async (): Promise<void> => {
    for (const [index, value] of waiting) {
      if (failed) return;
      try {
        outcomes[index] = await act(value);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, values.length) }, takeTurns));
  return outcomes;
};
