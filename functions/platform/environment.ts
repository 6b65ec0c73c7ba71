/**
 * The variables that each function reads. The deployment builds each function's variables from this table, so
 * that a missing one is a type error there; a function reads only its own.
 */
export const functionVariables = {
  'organisations-api': ['TABLE_NAME'],
  'mark-second-factor': [],
  'rounds-api': ['TABLE_NAME', 'ROUND_MACHINE_ARN', 'PURCHASE_MACHINE_ARN', 'REHEARSAL'],
  'seal-keeper-api': [
    'TABLE_NAME',
    'ROUND_MACHINE_ARN',
    'SEAL_KEEPER_ROLE_ARN',
    'SEALED_READER_ROLE_ARNS',
    'SEALED_FILE_ROLE_ARNS',
    'SEAL_OPENED_READER_ROLE_ARNS',
  ],
  'challenges-api': ['TABLE_NAME'],
  'proposals-api': ['TABLE_NAME', 'LEDGER_KEY_ID'],
  'submit-proposal': ['TABLE_NAME', 'LEDGER_KEY_ID'],
  'declare-attachment': ['TABLE_NAME', 'BUCKET_NAME'],
  'attachments-api': ['TABLE_NAME', 'BUCKET_NAME'],
  'verify-attachment': ['TABLE_NAME', 'BUCKET_NAME', 'CLAMD_ADDRESS'],
  'evaluation-api': ['TABLE_NAME', 'BUCKET_NAME'],
  'submit-scorecard': ['TABLE_NAME'],
  'decisions-api': ['TABLE_NAME', 'BUCKET_NAME', 'ROUND_MACHINE_ARN'],
  'objections-api': ['TABLE_NAME', 'BUCKET_NAME', 'ROUND_MACHINE_ARN'],
  'purchases-api': ['TABLE_NAME', 'BUCKET_NAME', 'ROUND_MACHINE_ARN', 'PURCHASE_MACHINE_ARN'],
  'designations-api': ['TABLE_NAME'],
  'tell-expiries': ['TABLE_NAME'],
  'first-use-api': ['TABLE_NAME'],
  'ledger-api': ['TABLE_NAME', 'LEDGER_KEY_ID'],
  'dossiers-api': ['TABLE_NAME', 'BUCKET_NAME', 'BUILD_DOSSIER_FUNCTION_NAME', 'DOSSIERS_KEPT_IN_DAYS'],
  'build-dossier': ['TABLE_NAME', 'BUCKET_NAME', 'LEDGER_KEY_ID'],
  'sequence-entries': ['TABLE_NAME', 'LEDGER_KEY_ID'],
  'delete-contents': ['TABLE_NAME', 'BUCKET_NAME'],
  'forget-people': ['TABLE_NAME', 'RETENTION_YEARS'],
  'public-api': ['TABLE_NAME', 'BUCKET_NAME'],
  'round-tasks': [
    'TABLE_NAME',
    'BUCKET_NAME',
    'PURCHASE_MACHINE_ARN',
    'SCHEDULE_GROUP_NAME',
    'SCHEDULE_ROLE_ARN',
    'SCHEDULE_DEAD_LETTER_ARN',
    'DEADLINE_REACHED_ARN',
  ],
  'purchase-tasks': [
    'TABLE_NAME',
    'SCHEDULE_GROUP_NAME',
    'SCHEDULE_ROLE_ARN',
    'SCHEDULE_DEAD_LETTER_ARN',
    'DEADLINE_REACHED_ARN',
  ],
  'deadline-reached': ['TABLE_NAME'],
  'watch-submissions': ['TABLE_NAME', 'BUCKET_NAME', 'LEDGER_KEY_ID', 'API_URL', 'SUBMIT_FUNCTION_NAME'],
  'notices-api': ['TABLE_NAME'],
  'record-bounce': ['TABLE_NAME'],
  'dispatch-notices': [
    'TABLE_NAME',
    'USER_POOL_ID',
    'NOTICE_SENDER',
    'MAIL_CONFIGURATION_SET',
    'PORTAL_ORIGIN',
  ],
} as const;

export type FunctionName = keyof typeof functionVariables;
export type Variables<Name extends FunctionName> = Readonly<
  Record<(typeof functionVariables)[Name][number], string>
>;

/** Reads a function's variables; throws at start, with the missing name, if the deployment lacks one. */
export const readVariables = <Name extends FunctionName>(name: Name): Variables<Name> => {
  const wanted: readonly string[] = functionVariables[name];
  const found = Object.fromEntries(wanted.map((variable) => [variable, process.env[variable]]));
  const isWhole = (values: Record<string, string | undefined>): values is Variables<Name> =>
    wanted.every((variable) => values[variable] !== undefined);
  if (!isWhole(found)) {
    const missing = wanted.filter((variable) => process.env[variable] === undefined);
    throw new Error(`The function ${name} lacks the variables ${missing.join(', ')}`);
  }
  return found;
};
