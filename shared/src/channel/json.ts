import { decodeText } from './bytes.ts';

/** The object that these bytes hold as JSON; an empty one where they hold anything else. */
export const parseObject = (body: Uint8Array): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(decodeText(body));
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return {};
    throw error;
  }
};
