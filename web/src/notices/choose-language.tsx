import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../acts/act-button.tsx';
import { dataOf, writeHeaders } from '../api/client.ts';
import { useApi } from '../app/services.tsx';
import { ChoiceField } from '../design/choice-field.tsx';
import { languages } from '../i18n/messages.ts';
import { noticesQuery } from './queries.ts';

/** The language that one is written to in, and the way to another. */
export const ChooseLanguage = () => {
  const { t } = useTranslation('notices');
  const api = useApi();
  const { data } = useSuspenseInfiniteQuery(noticesQuery(api));
  const present = data.pages[0]?.language ?? 'ko';
  const [chosen, setChosen] = useState<(typeof languages)[number] | null>(null);
  const language = chosen ?? present;
  return (
    <>
      <p>{t(`language.present.${present}`)}</p>
      <div className="actions">
        <ActButton
          label={t('language.change')}
          title={t('language.change')}
          look="secondary"
          input={{ language }}
          write={(body: { language: (typeof languages)[number] }, key) =>
            dataOf(api.PUT('/account', { params: { header: writeHeaders(key) }, body }))
          }
          refreshes={[['notices']]}
          onDone={() => {
            setChosen(null);
          }}
        >
          <p>{t('language.consequence')}</p>
          <ChoiceField
            name="language"
            label={t('language.label')}
            value={language}
            onChange={setChosen}
            options={languages.map((value) => ({ value, label: t(`language.name.${value}`) }))}
          />
        </ActButton>
      </div>
    </>
  );
};
