/** Furrows running to the horizon under a low sun: the logo's field, drawn large. Decoration. */
export function FieldDrawing({ className }: { className?: string }) {
  return (
    <svg className={className} viewBox="0 0 520 420" preserveAspectRatio="xMidYMax slice" aria-hidden="true" focusable="false" fill="none">
      <circle cx="372" cy="96" r="46" fill="currentColor" opacity=".16" />
      <g stroke="currentColor" strokeLinecap="round">
        <path d="M-20 168c96-46 168-50 262-24s176 10 300-38" strokeWidth="2" opacity=".5" />
        <path d="M-20 196c110-30 204-34 300-12s170 8 262-24" strokeWidth="2" opacity=".35" />
        <g opacity=".8">
          <path d="M40 440c8-96 150-104 158-168 4-30-30-44-28-72" strokeWidth="9" />
          <path d="M150 440c2-88 108-108 112-166 2-32-44-44-42-72" strokeWidth="8" opacity=".85" />
          <path d="M262 440c-2-84 74-108 74-164 0-34-60-44-64-72" strokeWidth="7" opacity=".68" />
          <path d="M376 440c-6-80 46-108 40-160-4-36-84-46-92-74" strokeWidth="6" opacity=".5" />
          <path d="M492 440c-12-76 18-108 2-156-12-38-104-50-120-78" strokeWidth="5" opacity=".34" />
        </g>
      </g>
    </svg>
  );
}
