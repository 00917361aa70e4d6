import { browser } from 'wxt/browser';

export interface ShownNotification {
  /** What a press on it is told by. */
  id: string;
  title: string;
  message: string;
  /** At most two; Firefox has none. */
  buttons: readonly string[];
}

const permission = { permissions: ['notifications' as const] };

/** Whether notifications may be shown. */
const mayNotify = (): Promise<boolean> => browser.permissions.contains(permission);
/** Asks for it; works only from within a press. */
export const askToNotify = (): Promise<boolean> => browser.permissions.request(permission);

/** Shows a notification without a sound; nothing where the permission was taken away. */
export const showNotification = async ({ id, title, message, buttons }: ShownNotification): Promise<void> => {
  if (!(await mayNotify())) return;
  await browser.notifications.create(id, {
    type: 'basic',
    iconUrl: `${location.origin}/icon/48.png`,
    title,
    message,
    ...(import.meta.env.FIREFOX ? {} : { silent: true, buttons: buttons.map((text) => ({ title: text })) }),
  });
};

/** Listens to presses: on the notification (`button` null) or one of its buttons. Without the permission there is nothing to listen to. */
export const onNotificationPress = (listen: (id: string, button: number | null) => void): void => {
  const api: typeof browser.notifications | undefined = browser.notifications;
  api?.onClicked.addListener((id) => listen(id, null));
  if (!import.meta.env.FIREFOX) api?.onButtonClicked.addListener((id, button) => listen(id, button));
};

export const closeNotification = async (id: string): Promise<void> => {
  await browser.notifications.clear(id);
};
