/**
 * Style sheets of the screens visited so far, for the links of the document.
 *
 * A screen's style sheets leave the document with the screen. Code that is loaded later counts on some of them: it was
 * told that they are there, and is not told when they go, so that what it draws next (a dialog, a list of choices)
 * would stand unstyled. What code loaded by itself carries `crossorigin` and stays anyway.
 */
export function keptStyles(): { rel: 'stylesheet'; href: string }[] {
  if (typeof document === 'undefined') return [];
  return [...document.querySelectorAll('link[rel="stylesheet"]:not([crossorigin])')].flatMap((link) => {
    const href = link.getAttribute('href');
    return href === null ? [] : [{ rel: 'stylesheet' as const, href }];
  });
}
