import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../../design/data-table.tsx';
import { InstantText } from '../../design/instant.tsx';
import { Tag } from '../../design/tag.tsx';
import { TextField } from '../../design/text-field.tsx';
import { number } from '../../i18n/formats.ts';
import { pageOf } from '../notices/page-of.ts';
import { Pages } from '../notices/pages.tsx';
import { type Contents, isIncluded } from './checkpoint.ts';
import { Person } from './person.tsx';
import type { AuditedEntry } from './queries.ts';
import { useWords, type Words } from './words.ts';

type Props = { readonly entries: readonly AuditedEntry[]; readonly last: Contents | null };

/** What has no place in the log yet is the newest. */
const placeOf = ({ index }: AuditedEntry): number => index ?? Number.POSITIVE_INFINITY;

/** True for an entry in whose words somebody finds what is sought. */
const tells = ({ leaf, disclosure }: AuditedEntry, words: Words, sought: string): boolean =>
  [
    leaf.entity,
    words.thing(leaf.entity),
    leaf.action,
    words.act(leaf.action),
    leaf.to,
    words.state(leaf.to),
    disclosure?.reason ?? '',
    JSON.stringify(disclosure?.actor ?? ''),
  ].some((text) => text.toLowerCase().includes(sought));

/** The entries of a log, the newest first, with what was disclosed and whether the last checkpoint proves them. */
export const LedgerTable = ({ entries, last }: Props) => {
  const { t } = useTranslation('audit');
  const words = useWords();
  const [sought, setSought] = useState('');
  const [place, setPlace] = useState(0);
  const found = entries
    .filter((entry) => tells(entry, words, sought.trim().toLowerCase()))
    .toSorted((one, other) => (placeOf(one) < placeOf(other) ? 1 : -1));
  const page = pageOf(found, place);
  return (
    <>
      <TextField
        label={t('search')}
        hint={t('searchHint')}
        type="search"
        value={sought}
        onChange={(text) => {
          setSought(text);
          setPlace(0);
        }}
      />
      <p role="status">{t('found', { count: found.length })}</p>
      <DataTable
        caption={t('entries')}
        empty={t('noEntries')}
        rows={page.rows}
        keyOf={({ leaf }) => `${leaf.entity} ${leaf.sequence}`}
        columns={[
          {
            title: t('place'),
            isNumber: true,
            cell: ({ index }) => (index === null ? '–' : number(index)),
          },
          {
            title: t('thing'),
            isName: true,
            cell: ({ leaf }) => (
              <>
                {words.thing(leaf.entity)}
                <br />
                <code>{leaf.entity}</code>
              </>
            ),
          },
          {
            title: t('change'),
            cell: ({ leaf }) => (
              <>
                {words.act(leaf.action)}
                <br />
                {words.state(leaf.from)} → {words.state(leaf.to)}
                <br />
                <code>
                  {leaf.action}: {leaf.from ?? '–'} → {leaf.to}
                </code>
              </>
            ),
          },
          { title: t('at'), cell: ({ leaf }) => <InstantText at={leaf.at} /> },
          {
            title: t('who'),
            cell: ({ disclosure }) =>
              disclosure === null ? t('forgotten') : <Person actor={disclosure.actor} />,
          },
          {
            title: t('reason'),
            cell: ({ disclosure }) => <span className="prose">{disclosure?.reason ?? '–'}</span>,
          },
          { title: t('inLast'), cell: (entry) => <InLast isIn={isIncluded(entry, last)} /> },
        ]}
      />
      <Pages label={t('entries')} place={page.place} pages={page.pages} onTurn={setPlace} />
    </>
  );
};

const InLast = ({ isIn }: { isIn: boolean | null }) => {
  const { t } = useTranslation('audit');
  if (isIn === null) return '–';
  return isIn ? <Tag>{t('isInLast')}</Tag> : <Tag kind="warning">{t('notInLast')}</Tag>;
};
