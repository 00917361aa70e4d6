import { describe } from '@kurrier/shared/words/describe-failure';
import { en } from '@kurrier/shared/words/verdicts-en';
import { composeWords as words } from '@kurrier/shared/words/pages/send';
import { formatSize } from '../../model/format-size.ts';
import type { SendLimitsState } from '../../model/send/send-limits-model.ts';
import type { SendRefusal } from '../../model/send/send-refusal.ts';
import { refusalText } from './compose-texts.ts';

/** How much the account's server takes, before anything is uploaded. */
export const LimitsLine = ({ limits }: { limits: SendLimitsState }) => (
  <p class="hint limits" role="status">
    {limitsText(limits)}
  </p>
);

const limitsText = (limits: SendLimitsState): string => {
  switch (limits.state) {
    case 'unknown':
      return '';
    case 'asking':
      return words.limits.asking;
    case 'failed':
      return words.limits.failed(describe(limits.failure, en).title);
    case 'known': {
      const size = limits.attachments === null ? words.limits.unlimited : words.limits.known(formatSize(limits.attachments));
      return limits.smtpUtf8 ? size : `${size} ${words.limits.noUtf8}`;
    }
  }
};

/** Why the message was not accepted; what was written is still there. */
export const RefusedLine = ({ refusal }: { refusal: SendRefusal }) => (
  <p class="warning" role="alert">
    {refusalText(refusal)}
  </p>
);
