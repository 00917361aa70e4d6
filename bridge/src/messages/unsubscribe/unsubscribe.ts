import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { MessageRef } from '@kurrier/shared/mail/mail';
import type { Unsubscribed, UnsubscribeWay } from '@kurrier/shared/mail/unsubscribe';
import { judgeSender, type Receiver, type RegistrableDomain } from '../../codes/judge-sender.ts';
import type { OnDemandConnections, OnDemandFailure } from '../../imap/on-demand/on-demand-connections.ts';
import type { FindMessage } from '../find-message.ts';
import { oneClickBody, planUnsubscribe } from './plan-unsubscribe.ts';

/** Posts a form once, over https, to a public address, without cookies or redirects. A refusal is the name of its reason. */
export type PostForm = (url: URL, body: string) => Promise<Outcome<null, string>>;

export interface UnsubscribeDeps {
  findMessage: FindMessage;
  onDemand: OnDemandConnections;
  receiverOf: (accountId: string) => Promise<Receiver | null>;
  registrable: RegistrableDomain;
  postForm: PostForm;
}

const longestHeader = 64 * 1024;
const headers = 'HEADER.FIELDS (FROM AUTHENTICATION-RESULTS DKIM-SIGNATURE LIST-UNSUBSCRIBE LIST-UNSUBSCRIBE-POST)';
const refusals = new Set(['private-address', 'redirected', 'http-status']);

/** Says how the list of a message can be left, and leaves it where that is one click: read anew each time, never taken from a page. */
export const createUnsubscribe = ({ findMessage, onDemand, receiverOf, registrable, postForm }: UnsubscribeDeps) => {
  const look = async ({ ref }: { ref: MessageRef }): Promise<UnsubscribeWay | OnDemandFailure> => {
    const found = await findMessage(ref);
    const receiver = await receiverOf(ref.accountId);
    if (!found || !receiver) return { refused: 'not-found' };
    const fetched = await onDemand.run({ ...ref, mailbox: found.mailbox, write: false }, async (mailbox) => {
      const sections = await mailbox.fetchSections(ref.uid, [{ section: headers, offset: 0, length: longestHeader }]);
      return sections.ok ? succeed(sections.value?.[0]?.toString('latin1') ?? null) : sections;
    });
    if (!fetched.ok) return fetched.failure;
    if (fetched.value === null) return { refused: 'not-found' };
    const header = fetched.value.slice(0, longestHeader);
    return planUnsubscribe(header, judgeSender(header, receiver, registrable));
  };
  return {
    look,
    async leave({ ref }: { ref: MessageRef }): Promise<Unsubscribed | OnDemandFailure> {
      const plan = await look({ ref });
      if (!('way' in plan)) return plan;
      if (plan.way !== 'one-click') return { refused: 'not-offered' };
      const posted = await postForm(new URL(plan.url), oneClickBody);
      if (posted.ok) return { done: true, host: plan.host };
      return { refused: refusals.has(posted.failure) ? (posted.failure as 'redirected') : 'unreachable' };
    },
  };
};
