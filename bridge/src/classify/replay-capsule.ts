import type { Capsule } from '@kurrier/shared/failure/capsule';
import type { Failure } from '@kurrier/shared/failure/failure';
import { classify } from './classify.ts';

/** Gives the classifier what the server said in a capsule, and resolves what it makes of it today. */
export const replayCapsule = ({
  leg = 'smtp',
  stage,
  host,
  port,
  security,
  code,
  reply,
  server,
  certificate,
  addresses,
}: Capsule): Failure =>
  classify({ leg, stage, host, port, security, reply, server, certificate, addresses, ...(code && { error: { code } }) });
