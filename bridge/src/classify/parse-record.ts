import type { Leg } from '@kurrier/shared/account/connection';
import type { Stage } from '@kurrier/shared/failure/failure';
import type { ReplyEvidence } from './evidence.ts';
import { parseLibraryError } from './parse-library-error.ts';

/** One observation of a failure, as in tests/corpus: what a library threw, what was on the wire, and the settings. */
export interface FailureRecord {
  protocol: Leg;
  phase?: string | null;
  node?: unknown;
  wire?: string | null;
  settings?: { port?: number | null; secure?: boolean | null; hostHint?: string | null } | null;
}

const stageOfPhase: Readonly<Record<string, Stage>> = {
  dns: 'name',
  connect: 'connect',
  tls: 'tls',
  starttls: 'tls',
  greeting: 'greeting',
  capability: 'capabilities',
  auth: 'sign-in',
  'mail-from': 'sender',
  'rcpt-to': 'recipient',
  data: 'content',
  select: 'mailbox',
  list: 'mailbox',
  idle: 'mailbox',
};

/** Turns a record into evidence; what was on the wire is preferred to what a library made of it. */
export const parseRecord = ({ protocol, phase, node, wire, settings }: FailureRecord): ReplyEvidence => {
  const stage = stageOfPhase[phase ?? ''];
  const { hostHint, port, secure } = settings ?? {};
  const context = { leg: protocol, stage, host: hostHint ?? undefined, port: port ?? undefined, secure: secure ?? undefined };
  const evidence = parseLibraryError(node ?? {}, context);
  return wire ? { ...evidence, reply: { ...evidence.reply, text: wire } } : evidence;
};
