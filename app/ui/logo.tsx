/** The mark: furrows of a field running to the horizon, winding like an S. */
export function Logo({ size = 40 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <rect width="64" height="64" rx="15" fill="#1f5c45" />
      <g fill="none" stroke="#f5f2eb" strokeLinecap="round">
        <path d="M16 52C16 39 37 40 37 29S26 19 26 12" strokeWidth="5.5" />
        <path d="M30 52c0-11 17-12 17-23S33 19 33 12" strokeWidth="5" opacity=".78" />
        <path d="M44 52c0-8 11-12 11-22S40 19 40 12" strokeWidth="4" opacity=".5" />
      </g>
    </svg>
  );
}
