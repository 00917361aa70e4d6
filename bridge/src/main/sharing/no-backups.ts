import type { Backups } from '../../store/backups.ts';

/** Of a store on a server, whoever runs the server makes backups (docs/shared-store.md). */
export const noBackups: Pick<Backups, 'forgetAccount' | 'clear'> = { forgetAccount: () => {}, clear: () => {} };
