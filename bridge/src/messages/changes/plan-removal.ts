type RemovalStep = 'move' | 'copy' | 'remove';

/**
 * The steps that take messages away, and nothing else: MOVE (RFC 6851), or a copy and UID EXPUNGE (RFC 4315). A plain EXPUNGE would remove
 * what others have marked as deleted, so that without UIDPLUS there is no way: null. `isInTrash`: they go for good.
 */
export const planRemoval = (capabilities: ReadonlySet<string>, isInTrash: boolean): RemovalStep[] | null => {
  const has = (name: string): boolean => capabilities.has(name) || capabilities.has('IMAP4REV2');
  if (!isInTrash && has('MOVE')) return ['move'];
  if (!has('UIDPLUS')) return null;
  return isInTrash ? ['remove'] : ['copy', 'remove'];
};
