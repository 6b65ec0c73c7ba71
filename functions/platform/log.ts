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

/**
 * The same for one call of a function, which says each thing once however often it happens: as many lines as there were
 * letters or files would count them.
 */
export const createLogOnce = (): typeof log => {
  const said = new Set<string>();
  return (level, message, fields) => {
    const line = JSON.stringify([level, message, fields]);
    if (said.has(line)) return;
    said.add(line);
    log(level, message, fields);
  };
};

/** Where an error arose, without its message: parsers quote in it what they could not read. */
export const framesOf = (error: Error | null | undefined): readonly string[] =>
  (error?.stack ?? '')
    .replace(error?.message ?? '', '')
    .split('\n')
    .filter((line) => /^ {4}at /u.test(line));
