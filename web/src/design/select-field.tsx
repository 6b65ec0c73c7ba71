import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { FieldTexts, type FieldTextsProps } from './field-texts.tsx';
import './select-field.css';

type Props<Value extends string> = FieldTextsProps & {
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  /** Null while nothing is chosen. */
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly name?: string;
  readonly isDisabled?: boolean;
};

/** A choice of one out of many. For up to five, `ChoiceField` shows them all at once. */
export const SelectField = <Value extends string>({
  label,
  options,
  value,
  onChange,
  hint,
  error,
  name,
  isDisabled = false,
}: Props<Value>) => {
  const { t } = useTranslation();
  return (
    <Select
      className="field"
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key);
        if (chosen !== undefined) onChange(chosen.value);
      }}
      placeholder={t('form.choose')}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      isDisabled={isDisabled}
      {...(name === undefined ? {} : { name, id: name })}
    >
      <FieldTexts label={label} hint={hint} error={error} />
      <Button className="field-input select-button">
        <SelectValue />
        <span aria-hidden="true">▾</span>
      </Button>
      <Popover className="select-popover">
        <ListBox className="select-list">
          {options.map((option) => (
            <ListBoxItem key={option.value} id={option.value} className="select-item">
              {option.label}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
};
