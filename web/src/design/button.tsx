import type { ReactNode } from 'react';
import './button.css';

type Props = {
  readonly children: ReactNode;
  readonly onPress?: () => void;
  /** `primary`: what the page is for; `danger`: what cannot be taken back; `quiet`: among text. */
  readonly kind?: 'primary' | 'secondary' | 'danger' | 'quiet';
  readonly type?: 'button' | 'submit';
  readonly isDisabled?: boolean;
  /** True while what it began is on its way: it stays where it is and says so. */
  readonly isPending?: boolean;
  readonly lang?: string;
  /** What it is called where it says less than that, which has to be part of it. */
  readonly label?: string;
};

/** A button. What may not be pressed now says why beside it. */
export const Button = ({ children, onPress, kind = 'secondary', type = 'button', ...more }: Props) => (
  <button
    type={type}
    className={`button button-${kind}`}
    disabled={more.isDisabled}
    aria-busy={more.isPending}
    lang={more.lang}
    aria-label={more.label}
    onClick={() => {
      if (more.isPending !== true) onPress?.();
    }}
  >
    {children}
  </button>
);
