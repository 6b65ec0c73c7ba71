/** What went wrong on this machine, said for the person at the terminal: what happened and what to type next. */
export class LocalCloudError extends Error {
  override readonly name = 'LocalCloudError';
}

/** Whether an error of the system has this code, such as ENOENT. */
export function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
