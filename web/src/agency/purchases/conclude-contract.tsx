import { useTranslation } from 'react-i18next';
import { ActButton } from '../../acts/act-button.tsx';
import type { Form } from '../../acts/kept.ts';
import { useKept } from '../../acts/use-kept.ts';
import { dataOf, writeHeaders } from '../../api/client.ts';
import { useApi } from '../../app/services.tsx';
import { ErrorSummary } from '../../design/error-summary.tsx';
import { InstantText } from '../../design/instant.tsx';
import { TextField } from '../../design/text-field.tsx';
import { FilesAlong } from '../../files/files-along.tsx';
import { useTaking } from '../../files/use-taking.ts';
import { won } from '../../i18n/formats.ts';
import type { Purchase } from '../../purchases/queries.ts';
import { type Contract, contractOf, longTexts, problemsOf } from './contract-form.ts';
import { ContractLines } from './contract-lines.tsx';
import { ofPurchase } from './purchase-acts.tsx';
import { useContractProblems } from './use-contract-problems.ts';

/** Staff write down what both sides agreed on, and commit the money; what is typed outlives the page. */
export const ConcludeContract = ({ purchase }: { purchase: Purchase }) => {
  const { t } = useTranslation('purchases');
  const api = useApi();
  const { priceInWon, purchaseId, version } = purchase;
  const { form, type, forget } = useKept<string>(`contract.${purchaseId}`, {});
  const taking = useTaking({ kind: 'purchase', ownerId: purchaseId });
  const problems = useContractProblems(problemsOf(form, priceInWon));
  const contract = contractOf(form, priceInWon);
  const set = (name: string, text: string): void => {
    type({ [name]: text });
  };
  return (
    <section aria-labelledby="conclude">
      <h2 id="conclude">{t('conclude.title')}</h2>
      <ErrorSummary problems={problems.shown} />
      <Terms form={form} set={set} problemOf={problems.problemOf} />
      <ContractLines form={form} set={set} problemOf={problems.problemOf} priceInWon={priceInWon} />
      <FilesAlong taking={taking} />
      <div className="actions">
        <ActButton
          label={t('conclude.label')}
          title={t('conclude.dialog')}
          input={contract}
          taking={taking}
          write={(typed: Contract, key, attachmentIds) =>
            dataOf(
              api.POST('/purchases/{purchaseId}/contract', {
                params: { path: { purchaseId }, header: writeHeaders(key, version) },
                body: { ...typed, attachmentIds },
              }),
            )
          }
          refreshes={ofPurchase(purchase)}
          onDone={forget}
          onIncomplete={problems.check}
        >
          {contract === null ? (
            <p role="alert">{t('conclude.incomplete')}</p>
          ) : (
            <>
              <p>{t('conclude.consequence', { amount: won(priceInWon) })}</p>
              <p>
                {t('contract.deliveryDueAt')}: <InstantText at={contract.deliveryDueAt} />
              </p>
            </>
          )}
        </ActButton>
      </div>
    </section>
  );
};

export type FieldsProps = {
  readonly form: Form;
  readonly set: (name: string, text: string) => void;
  readonly problemOf: (name: string) => string | undefined;
};

const Terms = ({ form, set, problemOf }: FieldsProps) => {
  const { t } = useTranslation('purchases');
  return (
    <>
      <TextField
        name="deliveryDueAt"
        label={t('contract.deliveryDueAt')}
        hint={t('conclude.minuteHint')}
        type="datetime-local"
        value={form['deliveryDueAt'] ?? ''}
        onChange={(text) => {
          set('deliveryDueAt', text);
        }}
        error={problemOf('deliveryDueAt')}
      />
      {longTexts.map((name) => (
        <TextField
          key={name}
          name={name}
          label={t(`contract.${name}`)}
          hint={t(`conclude.hint.${name}`)}
          rows={name === 'terms' ? 6 : 4}
          maxLength={name === 'terms' ? 8000 : 4000}
          value={form[name] ?? ''}
          onChange={(text) => {
            set(name, text);
          }}
          error={problemOf(name)}
        />
      ))}
    </>
  );
};
