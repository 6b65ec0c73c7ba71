import * as v from 'valibot';
import { systemClock } from '../platform/clock.ts';
import { readVariables } from '../platform/environment.ts';
import { createTable } from '../platform/table.ts';
import { createForgetPeople } from './forget-people.ts';

const variables = readVariables('forget-people');
const years = v.parse(
  v.pipe(v.string(), v.toNumber(), v.integer(), v.minValue(1)),
  variables.RETENTION_YEARS,
);

export const handler = createForgetPeople({
  table: createTable(variables.TABLE_NAME),
  clock: systemClock,
  policy: { years },
});
