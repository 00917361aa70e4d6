import type { AccountsModel } from '../../model/accounts/accounts-model.ts';
import type { Call } from '../../model/call.ts';
import { createCodesSwitchModel } from '../../model/extras/codes-switch-model.ts';
import { createExtrasModel } from '../../model/extras/extras-model.ts';
import type { ExtrasOptions } from '../../model/extras/extras-options.ts';
import { keepExtras, readExtras } from '../../platform/extras-store.ts';
import { registerMailLinks } from '../../platform/mail-links.ts';
import { askToNotify } from '../../platform/notifications.ts';
import { listGivenPermissions, removePermission } from '../../platform/optional-permissions.ts';
import { CodesSwitch } from '../../ui/extras/CodesSwitch.tsx';
import { GivenPermissions } from '../../ui/extras/GivenPermissions.tsx';
import { MailExtras } from '../../ui/extras/MailExtras.tsx';
import { MailLinks } from '../../ui/extras/MailLinks.tsx';

/** What can be switched on, with its models; loaded when Settings are opened. */
export const createExtras = ({ call, accounts }: { call: Call; accounts: Pick<AccountsModel, 'state'> }) => {
  const codes = createCodesSwitchModel({ call });
  const extras = createExtrasModel({
    read: () => readExtras<ExtrasOptions>(),
    keep: keepExtras,
    askToNotify,
    listGiven: listGivenPermissions,
    remove: removePermission,
  });
  const listed = () => (accounts.state.value.phase === 'listed' ? accounts.state.value.accounts : []);
  return {
    load: () => Promise.all([codes.load(), extras.load()]),
    View: () => (
      <>
        <CodesSwitch model={codes} />
        <MailExtras model={extras} accounts={listed()} />
        <MailLinks onRegister={registerMailLinks} />
        <GivenPermissions model={extras} />
      </>
    ),
  };
};

export type Extras = ReturnType<typeof createExtras>;
