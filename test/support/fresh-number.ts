import { randomInt } from 'node:crypto';
import { checkBusinessNumber } from '../../functions/organisations/rules.ts';
import { isRefusal } from '../../functions/platform/refusal.ts';

/** A number that begins as no tax office begins one, and that no other suite has claimed. */
export const freshNumber = (): string => {
  const digits = `999${String(randomInt(0, 1_000_000)).padStart(6, '0')}`;
  const check = Array.from('0123456789').find((one) => !isRefusal(checkBusinessNumber(`${digits}${one}`)));
  return `${digits}${check ?? ''}`;
};
