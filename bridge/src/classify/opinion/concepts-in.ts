import { account, locked, oauth, organisationPolicy, webLogin } from '../concepts/account.ts';
import { encryption, imapDoor, needed, off, smtpDoor } from '../concepts/access.ts';
import { appPassword } from '../concepts/app-password.ts';
import { credentials, refused } from '../concepts/credentials.ts';
import { folder, noRights } from '../concepts/folder.ts';
import { attempts, connections, rate, tooMany } from '../concepts/limits.ts';
import { content, mailNotVouchedFor, notThere, notYours, recipient, sender, senderCheck, tooLarge } from '../concepts/mail.ts';
import { notSignedIn, relay } from '../concepts/relay.ts';
import { blocked, callerAddress, place } from '../concepts/network.ts';
import { mechanism, protocolError, unsupported } from '../concepts/protocol.ts';
import { full, idledOut, outOfService, temporary } from '../concepts/server-state.ts';

const concepts: Readonly<Record<string, RegExp>> = {
  account,
  locked,
  oauth,
  organisationPolicy,
  webLogin,
  encryption,
  imapDoor,
  needed,
  off,
  smtpDoor,
  appPassword,
  credentials,
  refused,
  folder,
  noRights,
  attempts,
  connections,
  rate,
  tooMany,
  content,
  mailNotVouchedFor,
  notSignedIn,
  notThere,
  notYours,
  recipient,
  relay,
  sender,
  senderCheck,
  tooLarge,
  blocked,
  callerAddress,
  place,
  mechanism,
  protocolError,
  unsupported,
  full,
  idledOut,
  outOfService,
  temporary,
};

/** Names of the concepts that folded text speaks of, in whatever language. */
export const conceptsIn = (folded: string): string[] => Object.keys(concepts).filter((name) => concepts[name]!.test(folded));
