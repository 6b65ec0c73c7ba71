import { Button } from './button.tsx';

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
      const address = URL.createObjectURL(new Blob([content()], { type: contentType }));
      const link = document.createElement('a');
      link.href = address;
      link.download = fileName;
      link.click();
      URL.revokeObjectURL(address);
    }}
  >
    {label}
  </Button>
);
