import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../../acts/act-button.tsx';
import { dataOf, writeHeaders } from '../../api/client.ts';
import { useApi } from '../../app/services.tsx';
import { TextField } from '../../design/text-field.tsx';
import { drawSecretHash } from '../board/draw-secret-hash.ts';

type Props = {
  readonly roundId: string;
  readonly drawSecretSha256: string;
  /** There are panels: drawing again seats what is missing. */
  readonly isAgain: boolean;
};

/**
 * Staff reveal the secret of the call, and the panels are drawn. A secret that is not the call's is told apart here, before
 * it is sent.
 */
export const DrawPanels = ({ roundId, drawSecretSha256, isAgain }: Props) => {
  const { t } = useTranslation('panels');
  const api = useApi();
  const [typed, setTyped] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const drawSecret = typed.trim();
  const isRight = drawSecretHash(drawSecret) === drawSecretSha256;
  return (
    <div className="actions">
      <ActButton
        label={isAgain ? t('drawAgain') : t('draw')}
        title={isAgain ? t('drawAgain') : t('draw')}
        look={isAgain ? 'secondary' : 'primary'}
        input={isRight ? { drawSecret } : null}
        write={(body: { drawSecret: string }, key) =>
          dataOf(
            api.POST('/rounds/{roundId}/panels', {
              params: { path: { roundId }, header: writeHeaders(key) },
              body,
            }),
          )
        }
        refreshes={[['rounds', roundId]]}
        onIncomplete={() => {
          setIsAsked(true);
        }}
        onDone={() => {
          setTyped('');
          setIsAsked(false);
        }}
      >
        <p>{t('drawConsequence')}</p>
        <TextField
          name="drawSecret"
          label={t('secret')}
          hint={t('secretHint')}
          maxLength={200}
          value={typed}
          onChange={setTyped}
          error={isAsked && !isRight ? t('secretWrong') : undefined}
        />
      </ActButton>
    </div>
  );
};
