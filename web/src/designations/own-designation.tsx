import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { organisationsOf, useAccount } from '../account/memberships.ts';
import { isBefore } from '../api/server-clock.ts';
import { useApi } from '../app/services.tsx';
import { Banner } from '../design/banner.tsx';
import { Facts } from '../design/facts.tsx';
import { InstantText } from '../design/instant.tsx';
import { Tag } from '../design/tag.tsx';
import { inLanguage } from '../i18n/formats.ts';
import { TextAct } from '../proposals/text-act.tsx';
import { BuyingRequests } from './buying-requests.tsx';
import { CancellationRecord, DesignationGrounds, ReviewRecord, useTerm } from './designation-facts.tsx';
import {
  type Designation,
  designationFileQuery,
  type DesignationFile,
  designationsQuery,
  isInForce,
  sendChange,
} from './queries.ts';
import { DesignationTag } from './state-tag.tsx';

/** The solutions of the suppliers that I act for which are or were designated; nothing where none is. */
export const OwnDesignations = () => {
  const { t } = useTranslation('designations');
  const suppliers = organisationsOf(useAccount(), 'SUPPLIER');
  const { data: designations } = useSuspenseQuery(designationsQuery(useApi()));
  const own = designations.filter(({ supplierId }) => suppliers.includes(supplierId));
  if (own.length === 0) return null;
  return (
    <section aria-labelledby="own-designations">
      <h2 id="own-designations">{t('own.title')}</h2>
      <ul className="cards">
        {own.map((designation) => (
          <OwnCard key={designation.proposalId} designation={designation} />
        ))}
      </ul>
    </section>
  );
};

const OwnCard = ({ designation }: { designation: Designation }) => {
  const { t } = useTranslation('designations');
  const { proposalId } = designation;
  const { data: file } = useSuspenseQuery(designationFileQuery(useApi(), proposalId));
  const term = useTerm(file);
  const { cancellation } = file;
  return (
    <li className="card">
      <h3>
        <Link to="/proposals/$proposalId" params={{ proposalId }}>
          {inLanguage(file.name)}
        </Link>
      </h3>
      <DesignationTag state={file.state} />
      {cancellation !== null && isInForce(file) ? (
        <>
          <Tag kind="warning">{t('cancelling.title')}</Tag>
          {cancellation.comment === null ? (
            <p>
              {t('cancelling.commentUntil')}: <InstantText at={cancellation.commentUntil} />
            </p>
          ) : null}
        </>
      ) : null}
      <Facts rows={term.slice(1)} />
    </li>
  );
};

/** The designation of a proposal for its supplier, and what public bodies want to buy of it; nothing where there is none. */
export const OwnDesignation = ({ proposalId }: { proposalId: string }) => {
  const { data: designations } = useSuspenseQuery(designationsQuery(useApi()));
  return designations.some((designation) => designation.proposalId === proposalId) ? (
    <>
      <Standing proposalId={proposalId} />
      <BuyingRequests proposalId={proposalId} />
    </>
  ) : null;
};

const Standing = ({ proposalId }: { proposalId: string }) => {
  const { t } = useTranslation('designations');
  const { data: file } = useSuspenseQuery(designationFileQuery(useApi(), proposalId));
  const term = useTerm(file);
  return (
    <section aria-labelledby="own-designation">
      <h2 id="own-designation">{t('own.one')}</h2>
      <p>
        <DesignationTag state={file.state} />
      </p>
      <p>{t(`own.means.${file.state}`)}</p>
      <Facts rows={[[t('own.name'), inLanguage(file.name)], ...term]} />
      <Cancelling file={file} />
      <ReviewRecord file={file} />
      <details>
        <summary>{t('own.grounds')}</summary>
        <DesignationGrounds file={file} />
      </details>
    </section>
  );
};

/** That it is to be cancelled, or was, with the supplier's word on it. */
const Cancelling = ({ file }: { file: DesignationFile }) => {
  const { t } = useTranslation('designations');
  const { cancellation } = file;
  if (cancellation === null || file.state === 'EXPIRED') return null;
  if (!isInForce(file))
    return (
      <section className="card" aria-label={t('cancelling.record')}>
        <CancellationRecord file={file} />
      </section>
    );
  return (
    <Banner kind="warning" title={t('cancelling.title')}>
      <div>
        <p>{t('own.cancelling')}</p>
        <CancellationRecord file={file} />
        {cancellation.comment === null ? <Comment file={file} until={cancellation.commentUntil} /> : null}
      </div>
    </Banner>
  );
};

const Comment = ({ file, until }: { file: DesignationFile; until: string }) => {
  const { t } = useTranslation('designations');
  const api = useApi();
  const account = useAccount();
  if (!organisationsOf(account, 'SUPPLIER', ['author', 'signatory']).includes(file.supplierId))
    return <p className="hint">{t('own.writers')}</p>;
  return (
    <>
      {isBefore(until) ? null : <p>{t('own.late')}</p>}
      <div className="actions">
        <TextAct
          place={`designation comment ${file.proposalId} ${file.cancellation?.noticedAt ?? ''}`}
          label={t('own.comment')}
          text={t('own.commentText')}
          write={(comment, key) => sendChange(api, file, { action: 'comment', comment }, key)}
          refreshes={[['designations']]}
        >
          <p>{t('own.consequence')}</p>
        </TextAct>
      </div>
    </>
  );
};
