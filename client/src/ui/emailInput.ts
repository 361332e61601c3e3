/**
 * A box for an address that is to be kept as it is typed: in a box of the type `email` Chromium writes the name of a
 * domain in letters of ASCII, and takes ß for ss, which is another domain.
 */
export const EMAIL_INPUT = { inputMode: 'email', autoCapitalize: 'none', spellCheck: false } as const;
