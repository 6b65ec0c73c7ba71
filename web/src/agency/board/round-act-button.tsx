import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../../acts/act-button.tsx';
import { useApi } from '../../app/services.tsx';
import type { Preparation } from '../queries.ts';
import { ActFields } from './act-fields.tsx';
import { noValues, type RoundAct, type Values } from './round-acts.ts';
import { ofRound, sendTransition } from './send-transition.ts';

type Props = { readonly round: Preparation; readonly act: RoundAct; readonly isDisabled?: boolean };

/** An act on a round, with what follows from it and what it asks for. What was typed stays while the page does. */
export const RoundActButton = ({ round, act, isDisabled = false }: Props) => {
  const { t } = useTranslation('agency');
  const api = useApi();
  const { roundId } = round;
  const [values, setValues] = useState<Values>(noValues);
  const [isAsked, setIsAsked] = useState(false);
  return (
    <ActButton
      label={t(`act.${act.action}.label`)}
      title={t(`act.${act.action}.label`)}
      kind={act.kind}
      look={act.kind === 'danger' ? 'danger' : act.isAside ? 'secondary' : 'primary'}
      isDisabled={isDisabled}
      input={act.transition(values, round)}
      write={(transition, key) => sendTransition(api, roundId, transition, key)}
      refreshes={ofRound(roundId)}
      onIncomplete={() => {
        setIsAsked(true);
      }}
      onDone={() => {
        setValues(noValues);
        setIsAsked(false);
      }}
    >
      <p>{t(`act.${act.action}.consequence`)}</p>
      <ActFields
        roundId={roundId}
        fields={act.fields}
        values={values}
        missing={isAsked ? act.missing(values) : []}
        onChange={(changed) => {
          setValues((before) => ({ ...before, ...changed }));
        }}
      />
    </ActButton>
  );
};
