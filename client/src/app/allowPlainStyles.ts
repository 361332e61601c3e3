type TrustedTypeFactory = {
  readonly createPolicy: (
    name: 'default',
    rules: { readonly createHTML: (text: string) => string | null },
  ) => unknown;
};

declare global {
  interface Window {
    /** Absent in browsers that do not know Trusted Types, which then enforce nothing. */
    readonly trustedTypes?: TrustedTypeFactory;
  }
}

/**
 * The page's one exception to `require-trusted-types-for 'script'`. The component library writes its style sheets, and
 * the Markdown reader looks up names such as `&amp;`, through `innerHTML`. Text without a `<` makes no element, so
 * it can start no script; everything else stays refused.
 */
export function allowPlainStyles(): void {
  window.trustedTypes?.createPolicy('default', {
    createHTML: (text) => (text.includes('<') ? null : text),
  });
}
