import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../acts/act-button.tsx';
import { dataOf, writeHeaders } from '../api/client.ts';
import { useApi } from '../app/services.tsx';
import { CorrectionDifference } from '../challenges/correction-difference.tsx';
import { challengeQuery, correctionsQuery } from '../challenges/queries.ts';
import { Banner } from '../design/banner.tsx';
import { Button } from '../design/button.tsx';
import { InstantText } from '../design/instant.tsx';
import { inLanguage } from '../i18n/formats.ts';
import type { OpenProposal } from './queries.ts';
import type { DraftState } from './use-draft.ts';

const asks = (proposal: OpenProposal, code: string): boolean =>
  proposal.missing.some((task) => task.code === code);

/** What the buyer corrected since the proposal took note of it, and the two ways to take note: for the draft, and for what stands. */
export const Corrections = ({ proposal, draft }: { proposal: OpenProposal; draft: DraftState }) => {
  const { t } = useTranslation('proposals');
  const isUnread = asks(proposal, 'draft-before-correction');
  const isUnacknowledged = asks(proposal, 'correction-unacknowledged');
  if (!isUnread && !isUnacknowledged) return null;
  const seen = isUnacknowledged ? proposal.acknowledgedCorrection : proposal.draftCorrection;
  return (
    <div id="corrections">
      <Banner kind="warning" title={t('correction.title')} text={t('correction.text')}>
        <Unseen proposal={proposal} seen={seen} />
        <div className="actions">
          {isUnacknowledged ? <Acknowledge proposal={proposal} draft={draft} /> : null}
          {isUnread ? (
            <Button isPending={draft.isPending} onPress={draft.saveAgain}>
              {t('correction.keepDraft')}
            </Button>
          ) : null}
        </div>
      </Banner>
    </div>
  );
};

/** Each correction after number `seen`, with what stood before and what stands since. */
const Unseen = ({ proposal, seen }: { proposal: OpenProposal; seen: number }) => {
  const { t } = useTranslation('proposals');
  const api = useApi();
  const { data: challenge } = useSuspenseQuery(challengeQuery(api, proposal.challengeId));
  const { data: corrections } = useSuspenseQuery(correctionsQuery(api, proposal.challengeId));
  return corrections.rows
    .filter((correction) => correction.number > seen)
    .map((correction) => {
      const next = corrections.rows.find((other) => other.number === correction.number + 1);
      return (
        <section key={correction.number}>
          <h3>{t('correction.one', { number: correction.number })}</h3>
          <p>
            <InstantText at={correction.correctedAt} />
          </p>
          <p className="prose">{inLanguage(correction.explanation)}</p>
          <CorrectionDifference
            changed={correction.changed}
            before={correction.before}
            after={next?.before ?? challenge}
          />
        </section>
      );
    });
};

const Acknowledge = ({ proposal, draft }: { proposal: OpenProposal; draft: DraftState }) => {
  const { t } = useTranslation('proposals');
  const api = useApi();
  return (
    <ActButton
      label={t('correction.acknowledge')}
      title={t('correction.acknowledgeTitle')}
      input={{ correctionNumber: proposal.correctionNumber }}
      write={(body, key) =>
        dataOf(
          api.POST('/proposals/{proposalId}/acknowledgement', {
            params: { path: { proposalId: proposal.proposalId }, header: writeHeaders(key) },
            body,
          }),
        )
      }
      refreshes={[['own-proposals']]}
      onDone={(answer) => {
        draft.moveTo(answer.proposal.version);
      }}
    >
      <p>{t('correction.acknowledgeText')}</p>
    </ActButton>
  );
};
