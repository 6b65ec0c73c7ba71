import { RadioButton, RadioField, RadioGroup, Text } from 'react-aria-components';
import { FieldTexts, type FieldTextsProps } from './field-texts.tsx';
import './choice-field.css';

type Props<Value extends string> = FieldTextsProps & {
  readonly options: readonly { readonly value: Value; readonly label: string; readonly hint?: string }[];
  /** Null while nothing is chosen. */
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly name?: string;
};

/** A choice of one out of few, all of them in sight. */
export const ChoiceField = <Value extends string>({
  label,
  options,
  value,
  onChange,
  hint,
  error,
  name,
}: Props<Value>) => (
  <RadioGroup
    className="field"
    value={value}
    onChange={(text) => {
      const chosen = options.find((option) => option.value === text);
      if (chosen !== undefined) onChange(chosen.value);
    }}
    isInvalid={error !== undefined}
    validationBehavior="aria"
    {...(name === undefined ? {} : { name, id: name })}
  >
    <FieldTexts label={label} hint={hint} error={error} />
    {options.map((option) => (
      <RadioField key={option.value} value={option.value}>
        <RadioButton className="choice">
          <span className="choice-mark choice-round" aria-hidden="true" />
          <span>{option.label}</span>
        </RadioButton>
        {option.hint === undefined ? null : (
          <Text slot="description" className="field-hint">
            {option.hint}
          </Text>
        )}
      </RadioField>
    ))}
  </RadioGroup>
);
