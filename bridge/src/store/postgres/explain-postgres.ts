import type { StorageProblem } from '@kurrier/shared/bridge/storage-problem';
import { isUntrustedCertificate } from '../shared/is-untrusted-certificate.ts';
import { SharedStoreError } from '../shared/shared-store-error.ts';

/** SQLSTATE, or the first two characters of one (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
const problems: Record<string, StorageProblem> = {
  '25006': 'shared-store-read-only', // read_only_sql_transaction
  '42501': 'shared-store-read-only', // insufficient_privilege
  '53': 'shared-store-full', // insufficient_resources
  '53300': 'shared-store-away', // too_many_connections
  '58': 'shared-store-full', // system_error
  '28': 'shared-store-refuses', // invalid_authorization_specification
  '3D000': 'shared-store-refuses', // invalid_catalog_name
  '42P01': 'shared-store-unfit', // undefined_table
};

/** What the client or the server says, under the name of the problem; without an answer of the server, the work may have been done. */
export const explainPostgres = (address: string, error: unknown): SharedStoreError => {
  if (isUntrustedCertificate(error)) return new SharedStoreError(address, 'shared-store-untrusted', error);
  const { code = '' } = error as { code?: string };
  const problem = problems[code] ?? problems[code.slice(0, 2)] ?? 'shared-store-away';
  const wasNeverAsked = code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code.startsWith('28');
  return new SharedStoreError(address, problem, error, problem === 'shared-store-away' && !wasNeverAsked);
};
