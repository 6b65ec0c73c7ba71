import { useTranslation } from 'react-i18next';
import type { Sayers } from '../../api/in-words.ts';
import { isRecord } from '../../api/problem.ts';
import { plainSayers } from '../../app/error-banner.tsx';
import { dateTime } from '../../i18n/formats.ts';
import { shortOf } from './names-in-entity.ts';
import { useNames } from './use-names.ts';
import { useWords } from './words.ts';

const deadlines = ['challengeCall', 'proposals', 'evaluation', 'standstill'] as const;

/** How an auditor reads what a refusal of a round named: things by what they are called, states by their words. */
export const useSayers = (roundId: string): Sayers => {
  const { t } = useTranslation('audit');
  const refusals = useTranslation('refusals');
  const words = useWords();
  const names = useNames(roundId);
  /** What has no name here has a number that tells it apart. */
  const named = (nameOf: (id: string) => string | null) => (id: unknown) =>
    typeof id === 'string' ? (nameOf(id) ?? t('ofNumber', { number: shortOf(id) })) : null;
  return {
    ...plainSayers,
    proposal: named(names.proposal),
    challenge: named(names.challenge),
    purchase: named(names.purchase),
    hash: (hash) => (typeof hash === 'string' ? shortOf(hash) : null),
    state: (state) => (typeof state === 'string' ? words.state(state) : null),
    deadlineName: (name) => {
      const known = deadlines.find((one) => one === name);
      return known === undefined ? null : refusals.t(`deadline.${known}`);
    },
    outage: (outage) => {
      if (!isRecord(outage) || typeof outage['beganAt'] !== 'string') return null;
      const { beganAt, recoveredAt } = outage;
      const to = typeof recoveredAt === 'string' ? dateTime(recoveredAt) : t('lasts');
      return t('outage', { from: dateTime(beganAt), to });
    },
  };
};
