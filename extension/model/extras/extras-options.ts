/** What a person switched on, kept in this browser. */
export interface ExtrasOptions {
  /** The newest unread mail stands in the popup. */
  popup: boolean;
  badge: 'state' | 'dot' | 'number';
  notify: 'off' | 'plain' | 'content';
  /** Whole hours of this computer's clock; null: none. */
  quiet: { from: number; to: number } | null;
  /** Accounts that are neither counted nor told of. */
  muted: readonly string[];
}

/** Nothing is on. */
export const noExtras: ExtrasOptions = { popup: false, badge: 'state', notify: 'off', quiet: null, muted: [] };

/** Whether the worker has anything to do for them. */
export const watchesMail = ({ badge, notify }: ExtrasOptions): boolean => badge !== 'state' || notify !== 'off';

/** Whether it is a quiet hour; from 22 to 7 goes over midnight. */
export const isQuiet = ({ quiet }: ExtrasOptions, hour: number): boolean => {
  if (!quiet || quiet.from === quiet.to) return false;
  return quiet.from < quiet.to ? hour >= quiet.from && hour < quiet.to : hour >= quiet.from || hour < quiet.to;
};
