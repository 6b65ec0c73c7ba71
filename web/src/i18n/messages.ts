import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';

export const languages = ['ko', 'en'] as const;
export type Language = (typeof languages)[number];

const languageKey = 'first-buyer.language';

/** Messages of a language and a namespace are loaded when a page first needs them. */
const files = import.meta.glob<{ readonly default: object }>('./*/*.json');

const backend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    const load = files[`./${language}/${namespace}.json`];
    if (load === undefined) {
      done(new Error(`There are no messages ${language}/${namespace}`), null);
      return;
    }
    load().then(
      (file) => {
        done(null, { ...file.default });
      },
      (error: unknown) => {
        done(error instanceof Error ? error : new Error(String(error)), null);
      },
    );
  },
};

const isLanguage = (value: string | null): value is Language => value === 'ko' || value === 'en';

/** What was chosen last; else the first of the browser's languages that we speak; else Korean. */
const firstLanguage = (): Language => {
  const chosen = localStorage.getItem(languageKey);
  if (isLanguage(chosen)) return chosen;
  const spoken = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => isLanguage(tag));
  return spoken === 'en' ? 'en' : 'ko';
};

const tellDocument = (language: string): void => {
  document.documentElement.lang = language;
};

/** Loads the messages that every page needs. */
export const startMessages = async (): Promise<void> => {
  i18next.on('languageChanged', tellDocument);
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: firstLanguage(),
      fallbackLng: false,
      supportedLngs: [...languages],
      ns: ['common'],
      defaultNS: 'common',
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
};

/** Fetches the words of refusals ahead: one may come when the connection is too bad to fetch them. */
export const fetchRefusals = async (): Promise<void> => {
  await i18next.loadNamespaces('refusals');
};

/** The language that the page speaks. */
export const presentLanguage = (): Language => (i18next.language === 'en' ? 'en' : 'ko');

/** Speaks another language from now on, also at the next visit. */
export const speak = async (language: Language): Promise<void> => {
  localStorage.setItem(languageKey, language);
  await i18next.changeLanguage(language);
};
