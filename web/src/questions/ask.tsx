import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { organisationsOf, useAccount } from '../account/memberships.ts';
import { dataOf, writeHeaders } from '../api/client.ts';
import { isBefore } from '../api/server-clock.ts';
import { useApi } from '../app/services.tsx';
import type { Challenge } from '../challenges/queries.ts';
import { Countdown } from '../design/countdown.tsx';
import { InstantText } from '../design/instant.tsx';
import { Loading } from '../design/loading.tsx';
import { inLanguage } from '../i18n/formats.ts';
import { organisationQuery } from '../organisations/queries.ts';
import { TextAct } from '../proposals/text-act.tsx';
import type { Round } from '../rounds/queries.ts';

type Props = { readonly challenge: Challenge; readonly round: Round };

/** Until when questions are taken; null outside an open call. */
const cutOffOf = ({ phase, deadlines, policy }: Round): string | null =>
  phase !== 'CALL_FOR_PROPOSALS' || deadlines.proposals === null
    ? null
    : new Date(Date.parse(deadlines.proposals) - policy.questionsEndBeforeInSeconds * 1000).toISOString();

/** Until when one can ask, and the way to it for a supplier. */
export const AskPart = ({ challenge, round }: Props) => {
  const cutOff = cutOffOf(round);
  const isOpen = challenge.state === 'PUBLISHED' || challenge.state === 'CORRECTED';
  if (cutOff === null || !isOpen) return null;
  // A moved deadline moves the cut-off, too.
  return <Until key={cutOff} cutOff={cutOff} challengeId={challenge.challengeId} />;
};

const Until = ({ cutOff, challengeId }: { cutOff: string; challengeId: string }) => {
  const { t } = useTranslation('questions');
  const [isRunning, setIsRunning] = useState(() => isBefore(cutOff));
  if (!isRunning)
    return (
      <p>
        {t('over')} <InstantText at={cutOff} />
      </p>
    );
  return (
    <section className="card" aria-label={t('until')}>
      <p>{t('until')}</p>
      <Countdown
        deadline={cutOff}
        onPassed={() => {
          setIsRunning(false);
        }}
      />
      <p>
        <InstantText at={cutOff} />
      </p>
      <p>{t('text')}</p>
      <Suspense fallback={<Loading />}>
        <Askers challengeId={challengeId} />
      </Suspense>
    </section>
  );
};

const Askers = ({ challengeId }: { challengeId: string }) => {
  const { t } = useTranslation('questions');
  const supplierIds = organisationsOf(useAccount(), 'SUPPLIER', ['author', 'signatory']);
  if (supplierIds.length === 0) return <p className="hint">{t('signIn')}</p>;
  return (
    <div className="actions">
      {supplierIds.map((supplierId) => (
        <Ask
          key={supplierId}
          challengeId={challengeId}
          supplierId={supplierId}
          isOne={supplierIds.length === 1}
        />
      ))}
    </div>
  );
};

type AskProps = { readonly challengeId: string; readonly supplierId: string; readonly isOne: boolean };

const Ask = ({ challengeId, supplierId, isOne }: AskProps) => {
  const { t } = useTranslation('questions');
  const api = useApi();
  const { data: supplier } = useQuery({ ...organisationQuery(api, supplierId), enabled: !isOne });
  const name = supplier === undefined ? supplierId : inLanguage(supplier.name);
  return (
    <TextAct
      place={`question ${challengeId} ${supplierId}`}
      label={isOne ? t('ask') : t('askAs', { name })}
      text={t('field')}
      maxLength={4000}
      write={(text, key) =>
        dataOf(
          api.POST('/challenges/{challengeId}/questions', {
            params: { path: { challengeId }, header: writeHeaders(key) },
            body: { supplierId, text },
          }),
        )
      }
      refreshes={[['challenges', challengeId]]}
    >
      <p>{t('consequence')}</p>
    </TextAct>
  );
};
