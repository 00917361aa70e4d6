import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Account } from '@kurrier/shared/account/account';
import { stateOf } from '@kurrier/shared/account/account-state';
import { accountWords, verdictWords } from '@kurrier/shared/words/pages/accounts';
import { queuedWords } from '@kurrier/shared/words/pages/queued';
import type { NoticeReason } from '../../model/accounts/accounts-model.ts';
import { refusedLegs } from '../../model/accounts/refused-password.ts';
import { signInOfferOf } from '../../model/sign-in/sign-in-offer.ts';
import { hasFailure, legsOf } from '../../model/accounts/verdict-model.ts';
import type { AccountActions } from './account-actions.ts';
import { loadLater } from '../controls/load-later.tsx';
import { LegSection } from './LegSection.tsx';
import type { LegVerdictProps } from './LegVerdictSection.tsx';
import { StateGlyph } from '../controls/StateGlyph.tsx';
import './account.css';

const Confirm = loadLater(async () => (await import('../controls/Confirm.tsx')).Confirm);

/** Until the words of a failure are there, its verdict is not: the leg is drawn as if it were still being checked. */
const LegVerdictSection = loadLater<LegVerdictProps>(
  async () => (await import('./LegVerdictSection.tsx')).LegVerdictSection,
  ({ leg, settings, status, refusals, now, isStale }) => (
    <LegSection
      {...{ leg, settings, refusals, now, isStale }}
      status={status.state === 'failed' ? { state: 'checking', since: status.at, steps: status.steps } : status}
    />
  ),
);

const noticeWords: Record<NoticeReason, string> = {
  'not-found': verdictWords.notFound,
  'proposal-expired': verdictWords.proposalExpired,
  'password-required': verdictWords.passwordRequired,
  'existing-changed': accountWords.existingChanged,
  'existing-kept': accountWords.existingKept,
  'not-shown': verdictWords.notShown,
  'host-name-required': verdictWords.hostNameRequired,
  'queued-mail': queuedWords.notice,
};

/** One account: its legs, each with its own state, and what can be done about it. */
export const AccountCard = ({
  account,
  notice,
  now,
  actions,
  isStale = false,
  children,
}: {
  account: Account;
  notice: NoticeReason | null;
  now: number;
  actions: AccountActions;
  /** The bridge cannot be asked: what is shown was true when it last could, and nothing of it is green. */
  isStale?: boolean;
  children?: ComponentChildren;
}) => {
  const [isRemoving, setIsRemoving] = useState(false);
  const removeButton = useRef<HTMLButtonElement>(null);
  const { id, label, address } = account;
  const state = stateOf(account);
  const offer = signInOfferOf(account);
  const isQueued = notice === 'queued-mail';
  const keep = () => {
    setIsRemoving(false);
    queueMicrotask(() => removeButton.current?.focus());
  };
  return (
    <article class={isStale ? 'account stale' : `account ${state}`} aria-labelledby={`label-${id}`} data-state={state}>
      <header>
        <StateGlyph state={isStale ? 'not-tested' : state} />
        <div class="who">
          <h3 id={`label-${id}`}>{label}</h3>
          {label === address ? null : <p class="address">{address}</p>}
          {account.signIn ? <p class="address">{accountWords.signedInAs(account.signIn.username, account.signIn.provider)}</p> : null}
        </div>
        <span class="state-word">{isStale ? accountWords.lastKnown(accountWords.states[state]) : accountWords.states[state]}</span>
      </header>
      {notice && !(isQueued && isRemoving) ? (
        <p class="notice" role="status">
          {noticeWords[notice]}
        </p>
      ) : null}
      {legsOf(account).map((view) =>
        hasFailure(view) ? (
          <LegVerdictSection
            key={view.leg}
            {...view}
            now={now}
            isStale={isStale}
            refusedLegs={refusedLegs(account, view.leg)}
            onApply={(proposalId, password) => actions.applyProposal(id, view.leg, proposalId, password)}
            onEnter={(legs, entered) => actions.enterPassword(id, legs, entered)}
            onTrust={(spki, confirmHost) => actions.trustCertificate(id, view.leg, spki, confirmHost)}
          />
        ) : (
          <LegSection key={view.leg} {...view} now={now} isStale={isStale} />
        ),
      )}
      {children}
      <footer>
        {isRemoving ? (
          <Confirm
            question={isQueued ? queuedWords.question(label) : accountWords.removeQuestion(label)}
            confirm={isQueued ? queuedWords.confirm : accountWords.removeConfirm}
            keep={accountWords.keep}
            onConfirm={() => actions.remove(id, isQueued)}
            onKeep={keep}
          />
        ) : (
          <div class="actions" role="group" aria-label={label}>
            {state === 'checking' ? (
              <button type="button" class="button quiet" onClick={() => actions.cancel(id)}>
                {accountWords.cancel}
              </button>
            ) : (
              <button type="button" class="button quiet" onClick={() => actions.verify(id)}>
                {accountWords.verify}
              </button>
            )}
            {offer ? (
              <button
                type="button"
                class={offer.isFix ? 'button primary' : 'button quiet'}
                onClick={() => actions.signIn(account, offer.issuer)}
              >
                {account.signIn ? accountWords.signInAgain : accountWords.signInWith(offer.provider)}
              </button>
            ) : null}
            <button type="button" class="button quiet" onClick={() => actions.edit(id)}>
              {accountWords.edit}
            </button>
            <button type="button" class="button quiet" ref={removeButton} onClick={() => setIsRemoving(true)}>
              {accountWords.remove}
            </button>
          </div>
        )}
      </footer>
    </article>
  );
};
