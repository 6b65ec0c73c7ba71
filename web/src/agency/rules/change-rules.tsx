import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { policyFaults, type PolicyFault } from '../../../../functions/rounds/rules/policy-faults.ts';
import { ActButton } from '../../acts/act-button.tsx';
import { ThrowAway } from '../../acts/throw-away.tsx';
import { readKept } from '../../acts/kept.ts';
import { useKept } from '../../acts/use-kept.ts';
import { dataOf, writeHeaders } from '../../api/client.ts';
import { useApi } from '../../app/services.tsx';
import { Banner } from '../../design/banner.tsx';
import { Button } from '../../design/button.tsx';
import { useGateName } from '../../evaluations/gates.ts';
import { useCriterionName } from '../../rounds/criteria.ts';
import { PolicyFields } from '../plan/policy-fields.tsx';
import {
  choiceForm,
  type Choices,
  choicesIn,
  choicesOf,
  type PlannedPolicy,
  policyOf,
  type Typed,
  typedIn,
  wrongNumbers,
} from '../plan/policy-form.ts';
import { draftIn, draftOf, scoredIn, type ScoringDraft } from '../plan/scoring-form.ts';
import { defaultPolicy } from '../../../../functions/rounds/rules/policy.ts';
import type { Preparation } from '../queries.ts';
import { ScoringFields } from './scoring-fields.tsx';

type Policy = Preparation['policy'];

/** The rules as the fields say them, to be sent; null while a field says nothing that can be sent. */
const policyIn = (
  { undertaking, standstillGraceInSeconds }: Policy,
  typed: Typed,
  choices: Choices,
  draft: ScoringDraft,
): PlannedPolicy | null => {
  const scored = scoredIn(draft);
  if (scored === null || wrongNumbers(typed).length > 0) return null;
  const planned = policyOf(typed, choices);
  const { passMark, cutOffPercent, trimFrom, outlierPercent, reasonsNeeded } =
    planned.scoring ?? defaultPolicy.scoring;
  return {
    ...planned,
    undertaking,
    standstillGraceInSeconds,
    scoring: { passMark, cutOffPercent, trimFrom, outlierPercent, reasonsNeeded, ...scored },
  };
};

type Props = { readonly round: Preparation };

const placeOf = ({ roundId }: Preparation): string => `round.rules.${roundId}`;

/** The way to change the rules of a planned round: folded, unless something is typed there already. */
export const ChangeRules = ({ round }: Props) => {
  const { t } = useTranslation('plan');
  const [isOpen, setIsOpen] = useState(() => readKept(placeOf(round)) !== null);
  return (
    <details
      open={isOpen}
      onToggle={({ currentTarget }) => {
        setIsOpen(currentTarget.open);
      }}
    >
      <summary>{t('rules.change')}</summary>
      {isOpen ? <Fields round={round} /> : null}
    </details>
  );
};

/** The fields of all rules, with their defaults, and the act that saves them. */
const Fields = ({ round }: Props) => {
  const { t } = useTranslation('plan');
  const api = useApi();
  const { roundId, policy, version } = round;
  const initial = {
    ...typedIn(policy),
    ...choiceForm(choicesIn(policy)),
    scoring: JSON.stringify(draftOf(policy.scoring)),
  };
  const kept = useKept<string>(placeOf(round), initial, version);
  const { form, type } = kept;
  const [isAsked, setIsAsked] = useState(false);
  const choices = choicesOf(form);
  const draft = draftIn(form['scoring'], draftOf(policy.scoring));
  const changed = policyIn(policy, form, choices, draft);
  const faults = changed === null ? [] : policyFaults({ ...defaultPolicy, ...changed }, false);
  const sent = faults.length > 0 || kept.theirs !== null ? null : changed;
  return (
    <>
      {kept.theirs === null ? null : (
        <Banner kind="warning" text={t('rules.changedElsewhere')}>
          <div className="actions">
            <Button onPress={kept.keepMine}>{t('rules.keepMine')}</Button>
            <Button onPress={kept.takeTheirs}>{t('rules.takeTheirs')}</Button>
          </div>
        </Banner>
      )}
      <PolicyFields
        typed={form}
        onType={type}
        choices={choices}
        onChoose={(chosen) => {
          type(choiceForm(chosen));
        }}
        isAsked={isAsked}
      />
      <ScoringFields
        draft={draft}
        onChange={(next) => {
          type({ scoring: JSON.stringify(next) });
        }}
        isAsked={isAsked}
      />
      {isAsked ? <Faults faults={faults} isUnsaid={changed === null} /> : null}
      <div className="actions">
        <ActButton
          label={t('rules.save')}
          title={t('rules.save')}
          input={sent}
          write={(whole: PlannedPolicy, key) =>
            dataOf(
              api.PUT('/rounds/{roundId}/policy', {
                params: { path: { roundId }, header: writeHeaders(key, version) },
                body: { policy: whole },
              }),
            )
          }
          refreshes={[['preparations']]}
          onIncomplete={() => {
            setIsAsked(true);
          }}
          onDone={() => {
            setIsAsked(false);
            kept.forget();
          }}
        >
          <p>{t('rules.saveConsequence')}</p>
          {isAsked && sent === null ? <p role="alert">{t('rules.notYet')}</p> : null}
        </ActButton>
        {kept.isTyped ? (
          <ThrowAway label={t('rules.discard')} text={t('rules.discardText')} onAct={kept.takeTheirs} />
        ) : null}
      </div>
    </>
  );
};

type FaultsProps = { readonly faults: readonly PolicyFault[]; readonly isUnsaid: boolean };

/** Why the rules cannot be saved as they stand. */
const Faults = ({ faults, isUnsaid }: FaultsProps) => {
  const { t } = useTranslation('plan');
  const criterionName = useCriterionName();
  const gateName = useGateName();
  if (faults.length === 0 && !isUnsaid) return null;
  return (
    <Banner kind="error" title={t('rules.notYet')}>
      <ul>
        {isUnsaid ? <li>{t('rules.unsaid')}</li> : null}
        {faults.map(({ code, name }) => (
          <li key={`${code} ${name ?? ''}`}>
            {t(`fault.${code}`, { name: name === null ? '' : gateName(criterionName(name)) })}
          </li>
        ))}
      </ul>
    </Banner>
  );
};
