import type { SignInView } from '@kurrier/shared/api/oauth';
import { describe } from '@kurrier/shared/words/describe-failure';
import { en } from '@kurrier/shared/words/verdicts-en';
import { signInWords } from '@kurrier/shared/words/pages/sign-in';
import type { SignInsModel } from '../../model/sign-in/sign-ins-model.ts';
import { CopyButton } from '../controls/Command.tsx';
import { StateGlyph } from '../controls/StateGlyph.tsx';
import { AdminConsent } from './AdminConsent.tsx';
import './sign-in.css';

const words = signInWords.status;

/** The sign-ins that are under way, ask something, or failed: above the accounts, on every page, whoever began them. */
export const SignInList = ({ model }: { model: SignInsModel }) => {
  const views = model.views.value;
  const refusal = model.refusal.value;
  if (views.length === 0 && refusal === null) return null;
  return (
    <section class="sign-ins" aria-label={signInWords.heading}>
      {refusal === null ? null : (
        <p class="error" role="alert">
          {signInWords.refused[refusal]}
        </p>
      )}
      {views.map((view) => (
        <SignInCard key={view.id} view={view} model={model} />
      ))}
    </section>
  );
};

/** One sign-in: what it waits for, what it asks, or why it failed. */
export const SignInCard = ({ view, model }: { view: SignInView; model: Pick<SignInsModel, 'confirm' | 'retry' | 'cancel'> }) => {
  const { id, address, provider, status } = view;
  const retry = () => void model.retry(id);
  return (
    <article class="sign-in-card" aria-label={`${signInWords.heading} ${address}`} data-state={status.state}>
      <h3>
        {address} <span class="hint">{provider}</span>
      </h3>
      {status.state === 'waiting' ? (
        <>
          <p role="status">
            <StateGlyph state="running" /> {words.waiting(provider)}
          </p>
          {status.code === undefined ? null : (
            <p>
              {words.code} <code>{status.code}</code> <CopyButton text={status.code} />
            </p>
          )}
          <div class="actions">
            <a class="button" href={status.url} target="_blank" rel="noopener noreferrer">
              {words.open}
            </a>
            <Cancel onClick={() => void model.cancel(id)} />
          </div>
        </>
      ) : status.state === 'finishing' ? (
        <p role="status">
          <StateGlyph state="running" /> {words.finishing}
        </p>
      ) : status.state === 'other-account' ? (
        <>
          <p role="alert">{words.otherAccount(status.username, address)}</p>
          <div class="actions">
            <button type="button" class="button" onClick={retry}>
              {words.otherAgain}
            </button>
            <button type="button" class="button quiet" onClick={() => void model.confirm(id, 'same-mailbox')}>
              {words.sameMailbox}
            </button>
            <button type="button" class="button quiet" onClick={() => void model.confirm(id, 'shared-mailbox')}>
              {words.sharedMailbox(address)}
            </button>
            <Cancel onClick={() => void model.cancel(id)} />
          </div>
        </>
      ) : status.state === 'failed' ? (
        <Failed view={view} status={status} onRetry={retry} onClose={() => void model.cancel(id)} />
      ) : (
        <p role="status">{words.done}</p>
      )}
    </article>
  );
};

const Cancel = ({ onClick }: { onClick: () => void }) => (
  <button type="button" class="button quiet" onClick={onClick}>
    {words.cancel}
  </button>
);

const Failed = ({
  view,
  status,
  onRetry,
  onClose,
}: {
  view: SignInView;
  status: Extract<SignInView['status'], { state: 'failed' }>;
  onRetry: () => void;
  onClose: () => void;
}) => {
  const { title, meaning, fix, turn } = describe(status.failure, en, view.provider);
  const { adminConsentUrl: url, failure } = status;
  return (
    <>
      <p role="alert">
        <strong>{title}.</strong> {meaning}
      </p>
      <p>
        {turn}: {fix}
      </p>
      {failure.code === undefined ? null : <p class="hint">{failure.code}</p>}
      {url === undefined ? null : <AdminConsent address={view.address} clientId={view.clientId} url={url} />}
      <div class="actions">
        <button type="button" class="button primary" onClick={onRetry}>
          {signInWords.again}
        </button>
        <button type="button" class="button quiet" onClick={onClose}>
          {words.dismiss}
        </button>
      </div>
    </>
  );
};
