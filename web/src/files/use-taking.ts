import { useState } from 'react';
import { useApi } from '../app/services.tsx';
import { type Attachment, documentFiles, type DocumentKind } from './owner.ts';
import { type Choice, isEarlier, isReady, isWanted } from './taking.ts';
import { impossibilityOf } from './attachable.ts';
import { useFiles } from './use-files.ts';

type Options = {
  readonly kind: DocumentKind;
  readonly ownerId: string;
  readonly since?: Choice['since'] | undefined;
  readonly takesAll?: Choice['takesAll'];
};

/** A file that keeps its act from being sent, by its name, and how it stands. */
type Unready = {
  readonly id: string;
  readonly name: string;
  readonly standing: 'ARRIVING' | 'IMPOSSIBLE' | 'DECLARED' | 'REFUSED';
};

/** What an act takes along of the files that its side has attached. */
export const useTaking = ({ kind, ownerId, since = null, takesAll = true }: Options) => {
  const [brought, setBrought] = useState<readonly string[]>([]);
  const [wanted, setWanted] = useState<ReadonlyMap<string, boolean>>(new Map());
  const take = (attachmentId: string, isTaken: boolean): void => {
    setWanted((before) => new Map(before).set(attachmentId, isTaken));
  };
  const files = useFiles(documentFiles(useApi(), kind, ownerId), (attachmentId) => {
    setBrought((before) => [...before, attachmentId]);
    take(attachmentId, true);
  });
  const choice = { since, takesAll, brought, wanted };
  const along = files.arrived.filter((attachment) => isWanted(attachment, choice));
  const taken = along.filter(isReady);
  const unready: readonly Unready[] = [
    ...files.chosen.map(({ id, file }) => ({
      id,
      name: file.name,
      standing: impossibilityOf(file) === null ? ('ARRIVING' as const) : ('IMPOSSIBLE' as const),
    })),
    ...along.flatMap(({ attachmentId, fileName, state }) =>
      state === 'DECLARED' || state === 'REFUSED'
        ? [{ id: attachmentId, name: fileName, standing: state }]
        : [],
    ),
  ];
  return {
    files,
    present: files.arrived.filter((attachment) => !isEarlier(attachment, choice)),
    earlier: files.arrived.filter((attachment) => isEarlier(attachment, choice)),
    isTaken: (attachment: Attachment): boolean => isWanted(attachment, choice),
    take,
    taken,
    unready,
    /** What is sent with the act; null until that is known, and while a file keeps it from being sent. */
    attachmentIds:
      files.isKnown && unready.length === 0 ? taken.map(({ attachmentId }) => attachmentId) : null,
  };
};

export type Taking = ReturnType<typeof useTaking>;
