import { lazy, Suspense, useState } from 'react';
import NotFoundScreen from '../shell/not-found-screen';

const Parts = lazy(() => import('./parts'));

/** In production nobody finds this page, unless they asked for it by hand: localStorage['saha-parts'] = 'on'. */
function arePartsOn(): boolean {
  if (import.meta.env.DEV) return true;
  try {
    return localStorage.getItem('saha-parts') === 'on';
  } catch {
    return false;
  }
}

/** /dev/parts, for developers: every part of app/ui with its states. */
export default function PartsScreen() {
  const [isOn] = useState(arePartsOn);
  return isOn ? (
    <Suspense fallback={null}>
      <Parts />
    </Suspense>
  ) : (
    <NotFoundScreen />
  );
}
