import * as z from 'zod/mini';
import { defineEndpoint } from '../bridge/endpoint.ts';
import { largestUpload } from '../mail/upload-limits.ts';

const NotFound = z.object({ refused: z.literal('not-found') });

const UploadState = z.object({ uploadId: z.string(), size: z.number(), offset: z.number() });

export const beginUpload = defineEndpoint({
  name: 'upload.begin',
  request: z.strictObject({ size: z.int().check(z.minimum(0), z.maximum(largestUpload)) }),
  response: z.union([UploadState, z.object({ refused: z.literal('no-space') })]),
});

/**
 * Adds the call's raw bytes at `offset`. The answer's `offset` is how much is stored; a piece that does not start there
 * changes nothing, so that after a lost answer the caller goes on from what it is told.
 */
export const appendUpload = defineEndpoint({
  name: 'upload.append',
  request: z.strictObject({ uploadId: z.string().check(z.maxLength(64)), offset: z.int().check(z.minimum(0)) }),
  response: z.union([UploadState, NotFound]),
});

export const uploadState = defineEndpoint({
  name: 'upload.state',
  request: z.strictObject({ uploadId: z.string().check(z.maxLength(64)) }),
  response: z.union([UploadState, NotFound]),
});

export const discardUpload = defineEndpoint({
  name: 'upload.discard',
  request: z.strictObject({ uploadId: z.string().check(z.maxLength(64)) }),
  response: z.object({ discarded: z.boolean() }),
});
