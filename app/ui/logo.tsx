/**
 * The mark: furrows of a field running to the horizon, morning sun above. The same drawing as public/icons/icon.svg.
 */
export function Logo({ size = 40 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 64 64"
      style={{ borderRadius: size * 0.235 }}
      aria-hidden="true"
      focusable="false"
    >
      <path fill="#1f5c45" d="M0 0h64v64H0z" />
      <path fill="#2e7a5c" d="M-2 38C12 27 30 24 44 28s16 5 22 4v34H-2Z" />
      <path
        fill="none"
        stroke="#f5f2eb"
        strokeWidth="3.6"
        strokeLinecap="round"
        d="M33 28C25 36 14 46 2 53M37 28c-4 11-10 24-18 36M41 29c2 12 2 24 1 37M45 29.5C50 40 57 50 66 58"
      />
      <circle fill="#f5f2eb" cx="21" cy="15" r="5.6" />
    </svg>
  );
}
