import { afterEach, beforeEach, jest } from '@jest/globals';

/** The lines that each test of this suite logs, from its beginning on; they do not reach the console. */
export const linesLogged = (): string[] => {
  const logged: string[] = [];
  beforeEach(() => {
    logged.length = 0;
    jest.spyOn(process.stdout, 'write').mockImplementation((line) => {
      logged.push(String(line));
      return true;
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  return logged;
};
