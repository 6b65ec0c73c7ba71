import { parseArgs } from 'node:util';
import { systemClock } from '../platform/clock.ts';
import { isRefusal } from '../platform/refusal.ts';
import { createTable } from '../platform/table.ts';
import { foundAgency } from './found-agency.ts';

const usage = `Founds the procurement agency in a freshly deployed system, so that its first people can act.

  npm run found-agency -- --table TABLE --name-ko NAME --name-en NAME --business-number NUMBER \\
    --staff ACCOUNT --approver ACCOUNT [--auditor ACCOUNT]

ACCOUNT is the account id (Cognito's sub) of a person who has signed up. The first member of staff becomes
administrator too and appoints everybody else. Credentials and region come from the environment, as for the AWS CLI.`;

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h' },
    table: { type: 'string' },
    'name-ko': { type: 'string' },
    'name-en': { type: 'string' },
    'business-number': { type: 'string' },
    staff: { type: 'string' },
    approver: { type: 'string' },
    auditor: { type: 'string' },
  },
});

const {
  table,
  'name-ko': ko,
  'name-en': en,
  'business-number': businessNumber,
  staff,
  approver,
  auditor,
} = values;

if (values.help === true) {
  console.log(usage);
} else if (!table || !ko || !en || !businessNumber || !staff || !approver) {
  console.error(usage);
  process.exitCode = 1;
} else if (new Set([staff, approver, auditor]).size < 3) {
  console.error('Staff, approver and auditor must be different people: nobody approves what they prepared.');
  process.exitCode = 1;
} else {
  const outcome = await foundAgency(
    createTable(table),
    {
      name: { ko, en },
      businessNumber,
      members: {
        [staff]: ['administrator', 'staff'],
        [approver]: ['approver'],
        ...(auditor === undefined ? {} : { [auditor]: ['auditor'] }),
      },
    },
    systemClock(),
  );
  if (isRefusal(outcome)) {
    console.error(`${outcome.code}: ${outcome.en}`);
    process.exitCode = 1;
  } else {
    console.log(`The agency is founded as organisation ${outcome}.`);
  }
}
