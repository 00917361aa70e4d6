import { signal, type ReadonlySignal } from '@preact/signals';
import type { MessageContent, MessageRef } from '@kurrier/shared/mail/mail';
import type { Call } from '../call.ts';
import { fetchFile } from '../mail/fetch-file.ts';
import { messageKey } from '../mail/message-key.ts';
import { largestInvitation, type Invitation } from './invitation.ts';

export interface InvitationModel {
  /** What the message invites to; null: to nothing, or that cannot be read. */
  invitationOf: (ref: MessageRef) => Invitation | null;
  /** Looks for an invitation in the message. */
  follow: (content: MessageContent) => Promise<void>;
}

/** Reads an iCalendar file; null where there is no event in it. */
export type ReadInvitation = (text: string) => Invitation | null;

const isCalendar = ({ type, name, depth }: MessageContent['attachments'][number]): boolean =>
  depth === 0 && (type === 'text/calendar' || type === 'application/ics' || /\.ics$/i.test(name));

/** The invitation in the message that is open. What reads it is loaded with the first one. */
export const createInvitationModel = ({ call, loadReader }: { call: Call; loadReader: () => Promise<ReadInvitation> }): InvitationModel => {
  const shown = signal<{ key: string; invitation: Invitation | null }>({ key: '', invitation: null });
  const readable: ReadonlySignal<{ key: string; invitation: Invitation | null }> = shown;
  return {
    invitationOf: (ref) => (readable.value.key === messageKey(ref) ? readable.value.invitation : null),
    follow: async ({ row: { ref }, attachments }) => {
      const key = messageKey(ref);
      shown.value = { key, invitation: null };
      const index = attachments.findIndex(isCalendar);
      if (index === -1) return;
      const [read, fetched] = await Promise.all([loadReader(), fetchFile(call, ref, index, largestInvitation)]);
      if (shown.peek().key !== key || !('bytes' in fetched)) return;
      shown.value = { key, invitation: read(await new Blob(fetched.bytes).text()) };
    },
  };
};
