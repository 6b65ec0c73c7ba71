import { parseArgs } from 'node:util';
import { loadDataset } from './dataset.ts';
import { fingerprintOf } from './fingerprint.ts';

const usage = `Checks the data set of the 2020 round and prints its counts and fingerprint as JSON.

  node infra/local/dataset/describe-dataset.command.ts`;

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });

if (values.help === true) {
  console.log(usage);
} else {
  const dataset = loadDataset();
  console.log(
    JSON.stringify({
      ...Object.fromEntries(Object.entries(dataset).map(([name, rows]) => [name, rows.length])),
      selectedChallenges: dataset.challenges.filter(({ selected }) => selected).length,
      fingerprint: fingerprintOf(dataset),
    }),
  );
}
