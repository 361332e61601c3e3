import './wordmark.css';

/** The product's mark and name; text, so that it needs no loading. */
export function Wordmark({ size = 24 }: { readonly size?: number }) {
  return (
    <span className="wordmark" translate="no" style={{ fontSize: size * 0.75 }}>
      <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="7" fill="#1b6e6a" />
        <path d="M8 10.5h16M8 16h16M8 21.5h9" stroke="#fff" strokeWidth="3" strokeLinecap="round" />
      </svg>
      Caseload
    </span>
  );
}
