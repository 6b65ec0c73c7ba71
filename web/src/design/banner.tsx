import type { ReactNode } from 'react';
import './banner.css';

type Props = {
  readonly kind: 'information' | 'success' | 'warning' | 'error';
  readonly title?: string;
  readonly text?: string;
  readonly children?: ReactNode;
};

/** Something to notice before going on. */
export const Banner = ({ kind, title, text, children }: Props) => (
  <section className={`banner banner-${kind}`} role={kind === 'error' ? 'alert' : undefined}>
    <div>
      {title === undefined ? null : <h2 className="banner-title">{title}</h2>}
      {text === undefined ? null : <p>{text}</p>}
    </div>
    {children}
  </section>
);
