import { browser } from 'wxt/browser';

const optional = ['notifications', 'scripting', 'nativeMessaging'] as const;
type Optional = (typeof optional)[number];

/** The optional permissions that were given. */
export const listGivenPermissions = async (): Promise<Optional[]> => {
  const { permissions = [] } = await browser.permissions.getAll();
  return optional.filter((permission) => permissions.includes(permission));
};

export const removePermission = async (permission: Optional): Promise<void> => {
  await browser.permissions.remove({ permissions: [permission] });
};
