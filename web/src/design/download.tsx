import { Button } from './button.tsx';
import { saveFile } from './save-file.ts';

type Props = {
  readonly label: string;
  readonly fileName: string;
  readonly contentType: string;
  /** Made when it is asked for. */
  readonly content: () => string;
  readonly kind?: 'secondary' | 'quiet';
};

/** Saves something that the page made. */
export const Download = ({ label, fileName, contentType, content, kind = 'quiet' }: Props) => (
  <Button
    kind={kind}
    onPress={() => {
      saveFile({ fileName, contentType, content: content() });
    }}
  >
    {label}
  </Button>
);
