import type { VaultState } from '../api/vault.ts';
import type { BridgeState } from '../bridge-state.ts';

interface StateWords {
  title: string;
  meaning: string;
  /** What to do, starting with a verb; empty where there is nothing to do. */
  fix: string;
}

type LockReason = Extract<VaultState, { state: 'locked' }>['reason'];

/** What is said of the bridge: never of mail. `{port}` and `{path}` are filled in. */
export interface BridgeWords {
  states: Record<Exclude<BridgeState['state'], 'not-paired'>, StateWords>;
  notPaired: Record<Extract<BridgeState, { state: 'not-paired' }>['reason'], StateWords>;
  locked: Record<LockReason, string>;
}

export const bridgeWords: BridgeWords = {
  states: {
    'no-permission': {
      title: 'The browser blocks the bridge',
      meaning: 'Kurrier may not talk to 127.0.0.1, where its bridge runs on this computer.',
      fix: 'Grant the permission.',
    },
    'not-running': {
      title: 'The bridge is not running',
      meaning: 'Nothing answers on the ports that the bridge uses on this computer.',
      fix: 'Start it with “npm start” or “kurrier serve”.',
    },
    'other-program': {
      title: 'Another program answers in place of the bridge',
      meaning: 'What answers on port {port} is not the bridge that this browser is paired with. Nothing of yours was sent to it.',
      fix: 'Start the bridge; it takes the next free port. If it is running, find out which program uses port {port}.',
    },
    locked: {
      title: 'The bridge is locked',
      meaning: 'The bridge runs, but cannot open the stored passwords.',
      fix: 'Unlock it with “kurrier unlock”, which says what is missing.',
    },
    'too-old': {
      title: 'Bridge and extension do not fit',
      meaning: 'They are of versions that no longer understand each other.',
      fix: 'Update the older of the two.',
    },
    ready: { title: 'Connected', meaning: 'The bridge answers on port {port}.', fix: '' },
  },
  notPaired: {
    never: {
      title: 'Not paired yet',
      meaning: 'A bridge answers on port {port}. It works only for browsers that it is paired with.',
      fix: 'Paste the pairing code that “npm start” or “kurrier pair” shows.',
    },
    revoked: {
      title: 'No longer paired',
      meaning: 'The bridge has ended this browser’s access, or it was not used for 90 days.',
      fix: 'Paste a new code from “kurrier pair”.',
    },
    'other-bridge': {
      title: 'This is another bridge',
      meaning: 'The bridge on port {port} is not the one that this browser is paired with.',
      fix: 'Start the bridge you paired with, or pair with this one by a code from “kurrier pair”.',
    },
  },
  locked: {
    'key-missing':
      'The vault’s key is not at {path}. Put it back from where it was moved or from a backup; the passwords open with no other.',
    'key-wrong': 'The key at {path} is not the one of this vault. Put the right one back; the passwords open with no other.',
    'keyring-unavailable': 'The vault’s key is in the system’s keyring, which does not answer. Unlock the keyring, then try again.',
    'passphrase-needed': 'The vault opens with your passphrase. Enter it with “kurrier unlock”.',
    'passphrase-wrong': 'This is not the vault’s passphrase. Try again.',
    'vault-file-missing': 'Stored passwords were found, but {path}, which opens them, is gone. Put it back from a backup.',
    'vault-file-broken': '{path} cannot be read. Put it back from a backup.',
    'not-private': 'Others can reach {path}. “kurrier serve” says which command mends that.',
  },
};
