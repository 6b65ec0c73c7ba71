import './tag.css';

type Props = { readonly children: string; readonly kind?: 'neutral' | 'active' | 'good' | 'bad' | 'warning' };

/** The state of a thing in a word. */
export const Tag = ({ children, kind = 'neutral' }: Props) => (
  <strong className={`tag tag-${kind}`}>{children}</strong>
);
