import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import type { ConnectionSecurity, Leg } from '@kurrier/shared/account/connection';
import type { Failure, Stage } from '@kurrier/shared/failure/failure';
import type { Secret } from '@kurrier/shared/secret';
import { classify } from '../classify/classify.ts';
import { redactReply } from '../classify/redact-reply.ts';
import { identifyServer, type ToldByServer } from '../classify/server/identify-server.ts';
import { asProtocolError } from './protocol-error.ts';

/** What is known of an attempt, whatever failed in it. */
export interface AttemptContext {
  leg: Leg;
  stage: Stage;
  settings: Pick<ServerSettings, 'host' | 'port' | 'secure'>;
  security: ConnectionSecurity | undefined;
  /** What the server told of itself. */
  told: ToldByServer;
  /** MX hosts of the address's domain, where they were asked for. */
  mxHosts?: readonly string[];
  /** Hidden in whatever the server said. */
  secrets: readonly Secret[];
}

/** The edge of this folder: whatever was thrown becomes a classified, redacted failure. */
export const toFailure = (error: unknown, { leg, stage, settings, security, told, mxHosts, secrets }: AttemptContext): Failure => {
  const { evidence } = asProtocolError(error);
  const reply = evidence.reply && { ...evidence.reply, text: redactReply(evidence.reply.text, secrets) };
  const message = evidence.error?.message && redactReply(evidence.error.message, secrets);
  const at = evidence.stage ?? stage;
  const greeting = told.greeting ?? (at === 'greeting' ? reply?.text : undefined);
  return classify({
    ...evidence,
    leg,
    stage: at,
    server: identifyServer({ leg, host: settings.host, ...told, greeting, mxHosts, reply: reply?.text }),
    host: settings.host,
    port: settings.port,
    secure: settings.secure,
    security: evidence.security ?? security,
    ...(evidence.error && { error: { ...evidence.error, message } }),
    ...(reply && { reply }),
  });
};
