import { useEffect } from 'preact/hooks';
import type { Account } from '@kurrier/shared/account/account';
import { keepDraft } from '../platform/draft-store.ts';
import { followManagedClientIds, readManagedClientIds } from './managed-client-ids.ts';
import { createPageSettingsModel } from '../model/accounts/page-settings-model.ts';
import { readActivePage } from '../platform/active-page.ts';
import { PageSettingsPanel } from '../ui/accounts/PageSettingsPanel.tsx';
import { createFormModel, type Draft, type FormModel } from '../model/accounts/form-model.ts';
import { AccountForm } from '../ui/accounts/AccountForm.tsx';
import { call } from './call-through-worker.ts';
import { sleep } from '@kurrier/shared/async/sleep';

/** The form as long as it is on the screen. */
const View = (props: { model: FormModel; onLeave: () => void }) => {
  useEffect(() => props.model.close, [props.model]);
  useEffect(() => followManagedClientIds(() => void props.model.signIn.lookAgain()), [props.model]);
  return <AccountForm {...props} />;
};

/** The same in the toolbar popup, where the page in the tab can be read. */
const createPopupView = (model: FormModel) => {
  const pageSettings = createPageSettingsModel({ call, readPage: readActivePage, form: model });
  return (props: { model: FormModel; onLeave: () => void }) => (
    <>
      {model.account === null ? <PageSettingsPanel model={pageSettings} /> : null}
      <View {...props} />
    </>
  );
};

/**
 * The account form with its model; a draft goes on where it was left. Loaded when it is first opened: it is not needed to show the list.
 */
export const openForm = (account: Account | null, draft: Draft | null, { isPopup = false }: { isPopup?: boolean } = {}) => {
  const model = createFormModel({ call, keepDraft, sleep, readManagedClientIds, account, draft });
  if (draft && !draft.isOpen) void model.addressFirst?.look();
  return { model, View: isPopup ? createPopupView(model) : View };
};
