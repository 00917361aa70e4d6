/** Client ids that the organisation's browser policy names, by provider. */
export type PolicyClients = Record<string, { clientId: string; clientSecret?: string; tenant?: string }>;
