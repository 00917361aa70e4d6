import { signal, type ReadonlySignal } from '@preact/signals';
import type { Account } from '@kurrier/shared/account/account';
import type { SignInView } from '@kurrier/shared/api/oauth';
import type { Call } from '../call.ts';
import type { PolicyClients } from './policy-clients.ts';

export type SignInRefusal =
  | 'unknown-provider'
  | 'no-client'
  | 'closed'
  | 'foreign-host'
  | 'no-leg'
  | 'too-many'
  | 'not-offered'
  | 'tenant-required'
  | 'not-found';

export interface SignInsModel {
  /** The newest first; those that ended well are gone. */
  views: ReadonlySignal<SignInView[]>;
  /** Why the last one did not begin. */
  refusal: ReadonlySignal<SignInRefusal | null>;
  /** Finds what was begun before this page was opened. */
  load: () => Promise<void>;
  /** Shows one that a form began, and opens its page. */
  put: (view: SignInView) => void;
  /** Signs an account in that was before, or that has a password now. */
  signInAgain: (account: Account, issuer: string) => Promise<void>;
  confirm: (id: string, as: 'same-mailbox' | 'shared-mailbox') => Promise<void>;
  /** Begins anew what failed or was for another account. */
  retry: (id: string) => Promise<void>;
  cancel: (id: string) => Promise<void>;
}

/** Whether there is anything to show of sign-ins. */
export const hasSignIns = ({ views, refusal }: Pick<SignInsModel, 'views' | 'refusal'>): boolean =>
  views.value.length > 0 || refusal.value !== null;

const isUnderWay = ({ status }: SignInView): boolean => status.state === 'waiting' || status.state === 'finishing';

/** The sign-ins of this bridge, whoever began them: they go on while no page is open. */
export const createSignInsModel = ({
  call,
  open,
  readManagedClientIds,
}: {
  call: Call;
  open: (url: string) => void;
  readManagedClientIds: () => Promise<PolicyClients>;
}): SignInsModel => {
  const views = signal<SignInView[]>([]);
  const refusal = signal<SignInRefusal | null>(null);
  const followed = new Set<string>();

  const show = (view: SignInView) => {
    const others = views.value.filter(({ id }) => id !== view.id);
    views.value = view.status.state === 'done' ? others : [view, ...others];
  };
  const remove = (id: string) => {
    views.value = views.value.filter((view) => view.id !== id);
  };
  const follow = async (first: SignInView) => {
    if (followed.has(first.id)) return;
    followed.add(first.id);
    for (let view = first; isUnderWay(view);) {
      const answer = await call('oauth.follow', { id: view.id, seen: view.status.state, waitMs: 20_000 });
      if (!answer.ok) break;
      if ('refused' in answer.value) {
        remove(first.id);
        break;
      }
      view = answer.value;
      if (views.value.some(({ id }) => id === view.id)) show(view);
    }
    followed.delete(first.id);
  };
  const put = (view: SignInView) => {
    refusal.value = null;
    show(view);
    if (view.status.state === 'waiting') open(view.status.url);
    void follow(view);
  };

  return {
    views,
    refusal,
    put,
    load: async () => {
      const answer = await call('oauth.list', {});
      if (!answer.ok) return;
      views.value = answer.value.signIns.filter(({ status }) => status.state !== 'done');
      for (const view of views.value) void follow(view);
    },
    signInAgain: async ({ id, address, label, smtp, imap }, issuer) => {
      const change = { address, label, ...(smtp && { smtp: smtp.settings }), ...(imap && { imap: imap.settings }) };
      const answer = await call('oauth.begin', { of: { issuer }, id, change, policyClients: await readManagedClientIds() });
      if (!answer.ok) return;
      if (!('refused' in answer.value)) put(answer.value);
      else refusal.value = answer.value.refused === 'failed' ? null : answer.value.refused;
    },
    confirm: async (id, as) => {
      const answer = await call('oauth.confirm', { id, as });
      if (!answer.ok || 'refused' in answer.value) return;
      show(answer.value);
      void follow(answer.value);
    },
    retry: async (id) => {
      const answer = await call('oauth.retry', { id });
      if (!answer.ok) return;
      remove(id);
      if (!('refused' in answer.value)) put(answer.value);
      else refusal.value = answer.value.refused === 'failed' ? null : answer.value.refused;
    },
    cancel: async (id) => {
      remove(id);
      await call('oauth.cancel', { id });
    },
  };
};
