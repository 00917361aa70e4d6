import type { Endpoint } from '../bridge/endpoint.ts';
import { applyProposal, cancelVerification, listAccounts, removeAccount, saveAccount, verifyAccount } from './accounts.ts';
import { addAlias, listAliases, removeAlias } from './aliases.ts';
import { forgetCertificate, listCertificates, trustCertificate } from './certificates.ts';
import { demoState, startDemo, stopDemo } from './demo.ts';
import { listDevices, renameDevice, revokeDevice } from './devices.ts';
import { discoverServers, stopDiscovery } from './discover.ts';
import { dismissChange, listChanges } from './order/changes.ts';
import { examineDomain } from './doctor.ts';
import { eventsSince } from './events.ts';
import {
  chooseSync,
  listMessages,
  listSyncs,
  markSeen,
  moveMessages,
  starMessages,
  fetchPicture,
  openHtml,
  openMessage,
  pauseSync,
  readAttachment,
  readAttachmentPiece,
  readSource,
  syncNow,
  trashMessages,
} from './mail.ts';
import { createMailbox, deleteMailbox, emptyMailbox, renameMailbox } from './order/mailboxes.ts';
import { listConversation, listRefs } from './order/message-groups.ts';
import { beginSignIn, cancelSignIn, confirmSignIn, findSignIn, followSignIn, keepOwnClient, listSignIns, retrySignIn } from './oauth.ts';
import { cancelMessage, checkSent, forgetMessage, listOutbox, retryMessage } from './outbox.ts';
import { readDeliveryReport } from './arrivals/delivery-reports.ts';
import { listUnread } from './arrivals/unread.ts';
import { readPageSettings } from './page-settings.ts';
import { followRoundTrip, startRoundTrip } from './round-trip.ts';
import { dismissSignInCode, listSignInCodes, switchSignInCodes } from './arrivals/sign-in-codes.ts';
import { followSearch, startSearch, stopSearch } from './search.ts';
import { sendLimits, sendMessage } from './send.ts';
import { leaveList, lookAtUnsubscribe } from './arrivals/unsubscribe.ts';
import { storeState } from '../bridge/store-state.ts';
import { unlockVault, vaultState } from './vault.ts';
import { suggestRecipients } from './writing/recipients.ts';
import { continueDraft, discardDraft, draftState, saveDraft } from './writing/drafts.ts';
import { appendUpload, beginUpload, discardUpload, uploadState } from './uploads.ts';

/** Every endpoint that the extension's pages ask for, through its worker; what is not in this list cannot be asked for. */
export const endpoints = [
  listAccounts,
  saveAccount,
  verifyAccount,
  cancelVerification,
  demoState,
  startDemo,
  stopDemo,
  removeAccount,
  applyProposal,
  eventsSince,
  trustCertificate,
  listCertificates,
  forgetCertificate,
  listDevices,
  renameDevice,
  revokeDevice,
  listSyncs,
  listMessages,
  listRefs,
  listConversation,
  fetchPicture,
  openHtml,
  openMessage,
  readSource,
  readAttachment,
  readAttachmentPiece,
  markSeen,
  moveMessages,
  starMessages,
  createMailbox,
  renameMailbox,
  deleteMailbox,
  emptyMailbox,
  trashMessages,
  listUnread,
  pauseSync,
  chooseSync,
  syncNow,
  lookAtUnsubscribe,
  leaveList,
  readDeliveryReport,
  listSignInCodes,
  switchSignInCodes,
  dismissSignInCode,
  listChanges,
  dismissChange,
  startSearch,
  followSearch,
  stopSearch,
  suggestRecipients,
  saveDraft,
  draftState,
  discardDraft,
  continueDraft,
  sendMessage,
  sendLimits,
  listOutbox,
  cancelMessage,
  retryMessage,
  checkSent,
  forgetMessage,
  beginUpload,
  appendUpload,
  uploadState,
  discardUpload,
  listAliases,
  addAlias,
  removeAlias,
  startRoundTrip,
  followRoundTrip,
  discoverServers,
  stopDiscovery,
  readPageSettings,
  examineDomain,
  findSignIn,
  beginSignIn,
  followSignIn,
  listSignIns,
  confirmSignIn,
  retrySignIn,
  cancelSignIn,
  keepOwnClient,
  storeState,
  vaultState,
  unlockVault,
] as const satisfies readonly Endpoint[];

export type EndpointName = (typeof endpoints)[number]['name'];
export type EndpointNamed<Name extends EndpointName> = Extract<(typeof endpoints)[number], { name: Name }>;
