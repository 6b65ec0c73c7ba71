import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../design/checkbox.tsx';
import { ChoiceField } from '../../design/choice-field.tsx';
import { TextField } from '../../design/text-field.tsx';
import { drawSecretHash } from './draw-secret-hash.ts';
import { DrawSecret } from './draw-secret.tsx';
import type { FieldName, Values } from './round-acts.ts';

type Props = {
  readonly roundId: string;
  readonly fields: readonly FieldName[];
  readonly values: Values;
  /** The secret whose hash goes along, where the act takes one. */
  readonly secret: string;
  /** Fields of which something is said to be missing. */
  readonly missing: readonly FieldName[];
  readonly onChange: (changed: Partial<Values>) => void;
};

/** The fields of an act on a round, in their order. */
export const ActFields = ({ fields, ...props }: Props) =>
  fields.map((name) => <ActField key={name} name={name} {...props} />);

const ActField = ({
  name,
  roundId,
  values,
  secret,
  missing,
  onChange,
}: Omit<Props, 'fields'> & { name: FieldName }) => {
  const { t } = useTranslation('agency');
  const error = missing.includes(name) ? t(`missing.${name}`) : undefined;
  const label = t(`field.${name}`);
  switch (name) {
    case 'deadline':
    case 'decisionPromisedAt':
      return (
        <TextField
          name={name}
          label={label}
          hint={t('field.minuteHint')}
          type="datetime-local"
          value={values[name]}
          onChange={(value) => {
            onChange({ [name]: value });
          }}
          error={error}
        />
      );
    case 'confirmNonWorkingDay':
      return (
        <Checkbox
          name={name}
          label={label}
          isSelected={values.confirmNonWorkingDay}
          onChange={(confirmNonWorkingDay) => {
            onChange({ confirmNonWorkingDay });
          }}
        />
      );
    case 'basis':
      return (
        <ChoiceField
          name={name}
          label={label}
          value={values.basis}
          options={[
            { value: 'extension', label: t('basis.extension'), hint: t('basis.extensionHint') },
            { value: 'outage', label: t('basis.outage'), hint: t('basis.outageHint') },
          ]}
          onChange={(basis) => {
            onChange({ basis });
          }}
        />
      );
    case 'drawSecretSha256':
      return (
        <DrawSecret
          roundId={roundId}
          {...(error === undefined ? {} : { error })}
          secret={secret}
          isKept={values.drawSecretSha256 !== ''}
          onKept={(isKept) => {
            onChange({ drawSecretSha256: isKept ? drawSecretHash(secret) : '' });
          }}
        />
      );
    case 'evidence':
      if (values.basis === 'extension') return null;
      break;
    case 'reason':
    case 'outageReason':
      break;
  }
  return (
    <TextField
      name={name}
      label={label}
      {...(name === 'outageReason' ? { hint: t('field.outageReasonHint') } : {})}
      rows={3}
      maxLength={2000}
      value={values[name]}
      onChange={(value) => {
        onChange({ [name]: value });
      }}
      error={error}
    />
  );
};
