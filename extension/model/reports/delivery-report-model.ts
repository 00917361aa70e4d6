import { signal, type ReadonlySignal } from '@preact/signals';
import type { DeliveryReport } from '@kurrier/shared/mail/delivery-report';
import type { MessageContent, MessageRef } from '@kurrier/shared/mail/mail';
import type { Call } from '../call.ts';
import { messageKey } from '../mail/message-key.ts';

export interface DeliveryReportModel {
  /** What the message reports; null: nothing, or that is not known. */
  reportOf: (ref: MessageRef) => DeliveryReport | null;
  /** Reads the message as a report, where it may be one. */
  follow: (content: MessageContent) => Promise<void>;
}

/** The report in the message that is open. One that cannot be read stands in the message's own words. */
export const createDeliveryReportModel = ({ call }: { call: Call }): DeliveryReportModel => {
  const shown = signal<{ key: string; report: DeliveryReport | null }>({ key: '', report: null });
  const readable: ReadonlySignal<{ key: string; report: DeliveryReport | null }> = shown;
  return {
    reportOf: (ref) => (readable.value.key === messageKey(ref) ? readable.value.report : null),
    follow: async ({ row: { ref }, isReport }) => {
      const key = messageKey(ref);
      shown.value = { key, report: null };
      if (!isReport) return;
      const answer = await call('mail.deliveryReport', { ref });
      if (shown.peek().key === key && answer.ok && 'report' in answer.value) shown.value = { key, report: answer.value.report };
    },
  };
};
