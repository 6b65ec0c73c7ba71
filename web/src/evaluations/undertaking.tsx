import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../acts/act-button.tsx';
import { dataOf, writeHeaders } from '../api/client.ts';
import { useApi } from '../app/services.tsx';
import { Checkbox } from '../design/checkbox.tsx';
import { ErrorSummary } from '../design/error-summary.tsx';
import { InstantText } from '../design/instant.tsx';
import { inLanguage } from '../i18n/formats.ts';
import type { Assignment } from './queries.ts';

/** The text by which confidentiality is undertaken, once for a round: who proposed is shown after it. */
export const Undertaking = ({ assignment }: { assignment: Assignment }) => {
  const { t } = useTranslation('evaluations');
  const api = useApi();
  const { roundId, undertaking } = assignment;
  const [isAgreed, setAgreed] = useState(false);
  const [isAsked, setIsAsked] = useState(false);
  const field = `undertaking-${assignment.freshFor ?? assignment.challengeId}`;
  const isMissing = isAsked && !isAgreed;
  return (
    <>
      <p>{t('undertake.first')}</p>
      <ActButton
        label={t('undertake.begin')}
        title={t('undertake.title')}
        act={t('undertake.act')}
        input={isAgreed ? { sha256: undertaking.sha256, undertakesConfidentiality: true as const } : null}
        write={(body: { sha256: string; undertakesConfidentiality: true }, key) =>
          dataOf(
            api.POST('/rounds/{roundId}/undertaking', {
              params: { path: { roundId }, header: writeHeaders(key) },
              body,
            }),
          )
        }
        refreshes={[['evaluations']]}
        onIncomplete={() => {
          setIsAsked(true);
        }}
      >
        <ErrorSummary problems={isMissing ? [{ field, message: t('undertake.missing') }] : []} />
        <Wording undertaking={undertaking} />
        <Checkbox name={field} label={t('undertake.agree')} isSelected={isAgreed} onChange={setAgreed} />
        <p className="hint">{t('undertake.kept')}</p>
      </ActButton>
    </>
  );
};

type Shown = Pick<Assignment, 'undertaking'>;

const Wording = ({ undertaking }: Shown) => {
  const { t } = useTranslation('evaluations');
  return (
    <>
      <p className="prose">{inLanguage(undertaking.text)}</p>
      <p className="hint">{t('undertake.version', { version: undertaking.version })}</p>
    </>
  );
};

/** What was undertaken, to read again; nothing while it is not. */
export const GivenUndertaking = ({ undertaking }: Shown) => {
  const { t } = useTranslation('evaluations');
  if (undertaking.givenAt === null) return null;
  return (
    <details>
      <summary>{t('undertake.given')}</summary>
      <Wording undertaking={undertaking} />
      <p className="hint">
        {t('undertake.givenAt')} <InstantText at={undertaking.givenAt} />
      </p>
    </details>
  );
};
