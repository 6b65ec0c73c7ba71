import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../../acts/act-button.tsx';
import { useKept } from '../../acts/use-kept.ts';
import { useApi } from '../../app/services.tsx';
import type { Preparation } from '../queries.ts';
import { ActFields } from './act-fields.tsx';
import { newSecret } from './draw-secret.tsx';
import { fieldsOf, noFields, type RoundAct, valuesOf } from './round-acts.ts';
import { ofRound, sendTransition } from './send-transition.ts';

type Props = { readonly round: Preparation; readonly act: RoundAct; readonly isDisabled?: boolean };

/** An act on a round, with what follows from it and what it asks for. What was typed stays until it is done. */
export const RoundActButton = ({ round, act, isDisabled = false }: Props) => {
  const { t } = useTranslation('agency');
  const api = useApi();
  const { roundId } = round;
  const typed = useKept(`round.${roundId}.${act.action}`, noFields);
  // As long as the page: a dialog that is closed and opened again shows the secret whose hash is sent.
  const [secret, setSecret] = useState(newSecret);
  const [drawSecretSha256, setHash] = useState('');
  const values = valuesOf(typed.form, drawSecretSha256);
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
        typed.forget();
        setSecret(newSecret());
        setHash('');
        setIsAsked(false);
      }}
    >
      <p>{t(`act.${act.action}.consequence`)}</p>
      <ActFields
        roundId={roundId}
        fields={act.fields}
        values={values}
        secret={secret}
        missing={isAsked ? act.missing(values) : []}
        onChange={(changed) => {
          typed.type(fieldsOf(changed));
          if (changed.drawSecretSha256 !== undefined) setHash(changed.drawSecretSha256);
        }}
      />
    </ActButton>
  );
};
