import type { Failure, FailureKind } from '@kurrier/shared/failure/failure';
import { microsoftCodes } from '@kurrier/shared/oauth/microsoft-codes';
import { protocolErrors } from '@kurrier/shared/oauth/protocol-errors';
import { deviceCodeMark, readSignInErrorCode } from '@kurrier/shared/oauth/sign-in-error-code';
import type { SignInHint } from '@kurrier/shared/oauth/sign-in-hints';
import * as z from 'zod/mini';
import { FetchError } from './bounded-fetch.ts';

/** An error answer of an authorization server, wherever it stood: in a redirect, or in the body of a response. */
const ErrorAnswer = z.object({
  error: z.string(),
  error_description: z.optional(z.string()),
  error_codes: z.optional(z.array(z.number())),
  error_subtype: z.optional(z.string()),
  suberror: z.optional(z.string()),
});

interface Where {
  /** Host of the provider, for people. */
  host: string;
  /** The person typed a code on another page. */
  isDeviceCode?: boolean;
}

/**
 * Names what went wrong between us and a provider. `error` decides; a provider's own codes only make it finer. Never quotes what a token
 * could stand in.
 */
export const classifySignInError = (error: unknown, where: Where): Failure => {
  const chain = causesOf(error);
  const fetching = chain.find((cause) => cause instanceof FetchError);
  if (fetching) return failure('oauth.provider_unreachable', where, `${fetching.problem}${fetching.code ? ` ${fetching.code}` : ''}`);
  for (const cause of chain) {
    const status = statusOf(cause);
    const answer = readAnswer(cause);
    if (answer) return classifyAnswer(answer, where, status);
    if (cause instanceof Response) return classifyStatus(cause.status, where);
  }
  const code = chain.map(codeOf).find((found) => found !== undefined);
  return failure(readSignInErrorCode(code ?? '').kind, where, code ?? 'INTERNAL');
};

/** What an error answer means, with the code that people can look up. */
const classifyAnswer = (answer: z.infer<typeof ErrorAnswer>, where: Where, status?: number): Failure => {
  if (status === 429) return failure('oauth.rate_limited', where, 'HTTP_429');
  if (status !== undefined && status >= 500) return failure('oauth.provider_unreachable', where, `HTTP_${status}`, 'provider-in-trouble');
  const number = answer.error_codes?.[0] ?? readMicrosoftCode(answer.error_description);
  const finer = number === undefined ? undefined : microsoftCodes.get(number);
  const meaning = (finer && agrees(answer.error, finer.kind) ? finer : undefined) ?? protocolErrors[answer.error];
  const code = number === undefined ? answer.error.slice(0, 60) : `AADSTS${number}`;
  if (where.isDeviceCode && meaning?.kind === 'oauth.sign_in_policy')
    return failure('oauth.device_code_blocked', where, `${code}${deviceCodeMark}`, 'device-code-blocked');
  if (!meaning) return failure('oauth.answer_rejected', where, code);
  // A code of Microsoft's says more than the words beside it.
  const hint = number === undefined ? (hintOfWords(answer, meaning.kind) ?? meaning.hint) : meaning.hint;
  return failure(hint === 'client-test-user' ? 'oauth.client_refused' : meaning.kind, where, code, hint);
};

/** Trouble of the provider is never made a refusal by a code, nor a refusal of the grant a passing trouble, unless it says so itself. */
const agrees = (error: string, kind: FailureKind): boolean => {
  const isPassing = kind === 'oauth.provider_unreachable' || kind === 'oauth.rate_limited';
  const byProtocol = protocolErrors[error]?.kind;
  return isPassing || (byProtocol !== 'oauth.provider_unreachable' && byProtocol !== 'oauth.rate_limited');
};

/** Google's refusals come with words and without a code of their own. */
const hintOfWords = ({ error, error_description = '' }: z.infer<typeof ErrorAnswer>, kind: FailureKind): SignInHint | undefined => {
  const words = error_description.slice(0, 500);
  if (error === 'access_denied' && /verification process|test(?:er| user)/i.test(words)) return 'client-test-user';
  if (kind === 'oauth.grant_ended' && /revoked/i.test(words)) return 'grant-revoked';
  if (kind === 'oauth.client_refused' && /redirect/i.test(words)) return 'redirect-not-registered';
  if (kind === 'oauth.client_refused' && /secret/i.test(words)) return 'client-secret-wrong';
  return undefined;
};

const classifyStatus = (status: number, where: Where): Failure =>
  status === 429 ? failure('oauth.rate_limited', where, 'HTTP_429') : failure('oauth.provider_unreachable', where, `HTTP_${status}`);

const failure = (kind: FailureKind, { host }: Where, code: string, hint?: SignInHint): Failure => ({
  kind,
  stage: 'authorization',
  confidence: 'certain',
  host,
  code,
  ...(hint && { hint }),
});

const longestChain = 6;

const causesOf = (error: unknown): unknown[] => {
  const chain: unknown[] = [];
  for (let cause = error; cause !== undefined && chain.length < longestChain; cause = (cause as { cause?: unknown } | null)?.cause) {
    chain.push(cause);
    if (typeof cause !== 'object' || cause === null) break;
  }
  return chain;
};

const readAnswer = (cause: unknown): z.infer<typeof ErrorAnswer> | undefined => {
  if (cause instanceof URLSearchParams) return ErrorAnswer.safeParse(Object.fromEntries(cause)).data;
  if (cause instanceof Response || typeof cause !== 'object' || cause === null) return undefined;
  const body = (cause as { cause?: unknown }).cause;
  const text = body instanceof URLSearchParams ? Object.fromEntries(body) : body;
  return ErrorAnswer.safeParse(text).data ?? ErrorAnswer.safeParse(cause).data;
};

const statusOf = (cause: unknown): number | undefined => {
  const status = (cause as { status?: unknown } | null)?.status;
  return typeof status === 'number' ? status : undefined;
};

const codeOf = (cause: unknown): string | undefined => {
  const code = (cause as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code.slice(0, 60) : undefined;
};

/** The description begins with its code. */
const readMicrosoftCode = (description: string | undefined): number | undefined => {
  const found = /^AADSTS(\d{4,8})\b/.exec(description?.slice(0, 40) ?? '')?.[1];
  return found === undefined ? undefined : Number(found);
};
