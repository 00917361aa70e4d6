import type { Credential } from '@kurrier/shared/account/credential';
import type { Failure } from '@kurrier/shared/failure/failure';

/**
 * Asks a mail server again with another token where it refused one that had not expired, once. What is said then is the reason why there
 * is no other token, where that is finer than the server's refusal.
 */
export const withRenewedToken =
  <Request extends Credential, Options, Result>(
    ask: (request: Request, options: Options) => Promise<Result>,
    { failureOf, toResult }: { failureOf: (result: Result) => Failure | undefined; toResult: (failure: Failure, first: Result) => Result },
  ): ((request: Request, options: Options) => Promise<Result>) =>
  async (request, options) => {
    const first = await ask(request, options);
    if (!('accessToken' in request) || !request.renew || failureOf(first)?.kind !== 'auth.oauth_token_invalid') return first;
    const renewed = await request.renew();
    if (renewed.ok) return ask({ ...request, accessToken: renewed.value }, options);
    return renewed.failure.kind === 'auth.oauth_token_invalid' ? first : toResult(renewed.failure, first);
  };
