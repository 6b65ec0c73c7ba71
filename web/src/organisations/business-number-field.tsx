import { useTranslation } from 'react-i18next';
import { TextField } from '../design/text-field.tsx';

type Props = {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error: string | undefined;
};

/** The business registration number of one's organisation. */
export const BusinessNumberField = (props: Props) => {
  const { t } = useTranslation('organisations');
  return (
    <TextField
      name="businessNumber"
      label={t('number')}
      hint={t('numberHint')}
      inputMode="numeric"
      maxLength={20}
      {...props}
    />
  );
};
