import type { Leg } from '@kurrier/shared/account/connection';
import type { FailureKind } from '@kurrier/shared/failure/failure';
import type { Opinion } from './model.ts';

/** The door of each leg; providers speak of "POP3/IMAP" or "SMTP" when they mean whatever a mail program comes in by. */
const doorOf: Record<Leg, FailureKind> = { smtp: 'auth.smtp_auth_disabled', imap: 'auth.imap_disabled' };
const doors: ReadonlySet<FailureKind> = new Set(Object.values(doorOf));

/** Counts "this way in is switched off" for the leg that was tried, by whatever name; the likeliest stays first. */
export const countForLeg = (leg: Leg, opinions: readonly Opinion[]): Opinion[] => {
  const ofDoors = opinions.filter(({ kind }) => doors.has(kind));
  const probability = ofDoors.reduce((sum, opinion) => sum + opinion.probability, 0);
  const door = { kind: doorOf[leg], probability, because: ofDoors[0]?.because ?? [] };
  return [...opinions.filter(({ kind }) => !doors.has(kind)), door].sort((a, b) => b.probability - a.probability);
};
