import { systemClock } from '../platform/clock.ts';
import { readVariables } from '../platform/environment.ts';
import { createTable } from '../platform/table.ts';
import { createTellExpiries } from './tell-expiries.ts';

const { TABLE_NAME } = readVariables('tell-expiries');

export const handler = createTellExpiries({ table: createTable(TABLE_NAME), clock: systemClock });
