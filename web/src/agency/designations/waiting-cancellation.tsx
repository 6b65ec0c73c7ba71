import { useTranslation } from 'react-i18next';
import { isBefore } from '../../api/server-clock.ts';
import { useApi } from '../../app/services.tsx';
import { ActButton } from '../../acts/act-button.tsx';
import { Facts } from '../../design/facts.tsx';
import { InstantText } from '../../design/instant.tsx';
import { CancellationRecord } from '../../designations/designation-facts.tsx';
import { type Change, sendChange } from '../../designations/queries.ts';
import { day, inLanguage } from '../../i18n/formats.ts';
import { useAgent } from '../agent.ts';
import type { WaitingDesignation } from '../queries.ts';
import { SupplierName } from '../purchases/supplier-name.tsx';
import { DropCancellation, ofDesignations } from './designation-acts.tsx';

/** True once the supplier has said something to the notice, or had its time to: then it can be cancelled. */
export const isHeard = ({ cancellation }: Pick<WaitingDesignation, 'cancellation'>): boolean =>
  cancellation !== null && (cancellation.comment !== null || !isBefore(cancellation.commentUntil));

/** A designation that is to be cancelled: why, what its supplier says, and what a cancellation makes of it. */
export const WaitingCancellation = ({ waiting }: { waiting: WaitingDesignation }) => {
  const { t } = useTranslation(['designations', 'agency']);
  const agent = useAgent();
  const { cancellation, activeUntil } = waiting;
  if (cancellation === null || activeUntil === null) return null;
  const isOwn = waiting.noticedBy === agent.accountId;
  return (
    <>
      <h3>{inLanguage(waiting.name)}</h3>
      <Facts rows={[[t('supplier'), <SupplierName key="supplier" proposalId={waiting.proposalId} />]]} />
      <CancellationRecord file={waiting} />
      <Facts
        rows={[
          [t('difference.now'), t('difference.inForce', { day: day(activeUntil) })],
          [t('difference.then'), t('difference.cancelled')],
          [t('cancelling.by'), isOwn ? t('agency:prepared.you') : t('agency:prepared.colleague')],
        ]}
      />
      {isHeard(waiting) ? null : (
        <p>
          {t('cancel.unheard')} <InstantText at={cancellation.commentUntil} />
        </p>
      )}
      {isHeard(waiting) && (isOwn || !agent.may('approver')) ? (
        <p className="hint">{t('cancel.another')}</p>
      ) : null}
      <div className="actions">
        {isHeard(waiting) && agent.may('approver') && !isOwn ? <Cancel waiting={waiting} /> : null}
        {agent.may('staff') ? <DropCancellation designation={waiting} /> : null}
      </div>
    </>
  );
};

const Cancel = ({ waiting }: { waiting: WaitingDesignation }) => {
  const { t } = useTranslation('designations');
  const api = useApi();
  const cancellation: Change = { action: 'cancel' };
  return (
    <ActButton
      label={t('cancel.label')}
      title={t('cancel.title', { name: inLanguage(waiting.name) })}
      act={t('cancel.label')}
      kind="danger"
      input={cancellation}
      write={(body: Change, key) => sendChange(api, waiting, body, key)}
      refreshes={ofDesignations}
    >
      <ul>
        <li>{t('cancel.ends')}</li>
        <li>{t('cancel.listed')}</li>
        <li>{t('cancel.contracts')}</li>
        <li>{t('cancel.final')}</li>
      </ul>
    </ActButton>
  );
};
