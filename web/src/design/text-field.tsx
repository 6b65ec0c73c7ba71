import { Input, TextArea, TextField as AriaTextField } from 'react-aria-components';
import { FieldTexts, type FieldTextsProps } from './field-texts.tsx';

type Props = FieldTextsProps & {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly name?: string;
  readonly lang?: string;
  readonly type?: 'text' | 'email' | 'tel' | 'search' | 'date' | 'datetime-local';
  readonly inputMode?: 'text' | 'numeric' | 'decimal';
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly maxLength?: number;
  /** More than one line, of so many to begin with. */
  readonly rows?: number;
  readonly onBlur?: () => void;
  /** Told how many steps the value goes by the arrow keys (one) and the page keys (ten); negative ones go down. */
  readonly onStep?: (steps: number) => void;
};

const stepsOf: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

/** A field for text, with its label above it, its hint, and what is wrong with it. */
export const TextField = ({ label, hint, error, rows, lang, ...field }: Props) => {
  const {
    name,
    value,
    onChange,
    type = 'text',
    inputMode,
    isRequired,
    isDisabled,
    maxLength,
    onBlur,
    onStep,
  } = field;
  return (
    <AriaTextField
      className="field"
      value={value}
      onChange={onChange}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      type={type}
      {...(name === undefined ? {} : { name, id: name })}
      {...(inputMode === undefined ? {} : { inputMode })}
      {...(isRequired === undefined ? {} : { isRequired })}
      {...(isDisabled === undefined ? {} : { isDisabled })}
      {...(maxLength === undefined ? {} : { maxLength })}
      {...(onBlur === undefined ? {} : { onBlur })}
      {...(onStep === undefined
        ? {}
        : {
            onKeyDown: (event) => {
              const steps = stepsOf[event.key];
              if (steps === undefined) event.continuePropagation();
              else {
                event.preventDefault();
                onStep(steps);
              }
            },
          })}
    >
      <FieldTexts label={label} hint={hint} error={error} />
      {rows === undefined ? (
        <Input className="field-input" lang={lang} />
      ) : (
        <TextArea className="field-input" rows={rows} lang={lang} />
      )}
    </AriaTextField>
  );
};
