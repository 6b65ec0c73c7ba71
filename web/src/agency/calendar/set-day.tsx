import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../../acts/act-button.tsx';
import { dataOf, writeHeaders } from '../../api/client.ts';
import { useApi } from '../../app/services.tsx';
import { ChoiceField } from '../../design/choice-field.tsx';
import { TextField } from '../../design/text-field.tsx';
import { isDay, written } from '../../i18n/typed.ts';
import { dayInWords } from './days.ts';
import type { Said } from './queries.ts';

type Reason = { readonly ko: string; readonly en: string };
const noReason: Reason = { ko: '', en: '' };

type Set = { readonly day: string; readonly body: Said };

const useSetDay = () => {
  const api = useApi();
  return ({ day, body }: Set, key: string) =>
    dataOf(api.PUT('/calendar/days/{day}', { params: { path: { day }, header: writeHeaders(key) }, body }));
};

const isWhole = (reason: Reason): boolean => written(reason.ko) !== null && written(reason.en) !== null;

/** Staff say of a day that the agency is closed, or works; told the year of it, to show it. */
export const SetDay = ({ onSet }: { onSet: (year: number) => void }) => {
  const { t } = useTranslation('calendar');
  const [day, setDay] = useState('');
  const [kind, setKind] = useState<'closed' | 'working' | null>(null);
  const [reason, setReason] = useState(noReason);
  const [isAsked, setIsAsked] = useState(false);
  return (
    <ActButton
      label={t('set')}
      title={t('set')}
      input={isDay(day) && kind !== null && isWhole(reason) ? { day, body: { kind, reason } } : null}
      write={useSetDay()}
      refreshes={[['calendar']]}
      onIncomplete={() => {
        setIsAsked(true);
      }}
      onDone={() => {
        onSet(Number(day.slice(0, 4)));
        setDay('');
        setKind(null);
        setReason(noReason);
        setIsAsked(false);
      }}
    >
      <p>{t('setText')}</p>
      <TextField
        name="day"
        label={t('day')}
        type="date"
        value={day}
        onChange={setDay}
        error={isAsked && !isDay(day) ? t('dayMissing') : undefined}
      />
      <ChoiceField
        name="kind"
        label={t('what')}
        value={kind}
        onChange={setKind}
        error={isAsked && kind === null ? t('kindMissing') : undefined}
        options={[
          { value: 'closed', label: t('kind.closed') },
          { value: 'working', label: t('kind.working'), hint: t('workingHint') },
        ]}
      />
      <ReasonFields reason={reason} onChange={setReason} isAsked={isAsked} />
    </ActButton>
  );
};

/** Staff take back what they said of a day; then what is published counts again. */
export const TakeBack = ({ day }: { day: string }) => {
  const { t } = useTranslation('calendar');
  const [reason, setReason] = useState(noReason);
  const [isAsked, setIsAsked] = useState(false);
  return (
    <ActButton
      label={t('takeBack', { day: dayInWords(day) })}
      title={t('takeBack', { day: dayInWords(day) })}
      act={t('takeBackAct')}
      look="secondary"
      input={isWhole(reason) ? { day, body: { kind: 'as-published' as const, reason } } : null}
      write={useSetDay()}
      refreshes={[['calendar']]}
      onIncomplete={() => {
        setIsAsked(true);
      }}
    >
      <p>{t('takeBackText')}</p>
      <ReasonFields reason={reason} onChange={setReason} isAsked={isAsked} />
    </ActButton>
  );
};

type ReasonProps = {
  readonly reason: Reason;
  readonly onChange: (reason: Reason) => void;
  readonly isAsked: boolean;
};

const ReasonFields = ({ reason, onChange, isAsked }: ReasonProps) => {
  const { t } = useTranslation('calendar');
  return (['ko', 'en'] as const).map((language) => (
    <TextField
      key={language}
      name={`reason-${language}`}
      lang={language}
      label={t(`reason.${language}`)}
      maxLength={200}
      value={reason[language]}
      onChange={(text) => {
        onChange({ ...reason, [language]: text });
      }}
      error={isAsked && written(reason[language]) === null ? t('reasonMissing') : undefined}
    />
  ));
};
