import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useKept } from '../../acts/use-kept.ts';
import { dataOf, writeHeaders } from '../../api/client.ts';
import { ErrorBanner } from '../../app/error-banner.tsx';
import { useApi } from '../../app/services.tsx';
import { Button } from '../../design/button.tsx';
import { InstantText } from '../../design/instant.tsx';
import { useSaveByLink } from '../../files/use-save-by-link.ts';
import { fileSize } from '../../i18n/formats.ts';
import { useAgent } from '../agent.ts';
import { preparationQuery, type ProposedChallenge } from '../queries.ts';
import { ReasonAct } from '../reason-act.tsx';

const askedAgainInMilliseconds = 3000;

/** The signed archive of all that was recorded of a challenge: asked for with a reason, made meanwhile, fetched by a link. */
export const Dossier = ({ challenge: { challengeId, roundId } }: { challenge: ProposedChallenge }) => {
  const { t } = useTranslation('selection');
  const api = useApi();
  const agent = useAgent();
  const { data: round } = useSuspenseQuery(preparationQuery(api, roundId));
  const place = `dossier.${challengeId}`;
  // Kept for this tab, since nobody but who asked finds it again.
  const { form, type } = useKept(place, { dossierId: '' });
  const dossierId = form.dossierId === '' ? null : form.dossierId;
  const isOpen = agent.may('auditor')
    ? round.openedAt !== null
    : agent.may('staff') && round.noticeAt !== null;
  if (!isOpen) return null;
  return (
    <section aria-label={t('dossier.title')}>
      <div className="actions">
        <ReasonAct
          place={`${place}.reason`}
          label={dossierId === null ? t('dossier.request') : t('dossier.requestAgain')}
          look="secondary"
          write={async (reason, key) => {
            const asked = await dataOf(
              api.POST('/challenges/{challengeId}/dossiers', {
                params: { path: { challengeId }, header: writeHeaders(key) },
                body: { reason },
              }),
            );
            type({ dossierId: asked.dossierId });
          }}
          refreshes={[['dossiers']]}
        >
          <p>{t('dossier.consequence')}</p>
        </ReasonAct>
      </div>
      {dossierId === null ? null : <Asked dossierId={dossierId} />}
    </section>
  );
};

/** A dossier that was asked for, until it is there to be saved. */
const Asked = ({ dossierId }: { dossierId: string }) => {
  const { t } = useTranslation('selection');
  const api = useApi();
  const read = () => dataOf(api.GET('/dossiers/{dossierId}', { params: { path: { dossierId } } }));
  const { data: dossier, error } = useQuery({
    queryKey: ['dossiers', dossierId],
    queryFn: read,
    refetchInterval: ({ state }) => (state.data?.state === 'REQUESTED' ? askedAgainInMilliseconds : false),
  });
  const save = useSaveByLink(async () => {
    // A link holds for minutes: a fresh one each time.
    const { link } = await read();
    if (link === null) throw new Error('The dossier has no link');
    return link;
  });
  if (error !== null) return <ErrorBanner error={error} />;
  if (dossier === undefined || dossier.state === 'REQUESTED')
    return <p role="status">{t('dossier.making')}</p>;
  return (
    <>
      <p role="status">
        {t('dossier.ready', { size: fileSize(dossier.sizeInBytes ?? 0) })}{' '}
        {dossier.keptUntil === null ? null : <InstantText at={dossier.keptUntil} />}
      </p>
      <p>
        SHA-256: <code>{dossier.sha256}</code>
      </p>
      <Button
        isPending={save.isPending}
        onPress={() => {
          save.mutate(undefined);
        }}
      >
        {t('dossier.save')}
      </Button>
      <ErrorBanner error={save.error} />
    </>
  );
};
