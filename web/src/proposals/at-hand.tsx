import { useTranslation } from 'react-i18next';
import { useOnline } from '../app/use-online.ts';
import { partsOf, useTimeLeft } from '../design/countdown.tsx';
import { saveStateOf } from './save-state.ts';
import type { DraftState } from './use-draft.ts';
import './at-hand.css';

const lastHour = 3_600_000;

/**
 * In the last hour the time left and where the saving stands stay in sight wherever somebody writes. For eyes alone:
 * both are told where they stand in the page.
 */
export const AtHand = ({ deadline, draft }: { readonly deadline: string; readonly draft: DraftState }) => {
  const { t } = useTranslation('proposals');
  const left = useTimeLeft(deadline);
  const isOnline = useOnline();
  if (left <= 0 || left > lastHour) return null;
  return (
    <div className="at-hand" aria-hidden="true">
      <strong>{t('atHand', partsOf(left))}</strong>
      <span>{t(`save.${saveStateOf(draft, isOnline)}`)}</span>
    </div>
  );
};
