import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../../acts/act-button.tsx';
import { useKept } from '../../acts/use-kept.ts';
import { useApi } from '../../app/services.tsx';
import { Facts } from '../../design/facts.tsx';
import { InstantText } from '../../design/instant.tsx';
import { TextField } from '../../design/text-field.tsx';
import { type Change, type Designation, sendChange } from '../../designations/queries.ts';
import { day, inLanguage } from '../../i18n/formats.ts';
import { instantOfMinute } from '../../i18n/typed.ts';
import { useAgent } from '../agent.ts';
import { SupplierName } from '../purchases/supplier-name.tsx';
import type { WaitingDesignation } from '../queries.ts';
import { ReasonAct } from '../reason-act.tsx';
import { ofDesignations } from './designation-acts.tsx';

const placeOf = ({ proposalId }: Designation, act: string): string => `designation.${proposalId}.${act}`;

/** Staff prepare that a designation lasts longer; another person decides. */
export const PrepareExtension = ({ designation }: { readonly designation: Designation }) => {
  const { t } = useTranslation('designations');
  const api = useApi();
  const { form, type, forget } = useKept(placeOf(designation, 'extend.until'), { until: '' });
  const [isAsked, setIsAsked] = useState(false);
  const { activeUntil } = designation;
  const until = instantOfMinute(form.until);
  if (activeUntil === null) return null;
  const isLater = until !== null && until > activeUntil;
  return (
    <ReasonAct
      place={placeOf(designation, 'extend')}
      onDone={forget}
      label={t('extend.prepare')}
      reasonLabel={t('extend.reason')}
      look="secondary"
      maxLength={4000}
      isReady={isLater}
      onIncomplete={() => {
        setIsAsked(true);
      }}
      write={(reason, key) =>
        until === null
          ? Promise.reject(new Error('No day was chosen'))
          : sendChange(api, designation, { action: 'prepare-extension', until, reason }, key)
      }
      refreshes={ofDesignations}
    >
      <p>
        {t('extend.now')} <InstantText at={activeUntil} />
      </p>
      <p>{t('extend.notYet')}</p>
      <TextField
        name="until"
        label={t('extend.until')}
        hint={t('extend.hint')}
        type="datetime-local"
        value={form.until}
        onChange={(text) => {
          type({ until: text });
        }}
        error={isAsked && !isLater ? t('extend.notLater') : undefined}
      />
      {until !== null && isLater ? (
        <p role="status">{t('extend.days', { count: daysBetween(activeUntil, until) })}</p>
      ) : null}
    </ReasonAct>
  );
};

const dayInMilliseconds = 86_400_000;

const daysBetween = (from: string, to: string): number =>
  Math.floor((Date.parse(to) - Date.parse(from)) / dayInMilliseconds);

/** An extension that was prepared: until when the designation holds, until when it would, and why. */
export const WaitingExtension = ({ waiting }: { readonly waiting: WaitingDesignation }) => {
  const { t } = useTranslation(['designations', 'agency']);
  const agent = useAgent();
  const { activeUntil, extension } = waiting;
  if (extension === null || activeUntil === null) return null;
  const { prepared, reason, until } = extension;
  const isOwn = prepared.accountId === agent.accountId;
  return (
    <section aria-label={t('extend.waiting')}>
      <h4>{t('extend.waiting')}</h4>
      <Facts
        rows={[
          [t('difference.now'), t('difference.inForce', { day: day(activeUntil) })],
          [t('difference.then'), t('difference.inForce', { day: day(until) })],
          [t('extend.until'), <InstantText key="until" at={until} />],
          [
            t('extend.reason'),
            <span key="reason" className="prose">
              {reason}
            </span>,
          ],
          [t('agency:prepared.by'), isOwn ? t('agency:prepared.you') : t('agency:prepared.colleague')],
          [t('agency:prepared.at'), <InstantText key="at" at={prepared.at} />],
        ]}
      />
      {isOwn || !agent.may('approver') ? <p className="hint">{t('agency:prepared.another')}</p> : null}
      <div className="actions">
        {agent.may('approver') && !isOwn ? <Extend waiting={waiting} until={until} /> : null}
        {agent.may('staff') ? <DropExtension waiting={waiting} activeUntil={activeUntil} /> : null}
      </div>
    </section>
  );
};

/** The same where it stands alone, with what it is about. */
export const WaitingExtensionOf = ({ waiting }: { readonly waiting: WaitingDesignation }) => {
  const { t } = useTranslation('designations');
  return (
    <>
      <h3>{inLanguage(waiting.name)}</h3>
      <Facts rows={[[t('supplier'), <SupplierName key="supplier" proposalId={waiting.proposalId} />]]} />
      <WaitingExtension waiting={waiting} />
    </>
  );
};

const Extend = ({ waiting, until }: { readonly waiting: WaitingDesignation; readonly until: string }) => {
  const { t } = useTranslation('designations');
  const api = useApi();
  const extension: Change = { action: 'extend' };
  return (
    <ActButton
      label={t('extend.label')}
      title={t('extend.title', { name: inLanguage(waiting.name) })}
      act={t('extend.label')}
      input={extension}
      write={(body: Change, key) => sendChange(api, waiting, body, key)}
      refreshes={ofDesignations}
    >
      <p>
        {t('extend.until')}: <InstantText at={until} />
      </p>
      <ul>
        <li>{t('extend.longer')}</li>
        <li>{t('extend.told')}</li>
        <li>{t('extend.final')}</li>
      </ul>
    </ActButton>
  );
};

/** Staff take a prepared extension back. */
const DropExtension = ({
  waiting,
  activeUntil,
}: {
  readonly waiting: WaitingDesignation;
  readonly activeUntil: string;
}) => {
  const { t } = useTranslation('designations');
  const api = useApi();
  return (
    <ReasonAct
      place={placeOf(waiting, 'dropExtension')}
      label={t('dropExtension.label')}
      look="secondary"
      maxLength={4000}
      write={(reason, key) => sendChange(api, waiting, { action: 'drop-extension', reason }, key)}
      refreshes={ofDesignations}
    >
      <ul>
        <li>{t('dropExtension.ends', { day: day(activeUntil) })}</li>
        <li>{t('dropExtension.again')}</li>
        <li>{t('dropExtension.record')}</li>
      </ul>
    </ReasonAct>
  );
};
