/** Where a person wanted to go when they were asked to sign in: an address of the application and nothing else. */
export function nextAddress(search: string): string {
  const next = new URLSearchParams(search).get('next') ?? '/';
  return /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in') ? next : '/';
}

export function signInAddress({ pathname, search }: { pathname: string; search: string }): string {
  const here = `${pathname}${search}`;
  return here === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ next: here }).toString()}`;
}
