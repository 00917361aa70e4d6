import { signal, type ReadonlySignal } from '@preact/signals';
import type { ConnectionSecurity, Leg } from '@kurrier/shared/account/connection';
import type { PageServer, PageSettings, PageText } from '@kurrier/shared/discovery/page-text';
import type { Outcome } from '@kurrier/shared/failure/outcome';
import { defaultPort } from '@kurrier/shared/account/security-plan';
import type { Call } from '../call.ts';
import type { FormModel } from './form-model.ts';

type PageReading =
  | { phase: 'idle' }
  | { phase: 'reading' }
  | { phase: 'failed'; reason: 'refused' | 'closed' | 'not-an-address' | 'bridge' }
  | { phase: 'found'; origin: string; settings: PageSettings };

export interface PageSettingsModel {
  state: ReadonlySignal<PageReading>;
  /** Reads the page in the tab; works from within a click. */
  read: () => Promise<void>;
  /** Puts what was found into the form, as if it had been typed. */
  use: () => void;
  dismiss: () => void;
}

/** The settings that the page in the tab shows, for the address in the form: read after a press, shown, and used after another. */
export const createPageSettingsModel = ({
  call,
  readPage,
  form,
}: {
  call: Call;
  readPage: () => Promise<Outcome<PageText, 'refused' | 'closed'>>;
  form: FormModel;
}): PageSettingsModel => {
  const state = signal<PageReading>({ phase: 'idle' });
  const read = async () => {
    state.value = { phase: 'reading' };
    const page = await readPage();
    if (!page.ok) {
      state.value = { phase: 'failed', reason: page.failure };
      return;
    }
    const answer = await call('page.settings', { address: form.fields.peek().address.trim(), page: page.value });
    if (!answer.ok) state.value = { phase: 'failed', reason: 'bridge' };
    else if ('refused' in answer.value) state.value = { phase: 'failed', reason: answer.value.refused };
    else state.value = { phase: 'found', origin: page.value.origin, settings: answer.value };
  };
  const use = () => {
    const found = state.peek();
    if (found.phase !== 'found') return;
    const { imap, smtp } = found.settings;
    form.addressFirst?.stop();
    const address = form.fields.peek().address.trim();
    if (imap) form.editLeg('imap', fieldsOf(imap, 'imap', address));
    if (smtp) form.editLeg('smtp', fieldsOf(smtp, 'smtp', address));
    state.value = { phase: 'idle' };
  };
  return { state, read, use, dismiss: () => (state.value = { phase: 'idle' }) };
};

/** The port that goes with a security where the page names none. */
const portOf = (leg: Leg, security: ConnectionSecurity | null): number =>
  security === 'starttls' ? (leg === 'imap' ? 143 : 587) : defaultPort[leg];

/** A server as the form's fields. What a page calls unencrypted is still asked for encryption: nothing is allowed in clear by a page. */
const fieldsOf = ({ host, port, security, username }: PageServer, leg: Leg, address: string) => ({
  host,
  port: String(port ?? portOf(leg, security)),
  username: username === 'local-part' ? address.slice(0, address.lastIndexOf('@')) : username === 'other' ? '' : address,
  secure: security !== 'cleartext',
  allowUnencrypted: false,
});
