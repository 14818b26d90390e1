import { useLocation } from '@remix-run/react';
import { lazy, Suspense, useEffect, useRef, type ReactNode } from 'react';
import { useText } from '../../i18n/use-text';
import { withAllWords } from '../../i18n/whole-words';
import { BesidePane, HAS_ROOM_FOR_PANES } from '../../shell/beside-pane';
import { isUnder, MORE_PLACES } from '../../shell/more-places';
import { useMedia } from '../../ui/use-media';

const MoreRows = lazy(withAllWords(() => import('./more-rows')));
/** On a tablet the list of what is under *Daha* stays beside each of its screens. */
export function MorePanes({ children }: { children: ReactNode }) {
  const t = useText();
  const { pathname } = useLocation();
  const hasRoom = useMedia(HAS_ROOM_FOR_PANES);
  const isPlace = MORE_PLACES.some((place) => isUnder(pathname, place));
  return (
    <BesidePane
      title={t('more.title')}
      href="/more"
      list={
        hasRoom && isPlace ? (
          <Suspense fallback={null}>
            <MoreRows />
            <CurrentInSight />
          </Suspense>
        ) : null
      }
    >
      {children}
    </BesidePane>
  );
}

/** The place that is open is seen in the list also by whoever did not come by it. */
function CurrentInSight() {
  const { pathname } = useLocation();
  const beside = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    // Some browsers answer with a promise, which is no way to end an effect.
    void beside.current?.parentElement?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest' });
  }, [pathname]);
  return <span ref={beside} hidden />;
}
