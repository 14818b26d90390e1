/** How every source file is laid out: `npm run format` writes it, `npm run lint` holds it. */
export default {
  printWidth: 120,
  singleQuote: true,
};
