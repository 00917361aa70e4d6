import type { Account } from '@kurrier/shared/account/account';
import type { AccountSync, Mailbox } from '@kurrier/shared/mail/mail';
import { mailWords } from '@kurrier/shared/words/pages/mail';
import { orderWords } from '@kurrier/shared/words/pages/order';
import { safeLine } from '../../model/mail/safe-text.ts';
import { mailHash } from '../../model/mail/mail-route.ts';
import type { ListSource } from '../../model/mail/syncs-model.ts';
import { depthOf, mailboxName, sortMailboxes } from './mailbox-name.ts';

/** All INBOXes, then the mailboxes of every account that receives mail, with how many messages are unread. */
export const FolderNav = ({
  syncs,
  source,
  labelOf,
}: {
  syncs: readonly AccountSync[];
  source: ListSource;
  labelOf: (accountId: Account['id']) => string;
}) => (
  <nav class="folders" aria-label={mailWords.folders}>
    <FolderLink
      name={mailWords.allInboxes}
      href={mailHash({ page: 'mail', accountId: null, mailboxId: null })}
      isShown={source.accountId === null && !source.only}
      unseen={unseenOf(syncs.flatMap(({ mailboxes }) => mailboxes.filter(({ role }) => role === 'inbox')))}
      title={mailWords.allInboxes}
    />
    {(['unread', 'starred'] as const).map((only) => (
      <FolderLink
        key={only}
        name={orderWords.views[only]}
        href={mailHash({ page: 'mail', accountId: null, mailboxId: null, only })}
        isShown={source.only === only}
        unseen={0}
        title={orderWords.views[only]}
      />
    ))}
    {syncs.map(({ accountId, mailboxes }) => (
      <section key={accountId} aria-label={labelOf(accountId)}>
        <h2>{safeLine(labelOf(accountId), 60)}</h2>
        {sortMailboxes(mailboxes).map((mailbox) =>
          mailbox.isSelectable ? (
            <FolderLink
              key={mailbox.id}
              name={mailboxName(mailbox)}
              href={mailHash({ page: 'mail', accountId, mailboxId: mailbox.id })}
              isShown={source.accountId === accountId && isShown(source, mailbox)}
              unseen={mailbox.unseen}
              depth={depthOf(mailbox)}
              title={`${safeLine(mailbox.path)} · ${mailbox.isChosen ? mailWords.counts(mailbox) : mailWords.notFetched}`}
              isQuiet={!mailbox.isChosen}
            />
          ) : (
            <p key={mailbox.id} class={`folder-parent depth-${depthOf(mailbox)}`}>
              <bdi>{mailboxName(mailbox)}</bdi>
            </p>
          ),
        )}
      </section>
    ))}
  </nav>
);

const isShown = (source: ListSource, { id, role }: Mailbox): boolean =>
  source.mailboxId === null ? role === 'inbox' : source.mailboxId === id;

const unseenOf = (mailboxes: readonly Mailbox[]): number => mailboxes.reduce((sum, { unseen }) => sum + unseen, 0);

const FolderLink = ({
  name,
  href,
  isShown,
  unseen,
  title,
  depth = 0,
  isQuiet = false,
}: {
  name: string;
  href: string;
  isShown: boolean;
  unseen: number;
  title: string;
  depth?: number;
  isQuiet?: boolean;
}) => (
  <a class={`folder depth-${depth}${isQuiet ? ' quiet' : ''}`} href={href} title={title} aria-current={isShown ? 'page' : undefined}>
    <bdi>{name}</bdi>
    {unseen > 0 ? (
      <span class="unseen number" aria-label={mailWords.unread(unseen)}>
        {mailWords.number(unseen)}
      </span>
    ) : null}
  </a>
);
