import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../../acts/act-button.tsx';
import { useKept } from '../../acts/use-kept.ts';
import { dataOf, writeHeaders } from '../../api/client.ts';
import type { paths } from '../../api/description.ts';
import { serverNow } from '../../api/server-clock.ts';
import { useApi } from '../../app/services.tsx';
import { TextField } from '../../design/text-field.tsx';
import type { DesignationFile } from '../../designations/queries.ts';
import { isDay, seoulDay, written } from '../../i18n/typed.ts';
import { ofDesignations } from './designation-acts.tsx';

type Body = NonNullable<
  paths['/proposals/{proposalId}/designation']['post']['requestBody']
>['content']['application/json'];

const fields = ['ko', 'en', 'inspectedOn', 'findings', 'resolution'] as const;
type FieldName = (typeof fields)[number];
type Values = Readonly<Record<FieldName, string>>;

const looks = {
  ko: { lang: 'ko', maxLength: 200 },
  en: { lang: 'en', maxLength: 200 },
  inspectedOn: { type: 'date' },
  findings: { rows: 6, maxLength: 8000 },
  resolution: { rows: 4, maxLength: 4000 },
} as const;

const hasCome = (text: string): boolean =>
  isDay(text) && text <= seoulDay(new Date(serverNow()).toISOString());

/** What the policy of the round needs for a designation. */
type Needs = { readonly inspection: boolean; readonly resolution: boolean };

/** The preparation as it is sent; null while a field says nothing, or the inspection is still to come. */
const preparationOf = (values: Values, needs: Needs): Body | null => {
  const [ko, en] = [written(values.ko), written(values.en)];
  if (ko === null || en === null) return null;
  const resolution = written(values.resolution);
  if (resolution === null && needs.resolution) return null;
  if (isWithoutInspection(values, needs)) return { name: { ko, en }, inspection: null, resolution };
  const findings = written(values.findings);
  const { inspectedOn } = values;
  return findings !== null && hasCome(inspectedOn)
    ? { name: { ko, en }, inspection: { inspectedOn, findings }, resolution }
    : null;
};

/** Where the policy needs no inspection, none is written down by leaving both of its fields empty. */
const isWithoutInspection = (values: Values, needs: Needs): boolean =>
  !needs.inspection && written(values.findings) === null && values.inspectedOn === '';

const mayBeEmpty = (name: FieldName, values: Values, needs: Needs): boolean =>
  name === 'resolution'
    ? !needs.resolution
    : (name === 'inspectedOn' || name === 'findings') && isWithoutInspection(values, needs);

type Props = {
  readonly proposalId: string;
  /** What it is published as, to begin with. */
  readonly title: { readonly ko: string; readonly en: string } | null;
  /** What was prepared before and is not decided yet. */
  readonly prepared: DesignationFile | null;
  readonly needs: Needs;
};

const valuesOf = ({ prepared, title }: Props): Values => {
  const { ko = '', en = '' } = prepared?.name ?? title ?? {};
  const { inspectedOn = '', findings = '' } = prepared?.inspection ?? {};
  return { ko, en, inspectedOn, findings, resolution: prepared?.resolution ?? '' };
};

/** Staff write down what a designation stands on; what is typed outlives the page. */
export const PrepareDesignation = (props: Props) => {
  const { t } = useTranslation('designations');
  const api = useApi();
  const { needs, prepared, proposalId } = props;
  const place = `designation.${proposalId}`;
  const { form: values, type, forget } = useKept(place, valuesOf(props));
  const [isAsked, setIsAsked] = useState(false);
  const errorOf = (name: FieldName): string | undefined => {
    if (!isAsked || mayBeEmpty(name, values, needs)) return undefined;
    if (name === 'inspectedOn') return hasCome(values.inspectedOn) ? undefined : t('prepare.noDay');
    return written(values[name]) === null ? t('prepare.missing') : undefined;
  };
  const hintOf = (name: FieldName): string | undefined => {
    if (name === 'ko' || name === 'en') return undefined;
    const isNeeded = name === 'resolution' ? needs.resolution : needs.inspection;
    const hints = [
      ...(name === 'inspectedOn' ? [] : [t(`prepare.hint.${name}`)]),
      ...(isNeeded ? [] : [t('prepare.optional')]),
    ];
    return hints.length === 0 ? undefined : hints.join(' ');
  };
  return (
    <ActButton
      label={prepared === null ? t('prepare.label') : t('prepare.again')}
      title={t('prepare.title')}
      act={t('prepare.act')}
      look={prepared === null ? 'primary' : 'secondary'}
      input={preparationOf(values, needs)}
      write={(body: Body, key) =>
        dataOf(
          api.POST('/proposals/{proposalId}/designation', {
            params: { path: { proposalId }, header: writeHeaders(key, prepared?.version) },
            body,
          }),
        )
      }
      refreshes={ofDesignations}
      onIncomplete={() => {
        setIsAsked(true);
      }}
      onDone={() => {
        forget();
        setIsAsked(false);
      }}
    >
      <p>{prepared === null ? t('prepare.consequence') : t('prepare.replaces')}</p>
      {fields.map((name) => (
        <TextField
          key={name}
          name={name}
          label={t(`prepare.${name}`)}
          {...looks[name]}
          hint={hintOf(name)}
          value={values[name]}
          onChange={(text) => {
            type({ [name]: text });
          }}
          error={errorOf(name)}
        />
      ))}
    </ActButton>
  );
};
