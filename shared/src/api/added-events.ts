/** Events that are told to those alone who ask for them. Apart from their schemas, which are too large for the pages that ask. */
export const addedEvents = ['messages.changed'] as const;
