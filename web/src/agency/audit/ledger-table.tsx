import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../../design/data-table.tsx';
import { PastText } from '../../design/instant.tsx';
import { Tag } from '../../design/tag.tsx';
import { TextField } from '../../design/text-field.tsx';
import { number } from '../../i18n/formats.ts';
import { pageOf } from '../notices/page-of.ts';
import { Pages } from '../notices/pages.tsx';
import { Checkbox } from '../../design/checkbox.tsx';
import { OrganisationName } from '../organisation-name.tsx';
import { type Contents, isIncluded } from './checkpoint.ts';
import { type Names, namesInEntity } from './names-in-entity.ts';
import { Person } from './person.tsx';
import type { AuditedEntry } from './queries.ts';
import { useWords, type Words } from './words.ts';

type Props = {
  readonly entries: readonly AuditedEntry[];
  readonly last: Contents | null;
  readonly names: Names;
};

/** What has no place in the log yet is the newest. */
const placeOf = ({ index }: AuditedEntry): number => index ?? Number.POSITIVE_INFINITY;

/** True for an entry in whose words somebody finds what is sought. */
const tells = ({ leaf, disclosure }: AuditedEntry, words: Words, names: Names, sought: string): boolean =>
  [
    leaf.entity,
    namesInEntity(leaf.entity, names, (number) => number),
    words.thing(leaf.entity),
    leaf.action,
    words.act(leaf.action),
    leaf.to,
    words.state(leaf.to),
    disclosure?.reason ?? '',
    JSON.stringify(disclosure?.actor ?? ''),
  ].some((text) => text.toLowerCase().includes(sought));

/** The entries of a log, the newest first, with what was disclosed and whether the last checkpoint proves them. */
export const LedgerTable = ({ entries, last, names }: Props) => {
  const { t } = useTranslation('audit');
  const words = useWords();
  const [sought, setSought] = useState('');
  const [place, setPlace] = useState(0);
  const [areCodesShown, setCodesShown] = useState(false);
  const found = entries
    .filter((entry) => tells(entry, words, names, sought.trim().toLowerCase()))
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
      <Checkbox label={t('showCodes')} isSelected={areCodesShown} onChange={setCodesShown} />
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
                <ThingName entity={leaf.entity} names={names} />
                {areCodesShown ? <Code>{leaf.entity}</Code> : null}
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
                {areCodesShown ? <Code>{`${leaf.action}: ${leaf.from ?? '–'} → ${leaf.to}`}</Code> : null}
              </>
            ),
          },
          { title: t('at'), cell: ({ leaf }) => <PastText at={leaf.at} /> },
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

const ThingName = ({ entity, names }: { entity: string; names: Names }) => {
  const { t } = useTranslation('audit');
  const [kind, id] = entity.split('/');
  if (kind === 'organisation' && id !== undefined) return <OrganisationName organisationId={id} />;
  return namesInEntity(entity, names, (number) => t('ofNumber', { number }));
};

const Code = ({ children }: { children: string }) => (
  <>
    <br />
    <code>{children}</code>
  </>
);

const InLast = ({ isIn }: { isIn: boolean | null }) => {
  const { t } = useTranslation('audit');
  if (isIn === null) return '–';
  return isIn ? <Tag>{t('isInLast')}</Tag> : <Tag kind="warning">{t('notInLast')}</Tag>;
};
