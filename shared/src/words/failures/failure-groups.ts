import { failureKinds, type FailureKind } from '../../failure/failure-kinds.ts';

/** Under which heading a kind of failure is listed, by what its name begins with. */
const groups: Readonly<Record<string, string>> = {
  auth: 'Signing in',
  oauth: 'Signing in with the provider',
  net: 'Reaching the server',
  tls: 'Encryption',
  server: 'The server',
  quota: 'Mailbox, sender, recipient, message',
  mailbox: 'Mailbox, sender, recipient, message',
  sender: 'Mailbox, sender, recipient, message',
  recipient: 'Mailbox, sender, recipient, message',
  message: 'Mailbox, sender, recipient, message',
  config: 'Everything else',
  local: 'Everything else',
  unknown: 'Everything else',
};

/** Every kind of failure, once, in the order in which they are listed. Throws where a kind has no heading. */
export const groupFailures = (): { heading: string; kinds: FailureKind[] }[] => {
  const kinds = Object.keys(failureKinds) as FailureKind[];
  const homeless = kinds.filter((kind) => !groups[kind.split('.')[0]!]);
  if (homeless.length > 0) throw new Error(`give these kinds a group: ${homeless.join(', ')}`);
  return [...new Set(Object.values(groups))].map((heading) => ({
    heading,
    kinds: kinds.filter((kind) => groups[kind.split('.')[0]!] === heading),
  }));
};
