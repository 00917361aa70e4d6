import type { Leg } from './account/connection.ts';
import { legs } from './account/security-plan.ts';
import { americas } from './providers/americas.ts';
import { asiaPacific } from './providers/asia-pacific.ts';
import { easternEurope } from './providers/eastern-europe.ts';
import { europe } from './providers/europe.ts';
import { germanSpeaking } from './providers/german-speaking.ts';
import { customDomain, hosting } from './providers/hosting.ts';
import { independent } from './providers/independent.ts';
import type { Provider } from './providers/provider.ts';
import { isRentedMachine } from './providers/rented-machine.ts';
import { worldwide } from './providers/worldwide.ts';

export { customDomain, isRentedMachine };

/** Every provider that is known without asking anybody. Read by the bridge and the documentation; too large for the extension. */
export const providers: readonly Provider[] = [
  ...worldwide,
  ...independent,
  ...germanSpeaking,
  ...europe,
  ...easternEurope,
  ...americas,
  ...asiaPacific,
  ...hosting,
];

const split = (words: string | undefined): string[] => words?.split(' ') ?? [];

const byDomain = new Map(providers.flatMap((provider) => split(provider.domains).map((domain) => [domain, provider] as const)));
const byMx = providers
  .flatMap((provider) => split(provider.mx).map((end) => [end, provider] as const))
  .sort(([a], [b]) => b.length - a.length);

/** The domains of their addresses, the largest providers' first. */
export const providerDomains: readonly string[] = [...byDomain.keys()];

/** The provider whose own addresses end in `domain` (lower case, A-labels). */
export const providerOfDomain = (domain: string): Provider | undefined => byDomain.get(domain);

/**
 * The provider that the MX host belongs to; the longest match decides, so that Outlook.com is not taken for Microsoft 365. A machine that
 * it rents out is not its own.
 */
export const providerOfMx = (host: string): Provider | undefined =>
  isRentedMachine(host) ? undefined : byMx.find(([end]) => host === end || host.endsWith(`.${end}`))?.[1];

const serverKey = (leg: Leg, host: string) => `${leg} ${host}`;
const byServer = new Map(
  providers.flatMap((provider) =>
    legs.flatMap((leg) =>
      (provider[leg] ?? []).filter(({ host }) => host !== '127.0.0.1').map(({ host }) => [serverKey(leg, host), provider] as const),
    ),
  ),
);

/** The provider whose server this is, whoever named it; where several share it, the one that hosts other domains. */
export const providerOfServer = (leg: Leg, host: string): Provider | undefined => byServer.get(serverKey(leg, host));
