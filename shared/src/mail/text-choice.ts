import * as z from 'zod/mini';

/** Which texts of an account are kept at hand: those of so many days, 0 being none, within so many megabytes on the disk. */
export const TextChoice = z.object({
  days: z.int().check(z.minimum(0), z.maximum(36_500)),
  megabytes: z.int().check(z.minimum(1), z.maximum(10_000)),
});
export type TextChoice = z.infer<typeof TextChoice>;

const usual: TextChoice = { days: 30, megabytes: 100 };

/** What is chosen, or what goes for who has chosen nothing. */
export const textsOf = ({ texts }: { texts?: TextChoice | undefined }): TextChoice => texts ?? usual;
