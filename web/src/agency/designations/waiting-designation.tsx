import { useTranslation } from 'react-i18next';
import { ActButton } from '../../acts/act-button.tsx';
import { serverNow } from '../../api/server-clock.ts';
import { useApi } from '../../app/services.tsx';
import { Facts } from '../../design/facts.tsx';
import { InstantText } from '../../design/instant.tsx';
import { DesignationGrounds } from '../../designations/designation-facts.tsx';
import { type Change, sendChange } from '../../designations/queries.ts';
import { day, inLanguage } from '../../i18n/formats.ts';
import { presentLanguage } from '../../i18n/messages.ts';
import { useAgent } from '../agent.ts';
import type { WaitingDesignation as Waiting } from '../queries.ts';
import { SupplierName } from '../purchases/supplier-name.tsx';
import { ofDesignations } from './designation-acts.tsx';

type Props = { readonly waiting: Waiting; readonly designationInSeconds: number };

/** A designation that was prepared: what it stands on, and what it makes of the solution; another person designates. */
export const WaitingDesignation = ({ waiting, designationInSeconds }: Props) => {
  const { t } = useTranslation(['designations', 'agency']);
  const api = useApi();
  const agent = useAgent();
  const isOwn = waiting.prepared.accountId === agent.accountId;
  const until = day(new Date(serverNow() + designationInSeconds * 1000).toISOString());
  const designation: Change = { action: 'designate' };
  return (
    <>
      <h3>{inLanguage(waiting.name)}</h3>
      <Facts
        rows={[
          presentLanguage() === 'ko'
            ? [
                t('prepare.en'),
                <span key="en" lang="en">
                  {waiting.name.en}
                </span>,
              ]
            : [
                t('prepare.ko'),
                <span key="ko" lang="ko">
                  {waiting.name.ko}
                </span>,
              ],
          [t('supplier'), <SupplierName key="supplier" proposalId={waiting.proposalId} />],
        ]}
      />
      <DesignationGrounds file={waiting} />
      <Facts
        rows={[
          [t('difference.now'), t('difference.undesignated')],
          [t('difference.then'), t('difference.designated', { day: until })],
          [t('agency:prepared.by'), isOwn ? t('agency:prepared.you') : t('agency:prepared.colleague')],
          [t('agency:prepared.at'), <InstantText key="at" at={waiting.prepared.at} />],
        ]}
      />
      {agent.may('approver') && !isOwn ? (
        <div className="actions">
          <ActButton
            label={t('designate.label')}
            title={t('designate.title', { name: inLanguage(waiting.name) })}
            act={t('designate.label')}
            input={designation}
            write={(body: Change, key) => sendChange(api, waiting, body, key)}
            refreshes={ofDesignations}
          >
            <ul>
              <li>{t('designate.published')}</li>
              <li>{t('designate.bought', { day: until })}</li>
              <li>{t('designate.final')}</li>
            </ul>
          </ActButton>
        </div>
      ) : (
        <p className="hint">{t('agency:prepared.another')}</p>
      )}
    </>
  );
};
