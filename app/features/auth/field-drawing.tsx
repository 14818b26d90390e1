/** Furrows running to a hill under a low sun: the field of the logo, drawn large. Decoration. */
export function FieldDrawing({ className }: { className?: string }) {
  return (
    <svg
      className={className}
      viewBox="0 0 520 360"
      preserveAspectRatio="xMidYMax slice"
      aria-hidden="true"
      focusable="false"
      fill="none"
    >
      <circle cx="150" cy="74" r="38" fill="currentColor" opacity=".2" />
      <path d="M-10 150C90 92 190 84 292 112s166 20 238-14v272H-10Z" fill="currentColor" opacity=".1" />
      <path d="M-10 150C90 92 190 84 292 112s166 20 238-14" stroke="currentColor" strokeWidth="2" opacity=".45" />
      <path d="M-10 196c120-50 230-58 320-34s150 18 220-8v216H-10Z" fill="currentColor" opacity=".1" />
      <g stroke="currentColor" strokeLinecap="round">
        <path d="M262 168C210 214 84 268-40 302" strokeWidth="3" opacity=".3" />
        <path d="M276 168c-34 58-126 124-226 202" strokeWidth="4" opacity=".45" />
        <path d="M290 168c-16 66-62 134-104 202" strokeWidth="5" opacity=".6" />
        <path d="M304 168c4 66 12 136 18 202" strokeWidth="5" opacity=".6" />
        <path d="M318 168c24 62 86 128 140 202" strokeWidth="4" opacity=".45" />
        <path d="M332 168c44 50 132 98 218 136" strokeWidth="3" opacity=".3" />
      </g>
    </svg>
  );
}
