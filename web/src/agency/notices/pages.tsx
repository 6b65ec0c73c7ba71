import { useTranslation } from 'react-i18next';
import { Button } from '../../design/button.tsx';
import type { PageOf } from './page-of.ts';

type Props = Pick<PageOf<unknown>, 'place' | 'pages'> & {
  readonly label: string;
  readonly onTurn: (place: number) => void;
};

/** The way through the pages of a list; nothing where there is but one. */
export const Pages = ({ label, place, pages, onTurn }: Props) => {
  const { t } = useTranslation('round-notices');
  if (pages === 1) return null;
  return (
    <nav aria-label={label} className="actions">
      <Button
        isDisabled={place === 0}
        onPress={() => {
          onTurn(place - 1);
        }}
      >
        {t('pages.before')}
      </Button>
      <span role="status">{t('pages.place', { place: place + 1, pages })}</span>
      <Button
        isDisabled={place === pages - 1}
        onPress={() => {
          onTurn(place + 1);
        }}
      >
        {t('pages.after')}
      </Button>
    </nav>
  );
};
