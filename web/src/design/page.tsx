import { type ReactNode, useEffect, useRef } from 'react';

type Props = {
  readonly title: string;
  /** A line above the title that says what this belongs to. */
  readonly caption?: ReactNode;
  readonly children: ReactNode;
};

/** A page with its one heading, which is also the document's title and gets the focus when one has come here. */
export const Page = ({ title, caption, children }: Props) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – first-buyer`;
  }, [title]);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <article className="page">
      {caption === undefined ? null : <p className="page-caption">{caption}</p>}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </article>
  );
};
