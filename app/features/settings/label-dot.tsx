/** The colour of a label; decoration: its name stands beside it. */
export function LabelDot({ colour }: { colour: number }) {
  return (
    <svg width={12} height={12} viewBox="0 0 12 12" aria-hidden="true">
      <circle cx={6} cy={6} r={5} fill={`var(--chart-${Math.min(6, Math.max(1, colour))})`} />
    </svg>
  );
}
