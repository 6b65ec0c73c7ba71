import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Facts } from '../design/facts.tsx';
import { InstantText } from '../design/instant.tsx';
import { PinnedFiles } from '../files/pinned-files.tsx';
import { inLanguage, number } from '../i18n/formats.ts';
import type { FirstUse } from './queries.ts';
import { FirstUseStateTag } from './state-tags.tsx';

type Props = { readonly firstUse: FirstUse; /** What can be done now. */ readonly children?: ReactNode };

/** The trial of what was accepted: until when it lasts and how it is made, what was measured, and the verdict. */
export const FirstUseRecord = ({ firstUse, children }: Props) => {
  const { t } = useTranslation('purchases');
  const { plan, state, trialEndsAt } = firstUse;
  return (
    <section aria-labelledby="trial-heading">
      <h2 id="trial-heading">{t('trial.title')}</h2>
      <FirstUseStateTag state={state} />
      <Facts
        rows={[
          [t('trial.ends'), <InstantText key="ends" at={trialEndsAt} />],
          [t('trial.steps'), plan?.steps],
          ...(plan?.methods ?? []).map(({ name, method }) => [inLanguage(name), method] as const),
        ]}
      />
      {children}
      <ReportFacts firstUse={firstUse} />
    </section>
  );
};

/** What the first user reported, and what the supplier says to it; nothing before the report. */
const ReportFacts = ({ firstUse: { comment, purchaseId, report } }: { firstUse: FirstUse }) => {
  const { t } = useTranslation('purchases');
  if (report === null) return null;
  return (
    <>
      <h3>{t('report.title')}</h3>
      <Facts
        rows={[
          [t('report.verdict'), t(`verdict.${report.verdict}`)],
          ...report.measurements.map(
            ({ measured, met, name, unit }) =>
              [
                inLanguage(name),
                measured === null
                  ? t('report.unmeasured')
                  : t(met === true ? 'report.met' : 'report.missed', { value: number(measured), unit }),
              ] as const,
          ),
          [t('report.evidence'), report.evidence],
          [t('report.comment'), comment?.text],
        ]}
      />
      <PinnedFiles kind="purchase" ownerId={purchaseId} documents={report.documents} />
    </>
  );
};
