import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../../acts/act-button.tsx';
import type { Form } from '../../acts/kept.ts';
import { useKept } from '../../acts/use-kept.ts';
import { dataOf, writeHeaders } from '../../api/client.ts';
import { useApi } from '../../app/services.tsx';
import { ChoiceField } from '../../design/choice-field.tsx';
import { TextField } from '../../design/text-field.tsx';
import { inLanguage } from '../../i18n/formats.ts';
import { written } from '../../i18n/typed.ts';
import {
  type EligibilityDecision,
  type EvidenceSubject,
  type OpenedProposal,
  ofProposal,
} from './queries.ts';

/** What every screening looks at, in its order. */
const subjects = [
  'documents',
  'small-or-medium',
  'not-debarred',
] as const satisfies readonly EvidenceSubject[];
type Subject = (typeof subjects)[number];

/** What was found about a subject, as it is filled in. */
type Found = { readonly verdict: 'met' | 'unmet' | 'unseen' | null; readonly source: string };
type Values = Readonly<Record<Subject, Found>>;

const verdicts = ['met', 'unmet', 'unseen'] as const;

/** What is typed of a subject, by the names of its fields. */
const foundIn = (form: Form, subject: Subject): Found => ({
  verdict: verdicts.find((verdict) => verdict === form[subject]) ?? null,
  source: form[`source-${subject}`] ?? '',
});

/** Whoever is found eligible was looked at in every respect; for an exclusion one respect that is not met is enough. */
const isThere = ({ verdict, source }: Found, eligible: boolean): boolean =>
  verdict !== null && (verdict === 'unseen' ? !eligible : written(source) !== null);

/** The evidence as it is sent; null while something is missing, or while it says otherwise than the decision. */
const evidenceOf = (values: Values, eligible: boolean): EligibilityDecision['evidence'] | null => {
  if (!subjects.every((subject) => isThere(values[subject], eligible))) return null;
  const found = subjects
    .filter((subject) => values[subject].verdict !== 'unseen')
    .map((subject) => ({
      subject,
      isMet: values[subject].verdict === 'met',
      source: values[subject].source,
    }));
  return found.every(({ isMet }) => isMet) === eligible ? found : null;
};

type Props = {
  readonly proposal: OpenedProposal;
  readonly eligible: boolean;
  readonly title: string;
  /** What follows from it, in a sentence. */
  readonly consequence: string;
};

/** Staff find a proposal eligible or not, by evidence and with a reason. What was filled in stays while it is refused. */
export const DecideEligibility = ({ proposal, eligible, title, consequence }: Props) => {
  const { t } = useTranslation('screening');
  const api = useApi();
  const { proposalId } = proposal;
  const place = `eligibility.${proposalId}.${eligible ? 'eligible' : 'excluded'}`;
  const { form, type, forget } = useKept<string>(place, {});
  const values: Values = {
    documents: foundIn(form, 'documents'),
    'small-or-medium': foundIn(form, 'small-or-medium'),
    'not-debarred': foundIn(form, 'not-debarred'),
  };
  const reason = form['reason'] ?? '';
  const [isAsked, setIsAsked] = useState(false);
  const evidence = evidenceOf(values, eligible);
  const said = written(reason);
  const input = evidence === null || said === null ? null : { eligible, reason: said, evidence };
  const isContrary =
    evidence === null && subjects.every((subject) => isThere(values[subject], eligible))
      ? t('contrary')
      : undefined;
  return (
    <ActButton
      label={title}
      title={title}
      kind={eligible ? 'primary' : 'danger'}
      look={eligible ? 'primary' : 'secondary'}
      input={input}
      write={(body: EligibilityDecision, key) =>
        dataOf(
          api.POST('/opened-proposals/{proposalId}/eligibility', {
            params: { path: { proposalId }, header: writeHeaders(key) },
            body,
          }),
        )
      }
      refreshes={ofProposal(proposal)}
      onDone={forget}
      onIncomplete={() => {
        setIsAsked(true);
      }}
    >
      <p>
        <strong>{inLanguage(proposal.content.title)}</strong>
      </p>
      <p>{consequence}</p>
      {subjects.map((subject) => (
        <SubjectFields
          key={subject}
          subject={subject}
          found={values[subject]}
          eligible={eligible}
          isAsked={isAsked}
          onChange={(found) => {
            type({ [subject]: found.verdict ?? '', [`source-${subject}`]: found.source });
          }}
        />
      ))}
      <TextField
        name="reason"
        label={t('reason')}
        hint={t('reasonHint')}
        rows={4}
        maxLength={2000}
        value={reason}
        onChange={(text) => {
          type({ reason: text });
        }}
        error={isAsked ? (said === null ? t('reasonMissing') : isContrary) : undefined}
      />
    </ActButton>
  );
};

type SubjectProps = {
  readonly subject: Subject;
  readonly found: Found;
  readonly eligible: boolean;
  readonly isAsked: boolean;
  readonly onChange: (found: Found) => void;
};

const SubjectFields = ({ subject, found, eligible, isAsked, onChange }: SubjectProps) => {
  const { t } = useTranslation('screening');
  const offered = verdicts.filter((verdict) => !eligible || verdict !== 'unseen');
  const needsSource = found.verdict === 'met' || found.verdict === 'unmet';
  return (
    <>
      <ChoiceField
        name={subject}
        label={t(`subject.${subject}`)}
        value={found.verdict}
        options={offered.map((verdict) => ({ value: verdict, label: t(`verdict.${verdict}`) }))}
        onChange={(verdict) => {
          onChange({ ...found, verdict });
        }}
        error={isAsked && found.verdict === null ? t('verdictMissing') : undefined}
      />
      {needsSource ? (
        <TextField
          name={`source-${subject}`}
          label={t('sourceFor', { subject: t(`subject.${subject}`) })}
          hint={t('sourceHint')}
          maxLength={500}
          value={found.source}
          onChange={(source) => {
            onChange({ ...found, source });
          }}
          error={isAsked && written(found.source) === null ? t('sourceMissing') : undefined}
        />
      ) : null}
    </>
  );
};
