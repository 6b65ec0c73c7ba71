import { useTranslation } from 'react-i18next';

const known = ['field-fit', 'innovative', 'readiness', 'safety', 'regulation'] as const;

/** Says a gate in the reader's language; one of a policy's own stands as it was given. */
export const useGateName = (): ((name: string) => string) => {
  const { t } = useTranslation('evaluations');
  return (name) => {
    const found = known.find((one) => one === name);
    return found === undefined ? name : t(`gate.${found}`);
  };
};
