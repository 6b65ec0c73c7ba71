import { useMutation } from '@tanstack/react-query';

/** Saves a file by a link that is asked for when it is wanted; it saves the file under its name and leaves the page where it is. */
export const useSaveByLink = <File>(linkTo: (file: File) => Promise<{ readonly url: string }>) =>
  useMutation({
    mutationFn: async (file: File) => {
      window.location.assign((await linkTo(file)).url);
    },
  });
