import { useTranslation } from 'react-i18next';
import { inLanguage } from '../i18n/formats.ts';

type Props = {
  readonly organisationId: string;
  readonly name: { readonly ko: string; readonly en: string } | null | undefined;
};

/** What an organisation is called; a number that tells it apart where its name is not known, or not yet. */
export const OrganisationLabel = ({ organisationId, name }: Props) => {
  const { t } = useTranslation();
  return name === null || name === undefined
    ? t('organisationOfNumber', { number: organisationId.slice(0, 8) })
    : inLanguage(name);
};
