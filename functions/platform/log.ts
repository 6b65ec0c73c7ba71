/**
 * One line of JSON for the log service. Only codes, identifiers of requests and names of faults are logged:
 * a log is no place for what is sealed (DOMAIN.md, invariant 2).
 */
export const log = (
  level: 'INFO' | 'WARN' | 'ERROR',
  message: string,
  fields: Record<string, unknown>,
): void => {
  process.stdout.write(`${JSON.stringify({ level, message, ...fields })}\n`);
};
