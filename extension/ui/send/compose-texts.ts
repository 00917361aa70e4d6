import type { BridgeProblem } from '@kurrier/shared/bridge/bridge-problem';
import { bridgeWords } from '@kurrier/shared/words/pages/accounts';
import { composeWords as words } from '@kurrier/shared/words/pages/send';
import { formatSize } from '../../model/format-size.ts';
import type { FileRefusal } from '../../model/send/attachments-model.ts';
import type { ComposeError } from '../../model/send/compose-fields.ts';
import type { SendRefusal } from '../../model/send/send-refusal.ts';
import { safeLine } from '../../model/mail/safe-text.ts';

/** The complaint beneath a field; null where there is none. */
export const errorText = (error: ComposeError | undefined): string | null => {
  if (!error) return null;
  if (error.error !== 'bad-addresses') return words.errors[error.error];
  return words.errors.badAddresses(error.bad.slice(0, 5).map((text) => safeLine(text, 60)));
};

/** Why a message was not accepted. */
export const refusalText = (refusal: SendRefusal): string => {
  const { reason } = refusal;
  if (reason === 'too-large') return words.refused[reason](formatSize(refusal.size), formatSize(refusal.limit));
  return reason in bridgeWords.problems
    ? `${problemTitle(reason as BridgeProblem)}. ${words.refused.unanswered}`
    : words.refused[reason as Refused];
};

type Refused = Exclude<SendRefusal['reason'], BridgeProblem | 'too-large'>;

const problemTitle = (problem: BridgeProblem): string => bridgeWords.problems[problem].title;

/** Why a file was not taken. */
export const fileRefusalText = ({ name, size, reason, limit }: FileRefusal): string => {
  const shown = safeLine(name, 80);
  const { refused } = words.files;
  if (reason === 'too-many') return refused[reason](shown, limit);
  return reason === 'too-large' ? refused[reason](shown, formatSize(size), formatSize(limit)) : refused[reason](shown, formatSize(limit));
};
