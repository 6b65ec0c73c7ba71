import { CheckboxButton, CheckboxField, Text } from 'react-aria-components';
import './field.css';
import './choice-field.css';

type Props = {
  readonly label: string;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly hint?: string;
  readonly isDisabled?: boolean;
  readonly name?: string;
};

/** Something that holds or does not. */
export const Checkbox = ({ label, hint, name, ...state }: Props) => (
  <CheckboxField {...state} {...(name === undefined ? {} : { name, id: name })}>
    <CheckboxButton className="choice">
      <span className="choice-mark" aria-hidden="true" />
      <span>{label}</span>
    </CheckboxButton>
    {hint === undefined ? null : (
      <Text slot="description" className="field-hint">
        {hint}
      </Text>
    )}
  </CheckboxField>
);
