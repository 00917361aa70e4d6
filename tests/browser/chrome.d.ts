/** The little of the extension API that the tests use from within the extension's own documents. */
declare const chrome: {
  action: {
    openPopup: () => Promise<void>;
    getBadgeText: (details: object) => Promise<string>;
    getTitle: (details: object) => Promise<string>;
  };
  notifications: {
    getAll: () => Promise<Record<string, unknown>>;
    onClosed: { addListener: (listen: (id: string) => void) => void };
  };
  alarms: {
    getAll: () => Promise<[{ name: string; periodInMinutes: number }]>;
    create: (name: string, alarm: { when: number; periodInMinutes: number }) => Promise<void>;
  };
  tabs: {
    getCurrent: () => Promise<{ id: number }>;
    query: (of: { active: true; currentWindow: true }) => Promise<{ id?: number }[]>;
    setZoom: (tabId: number, factor: number) => Promise<void>;
  };
  scripting: {
    executeScript: <Result>(injection: { target: { tabId: number }; func: () => Promise<Result> }) => Promise<{ result: Result }[]>;
  };
  permissions: { contains: (what: { permissions: string[] }) => Promise<boolean> };
  runtime: { sendMessage: (message: object) => Promise<unknown> };
  storage: Record<'local' | 'session' | 'sync', { get: (keys: null) => Promise<Record<string, unknown>> }>;
};
