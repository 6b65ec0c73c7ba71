import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { allRows, type Api, dataOf } from '../../api/client.ts';
import { ErrorBanner } from '../../app/error-banner.tsx';
import { useApi } from '../../app/services.tsx';
import { Button } from '../../design/button.tsx';
import { saveFile } from '../../design/save-file.ts';
import { contentsOf } from './checkpoint.ts';
import { type Checkpoint, checkpointsQuery, type Log, nameOfLog } from './queries.ts';

type Props = {
  readonly log: Log;
  /** True once everybody may read the entries. */
  readonly isPublic: boolean;
};

/** The files that anybody checks offline: the checkpoints at any time, the entries once they are public. */
export const LedgerFiles = ({ log, isPublic }: Props) => {
  const { t } = useTranslation('audit');
  const api = useApi();
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: async (name: 'checkpoints' | 'ledger') => {
      const checkpoints = await queries.query({ ...checkpointsQuery(api, log), staleTime: 0 });
      const content =
        name === 'checkpoints' || log.roundId === null
          ? await checkpointsFile(api, log, checkpoints)
          : await ledgerFile(api, log.roundId, checkpoints);
      saveFile({
        fileName: `${name}.json`,
        contentType: 'application/json',
        content: JSON.stringify(content),
      });
    },
  });
  return (
    <>
      <div className="actions">
        <Button
          isPending={save.isPending && save.variables === 'checkpoints'}
          onPress={() => {
            save.mutate('checkpoints');
          }}
        >
          {t('saveCheckpoints')}
        </Button>
        {isPublic ? (
          <Button
            isPending={save.isPending && save.variables === 'ledger'}
            onPress={() => {
              save.mutate('ledger');
            }}
          >
            {t('saveLedger')}
          </Button>
        ) : null}
      </div>
      {isPublic || log.roundId === null ? null : <p className="hint">{t('notPublic')}</p>}
      <ErrorBanner error={save.error} />
    </>
  );
};

/** The files’ forms are those of functions/ledger/README.md. */
const checkpointsFile = async (api: Api, log: Log, checkpoints: readonly Checkpoint[]) => {
  const { keyId, publicKey } = await dataOf(api.GET('/signing-key'));
  return { format: 'first-buyer/checkpoints/1', log: nameOfLog(log), keyId, publicKey, checkpoints };
};

const ledgerFile = async (api: Api, roundId: string, checkpoints: readonly Checkpoint[]) => {
  const rows = await allRows((query) =>
    dataOf(api.GET('/rounds/{roundId}/ledger', { params: { path: { roundId }, query } })),
  );
  const last = checkpoints.at(-1);
  // A checkpoint may have come between the two answers.
  const covered = rows.slice(0, last === undefined ? 0 : (contentsOf(last).size ?? 0));
  return {
    format: 'first-buyer/ledger/1',
    log: nameOfLog({ roundId }),
    checkpoint: last?.note ?? '',
    leafHashes: covered.map(({ leafHash }) => leafHash),
    entries: covered.map(({ entry }) => entry),
  };
};
