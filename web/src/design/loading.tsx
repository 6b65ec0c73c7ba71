import { useTranslation } from 'react-i18next';

/** Holds the place of what is on its way. */
export const Loading = () => {
  const { t } = useTranslation();
  return (
    <p role="status" className="loading">
      {t('loading')}
    </p>
  );
};
