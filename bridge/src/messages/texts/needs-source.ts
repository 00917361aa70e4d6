import type { BodyStructure } from '../../imap/grammar/body-structure.ts';
import { attachmentsOf, type AttachedPart } from '../attachments.ts';
import type { Reading } from '../reading/read-message.ts';

/** A type that is none: the server could not read what the part says of itself. `text` alone says enough. */
const isTypeless = (type: string): boolean => /^(?!text\/)[^/]*\/$/.test(type);

/**
 * Whether a message is to be read out of its source: a part has a type that the server could not read, there is text that is not what it is
 * called, or there is none and nothing that explains that, such as a picture or a file with a name.
 */
export const needsSource = (structure: BodyStructure | null, { text, isDoubtful }: Pick<Reading, 'text' | 'isDoubtful'>): boolean => {
  if (structure === null || hasTypeless(structure)) return true;
  return isDoubtful && (text !== '' || !attachmentsOf(structure).some(explainsSilence));
};

const hasTypeless = ({ type, childNodes = [] }: BodyStructure): boolean =>
  isTypeless(type) || (type.startsWith('multipart/') && childNodes.some(hasTypeless));

/** Types that say that there is text, or nothing. */
const saysNothing = /^(?:application\/octet-stream|text\/.*|multipart\/.*|message\/(?!rfc822).*)$/;

const explainsSilence = ({ name, type, encoding }: AttachedPart): boolean =>
  name !== '' || encoding === 'base64' || !saysNothing.test(type);
