/**
 * Where an answer came from. The order is the rank: an earlier source outranks a later one, whichever was quicker.
 * `mx` is the provider or autoconfig that the domain's MX host leads to; `probe` are the usual names, tried without signing in, `ns` the
 * operator of the domain's name servers, `local-server` is a mail program's server on this computer.
 */
export const discoverySources = [
  'provider-facts',
  'pacc',
  'autoconfig',
  'ispdb',
  'srv',
  'mx',
  'autodiscover',
  'autoconfig-http',
  'probe',
  'ns',
  'local-server',
] as const;
