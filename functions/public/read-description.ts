import { answer, type Implementation, implement } from '../platform/http.ts';
import { readDescription } from './schema.ts';

/** The API's description, as it was built beside the function. */
export const createReadDescription = (read: () => string): Implementation =>
  implement(readDescription, () => {
    const description: unknown = JSON.parse(read());
    return Promise.resolve(answer(200, description));
  });
