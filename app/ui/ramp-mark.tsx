const RADIUS = 5.5;
const ROUND = 2 * Math.PI * (RADIUS / 2);

/**
 * How far along something is, as a disc that fills from neutral to pine: `step` of five, or off the way altogether.
 * Decoration: the word stands beside it.
 */
export function RampMark({ step }: { step: 1 | 2 | 3 | 4 | 5 | 'off' }) {
  const colour = `var(--stage-${step})`;
  return (
    <svg width={14} height={14} viewBox="0 0 14 14" aria-hidden="true">
      <circle cx={7} cy={7} r={RADIUS} fill="none" stroke={colour} strokeWidth={1.5} />
      {step === 'off' ? (
        <path d="M4.5 7h5" stroke={colour} strokeWidth={1.5} strokeLinecap="round" />
      ) : (
        <circle
          cx={7}
          cy={7}
          r={RADIUS / 2}
          fill="none"
          stroke={colour}
          strokeWidth={RADIUS}
          strokeDasharray={`${((step - 1) / 4) * ROUND} ${ROUND}`}
          transform="rotate(-90 7 7)"
        />
      )}
    </svg>
  );
}
