import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../design/checkbox.tsx';
import { Download } from '../../design/download.tsx';

/** 32 characters that can be read out, of about 190 bits. */
export const newSecret = (): string => {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789-_.~+*=%';
  return Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => letters[byte % 64]).join('');
};

type Props = {
  readonly roundId: string;
  readonly secret: string;
  /** True once whoever made it says that they keep it. */
  readonly isKept: boolean;
  readonly onKept: (isKept: boolean) => void;
  readonly error?: string;
};

/**
 * A secret for the draw of panels, made in the browser by whoever sends its hash, so that what is written down is what was
 * sent: only its hash goes to the system, so that nobody knows the seed
 * before the opening and anybody checks it afterwards. Whoever makes it keeps it.
 */
export const DrawSecret = ({ roundId, secret, isKept, onKept, error }: Props) => {
  const { t } = useTranslation('agency');
  return (
    <section aria-labelledby="draw-secret">
      <h3 id="draw-secret">{t('secret.title')}</h3>
      <p>{t('secret.text')}</p>
      <p>
        <code>{secret}</code>
      </p>
      <Download
        label={t('secret.save')}
        fileName={`draw-secret-${roundId}.txt`}
        contentType="text/plain"
        content={() => secret}
      />
      {error === undefined ? null : <p className="field-error">{error}</p>}
      <Checkbox name="drawSecretSha256" label={t('secret.kept')} isSelected={isKept} onChange={onKept} />
    </section>
  );
};
