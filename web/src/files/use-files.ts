import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Attachment, type FileOwner, filesQuery } from './owner.ts';
import { keptName } from './upload.ts';

type Chosen = { readonly id: string; readonly file: File };

/** Of the browser's own choosing, so that the same file chosen twice is brought once. */
const isSameFile = (one: File, other: File): boolean =>
  one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;

/** The files of an owner: those that one has just chosen, until they have arrived, and those that the store knows. */
export const useFiles = (owner: FileOwner, onArrived?: (attachmentId: string) => void) => {
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  const {
    data = [],
    error,
    isPending,
  } = useQuery({
    ...filesQuery(owner),
    // The check takes seconds.
    refetchInterval: ({ state }) =>
      state.data?.some((row) => row.state === 'RECEIVED' && row.removedAt === null) === true ? 3000 : false,
  });
  const isOnItsWay = ({ fileName, sizeInBytes, state }: Attachment): boolean =>
    state === 'DECLARED' &&
    chosen.some(({ file }) => keptName(file) === fileName && file.size === sizeInBytes);
  const leave = (id: string): void => {
    setChosen((before) => before.filter((other) => other.id !== id));
  };
  return {
    owner,
    chosen,
    /** What came, or was begun and left. */
    arrived: data.filter((attachment) => attachment.removedAt === null && !isOnItsWay(attachment)),
    error,
    /** False until they were asked for once. */
    isKnown: !isPending,
    choose: (files: readonly File[]): void => {
      setChosen((before) => [
        ...before,
        ...files
          .filter((file) => !before.some((other) => isSameFile(other.file, file)))
          .map((file) => ({ id: crypto.randomUUID(), file })),
      ]);
    },
    leave,
    /** From now on it stands among what the store knows. */
    settle: (id: string, attachmentId: string): void => {
      leave(id);
      onArrived?.(attachmentId);
    },
  };
};

export type FilesAtHand = ReturnType<typeof useFiles>;
