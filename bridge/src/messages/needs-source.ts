import type { BodyStructure } from '../imap/grammar/body-structure.ts';
import { attachmentsOf, type AttachedPart } from './attachments.ts';
import type { Reading } from './reading/read-message.ts';

/**
 * Whether a message that does not look as its server says is to be read out of its source: there is text that is not what it is called, or there is
 * none and nothing that explains it, such as a picture or a file with a name.
 */
export const needsSource = (structure: BodyStructure | null, { text }: Pick<Reading, 'text'>): boolean =>
  text !== '' || structure === null || !attachmentsOf(structure).some(explainsSilence);

const explainsSilence = ({ name, type, encoding }: AttachedPart): boolean =>
  name !== '' ||
  encoding === 'base64' ||
  !/^(?:application\/octet-stream|text\/.*|[^/]*\/|multipart\/.*|message\/(?!rfc822).*)$/.test(type);
