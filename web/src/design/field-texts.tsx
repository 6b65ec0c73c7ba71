import { FieldError, Label, Text } from 'react-aria-components';
import './field.css';

export type FieldTextsProps = {
  readonly label: string;
  /** How to fill it in, said before one does. */
  readonly hint?: string | undefined;
  /** What is wrong with it, and what to do. */
  readonly error?: string | undefined;
};

/** What stands above every field: its label, its hint, and what is wrong with it. */
export const FieldTexts = ({ label, hint, error }: FieldTextsProps) => (
  <>
    <Label className="field-label">{label}</Label>
    {hint === undefined ? null : (
      <Text slot="description" className="field-hint">
        {hint}
      </Text>
    )}
    <FieldError className="field-error">{error}</FieldError>
  </>
);
