import { useTranslation } from 'react-i18next';
import { Button } from '../../design/button.tsx';
import { TextField } from '../../design/text-field.tsx';
import { won } from '../../i18n/formats.ts';
import type { FieldsProps } from './conclude-contract.tsx';
import { amountField, itemField, lineCount, mostLines, sumOfLines } from './contract-form.ts';
import './contract-lines.css';

/** The lines that a price is made up of, with what of it they leave. */
export const ContractLines = ({
  form,
  set,
  problemOf,
  priceInWon,
}: FieldsProps & { readonly priceInWon: number }) => {
  const { t } = useTranslation('purchases');
  const count = lineCount(form);
  const sumInWon = sumOfLines(form);
  return (
    <section aria-labelledby="contract-lines">
      <h3 id="contract-lines">{t('contract.breakdown')}</h3>
      {Array.from({ length: count }, (_, place) => (
        <div
          key={place}
          className="contract-line"
          role="group"
          aria-label={t('conclude.line', { number: place + 1 })}
        >
          <TextField
            name={itemField(place)}
            label={t('conclude.itemOf', { number: place + 1 })}
            maxLength={200}
            value={form[itemField(place)] ?? ''}
            onChange={(text) => {
              set(itemField(place), text);
            }}
            error={problemOf(itemField(place))}
          />
          <TextField
            name={amountField(place)}
            label={t('conclude.amountOf', { number: place + 1 })}
            inputMode="numeric"
            maxLength={20}
            value={form[amountField(place)] ?? ''}
            onChange={(text) => {
              set(amountField(place), text);
            }}
            error={problemOf(amountField(place))}
          />
        </div>
      ))}
      <p role="status">
        {sumInWon === priceInWon
          ? t('conclude.sumRight', { price: won(priceInWon) })
          : t('conclude.sum', { sum: won(sumInWon), price: won(priceInWon) })}
      </p>
      {count < mostLines ? (
        <Button
          onPress={() => {
            set(itemField(count), '');
          }}
        >
          {t('conclude.addLine')}
        </Button>
      ) : null}
    </section>
  );
};
