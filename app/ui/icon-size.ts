/** Sizes for lucide icons: <Phone {...iconSize.row} />. Icons are decoration; the word beside them speaks. */
export const iconSize = {
  small: { size: 16, strokeWidth: 2, 'aria-hidden': true },
  row: { size: 20, strokeWidth: 1.75, 'aria-hidden': true },
  large: { size: 24, strokeWidth: 1.6, 'aria-hidden': true },
} as const;
