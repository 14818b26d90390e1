/** Everybody in the demo office signs in with it; the sign-in screen of a demo office shows it. */
export const DEMO_PASSWORD = 'saha-demo';
