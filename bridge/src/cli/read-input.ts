import * as z from 'zod/mini';
import { UsageError } from './command.ts';

// Schemas speak for themselves here; in the extension their messages would only cost bytes.
z.config(z.locales.en());

/** No input of the command line is larger; more would be a mistake, such as the wrong file. */
const largestInput = 32 * 1024 * 1024;

/** Everything on standard input, as text. */
export const readStdin = async (): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestInput) throw new UsageError('the input is larger than 32 MiB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

/** Parses JSON into what `schema` describes; says which field is wrong, and never repeats a value, which may be a password. */
export const parseInput = <Schema extends z.ZodMiniType>(schema: Schema, text: string): z.output<Schema> => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new UsageError('standard input is not JSON');
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new UsageError(parsed.error.issues.map(describeIssue).join('; '));
};

/** One thing that is wrong, in words for somebody who writes the input by hand. */
const describeIssue = (issue: z.core.$ZodIssue): string => {
  const field = issue.path.join('.') || 'input';
  if (issue.code === 'invalid_type')
    return `${field} ${issue.message.endsWith('received undefined') ? 'is missing' : `is not ${nameOf(issue.expected)}`}`;
  if (issue.code === 'unrecognized_keys')
    return `${field === 'input' ? '' : `${field}: `}nobody knows the field ${issue.keys.map((key) => `"${key}"`).join(', ')}`;
  return `${field}: ${issue.message}`;
};

const nameOf = (type: string): string =>
  ({ string: 'a text', int: 'a whole number', boolean: 'true or false', array: 'a list' })[type] ?? `a ${type}`;
