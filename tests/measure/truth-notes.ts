/** Labels of the corpora that a second reader would give otherwise; no rule was bent to them. */
export const doubts: readonly string[] = [
  '`535 … another step is needed in authentication`: the catalogue says protocol violation, an older list wrong password. The password was not judged; the older label now accepts both.',
  '`530 5.7.1 Rejected: unauthenticated e-mail from /IP is restricted` (cat-smtp-0688) is labelled auth.required; the words speak of mail that nobody vouches for as much.',
  '`550 5.7.1 Command rejected` in a greeting is labelled auth.policy_denied; nothing in it speaks of a policy of sign-ins.',
  'A full mailbox of the recipient is recipient.rejected in the catalogue and quota.exceeded in the older lists; both are accepted wherever it is said of a recipient.',
  '`NO Permission denied.` without a phase is labelled mailbox.not_found; without the phase it may be anything that was refused.',
  '`535 5.7.8 Try again with valid details` is labelled wrong password; "try again" alone says that it passes.',
];

/** What these figures do not say. */
export const unknowns: readonly string[] = [
  'How often each reply occurs: every reply counts once here, however common it is. People mostly meet the common ones.',
  'Languages: nine of ten replies are English. Russian, Polish, Czech, Nordic, Turkish, Japanese and Korean rest on few replies, most of them composed.',
  'Composed replies (`recalled`, most of `more`) were written by those who wrote the rules, in the manner of servers that they know; they teach words and measure little.',
  'Confidence of verdicts without a server’s words (timeouts, refusals, certificates) comes from codes and is not calibrated by replies.',
  'The share of guesses is set by the thresholds; on unseen replies four of ten verdicts were guesses.',
];
