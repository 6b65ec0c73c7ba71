import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../acts/act-button.tsx';
import { useKept } from '../acts/use-kept.ts';
import { Checkbox } from '../design/checkbox.tsx';
import { TextField } from '../design/text-field.tsx';
import type { Taking } from '../files/use-taking.ts';
import { written } from '../i18n/typed.ts';

type Props = {
  /** Where what is typed is kept for this tab until it is sent. */
  readonly place: string;
  readonly label: string;
  /** What the field asks for. */
  readonly text: string;
  readonly maxLength?: number;
  /** What its writer confirms, where the act asks for that. */
  readonly promise?: string;
  /** What follows from it, where that is more than that it is sent once. */
  readonly children?: ReactNode;
  /** The files that go along, where any may. */
  readonly taking?: Taking;
  readonly write: (text: string, key: string, attachmentIds: string[]) => Promise<unknown>;
  readonly refreshes: readonly (readonly unknown[])[];
};

/** A text of a supplier to those who decide, sent once and for good. */
export const TextAct = ({ place, label, text, maxLength = 8000, promise, children, ...act }: Props) => {
  const { t } = useTranslation('proposals');
  const typed = useKept(place, { text: '' });
  const [isPromised, setIsPromised] = useState(promise === undefined);
  const [isAsked, setIsAsked] = useState(false);
  const said = written(typed.form.text);
  return (
    <ActButton
      {...act}
      label={label}
      title={label}
      input={said === null || !isPromised ? null : said}
      onIncomplete={() => {
        setIsAsked(true);
      }}
      onDone={() => {
        typed.forget();
        setIsAsked(false);
      }}
    >
      {children ?? <p>{t('opened.once')}</p>}
      <TextField
        name="text"
        label={text}
        rows={8}
        maxLength={maxLength}
        value={typed.form.text}
        onChange={(value) => {
          typed.type({ text: value });
        }}
        error={isAsked && said === null ? t('opened.textMissing') : undefined}
      />
      {promise === undefined ? null : (
        <>
          <Checkbox label={promise} isSelected={isPromised} onChange={setIsPromised} />
          {isAsked && !isPromised ? <p role="alert">{t('opened.promiseMissing')}</p> : null}
        </>
      )}
    </ActButton>
  );
};
