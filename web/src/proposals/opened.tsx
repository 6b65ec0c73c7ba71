import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../acts/act-button.tsx';
import { keep, readKept } from '../acts/kept.ts';
import { dataOf, writeHeaders } from '../api/client.ts';
import { isBefore } from '../api/server-clock.ts';
import { useApi } from '../app/services.tsx';
import { Banner } from '../design/banner.tsx';
import { Checkbox } from '../design/checkbox.tsx';
import { InstantText } from '../design/instant.tsx';
import { TextField } from '../design/text-field.tsx';
import { written } from '../i18n/typed.ts';
import { screeningQuery } from '../screening/queries.ts';
import { ScreeningRecord } from '../screening/screening-record.tsx';
import { type Clarification, clarificationsQuery, type OpenProposal } from './queries.ts';

/** What came after the opening: how the proposal is screened, what its panel asks, and what its supplier can answer. */
export const Opened = ({ proposal }: { proposal: OpenProposal }) => (
  <>
    <Screened proposal={proposal} />
    <Clarifications proposalId={proposal.proposalId} />
  </>
);

const Screened = ({ proposal: { proposalId, state } }: { proposal: OpenProposal }) => {
  const { t } = useTranslation('proposals');
  const api = useApi();
  const { data: screening } = useSuspenseQuery(screeningQuery(api, proposalId));
  const params = { path: { proposalId } };
  const refreshes = [['evaluations', proposalId], ['own-proposals']];
  return (
    <>
      {screening.awaitedUntil === null ? null : (
        <Banner kind="warning" title={t('opened.supplement.title')}>
          <p>
            {t('opened.until')} <InstantText at={screening.awaitedUntil} />
          </p>
          <p className="prose">{screening.supplements.at(-1)?.request}</p>
          <TextAct
            place={`supplement ${proposalId} ${screening.supplements.length}`}
            label={t('opened.supplement.act')}
            text={t('opened.supplement.text')}
            promise={t('opened.supplement.promise')}
            write={(text, key) =>
              dataOf(
                api.POST('/proposals/{proposalId}/supplement', {
                  params: { ...params, header: writeHeaders(key) },
                  body: { text, bringsNoNewFact: true },
                }),
              )
            }
            refreshes={refreshes}
          />
        </Banner>
      )}
      {state === 'INELIGIBLE' && screening.state === 'DECIDED' && screening.reply === null ? (
        <Banner kind="warning" title={t('opened.reply.title')} text={t('opened.reply.explanation')}>
          <TextAct
            place={`reply ${proposalId}`}
            label={t('opened.reply.act')}
            text={t('opened.reply.text')}
            write={(text, key) =>
              dataOf(
                api.POST('/proposals/{proposalId}/exclusion-reply', {
                  params: { ...params, header: writeHeaders(key) },
                  body: { text },
                }),
              )
            }
            refreshes={refreshes}
          />
        </Banner>
      ) : null}
      <ScreeningRecord screening={screening} />
    </>
  );
};

/** What the panel asked in writing, and the answers that it read. */
const Clarifications = ({ proposalId }: { proposalId: string }) => {
  const { t } = useTranslation('proposals');
  const { data: asked } = useSuspenseQuery(clarificationsQuery(useApi(), proposalId));
  if (asked.length === 0) return null;
  return (
    <section aria-labelledby="clarifications-heading">
      <h2 id="clarifications-heading">{t('opened.clarification.title')}</h2>
      <ul className="stack">
        {asked.map((clarification) => (
          <li key={clarification.clarificationId} className="card">
            <Asked clarification={clarification} />
          </li>
        ))}
      </ul>
    </section>
  );
};

const Asked = ({ clarification }: { clarification: Clarification }) => {
  const { t } = useTranslation('proposals');
  const api = useApi();
  const { proposalId, clarificationId, question, deadline, answer } = clarification;
  return (
    <>
      <p className="prose">{question}</p>
      {answer === null ? null : (
        <>
          <h3>{t('opened.clarification.answer')}</h3>
          <p className="prose">{answer}</p>
        </>
      )}
      {answer === null && deadline !== null ? (
        <p>
          {isBefore(deadline) ? t('opened.until') : t('opened.clarification.passed')}{' '}
          <InstantText at={deadline} />
        </p>
      ) : null}
      {answer === null && deadline !== null && isBefore(deadline) ? (
        <TextAct
          place={`clarification ${clarificationId}`}
          label={t('opened.clarification.act')}
          text={t('opened.clarification.text')}
          promise={t('opened.clarification.promise')}
          write={(text, key) =>
            dataOf(
              api.POST('/proposals/{proposalId}/clarifications/{clarificationId}/answer', {
                params: { path: { proposalId, clarificationId }, header: writeHeaders(key) },
                body: { text, changesNoOffer: true },
              }),
            )
          }
          refreshes={[['own-proposals', proposalId, 'clarifications']]}
        />
      ) : null}
    </>
  );
};

type TextActProps = {
  /** Where what is typed is kept for this tab until it is sent. */
  readonly place: string;
  readonly label: string;
  /** What the field asks for. */
  readonly text: string;
  /** What its writer confirms, where the act asks for that. */
  readonly promise?: string;
  readonly write: (text: string, key: string) => Promise<unknown>;
  readonly refreshes: readonly (readonly unknown[])[];
};

/** An answer in writing, sent once and for good. */
const TextAct = ({ place, label, text, promise, write, refreshes }: TextActProps) => {
  const { t } = useTranslation('proposals');
  const [typed, setTyped] = useState(() => readKept(place)?.form['text'] ?? '');
  const [isPromised, setIsPromised] = useState(promise === undefined);
  const [isAsked, setIsAsked] = useState(false);
  const answer = written(typed);
  return (
    <ActButton
      label={label}
      title={label}
      input={answer === null || !isPromised ? null : answer}
      write={write}
      refreshes={refreshes}
      onIncomplete={() => {
        setIsAsked(true);
      }}
      onDone={() => {
        keep(place, null);
      }}
    >
      <p>{t('opened.once')}</p>
      <TextField
        name="text"
        label={text}
        rows={8}
        maxLength={8000}
        value={typed}
        onChange={(value) => {
          setTyped(value);
          keep(place, { version: 0, form: { text: value } });
        }}
        error={isAsked && answer === null ? t('opened.textMissing') : undefined}
      />
      {promise === undefined ? null : (
        <>
          <Checkbox label={promise} isSelected={isPromised} onChange={setIsPromised} />
          {isAsked && !isPromised ? <p role="alert">{t('opened.promiseMissing')}</p> : null}
        </>
      )}
    </ActButton>
  );
};
