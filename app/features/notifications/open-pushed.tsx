import { useNavigate } from '@remix-run/react';
import { useEffect } from 'react';

/** What was tapped outside the app is opened in it. */
export function OpenPushed() {
  const navigate = useNavigate();
  useEffect(() => {
    const worker = navigator.serviceWorker;
    if (worker === undefined) return undefined;
    const open = ({ data }: MessageEvent) => {
      const said = data as { type?: unknown; url?: unknown } | null;
      if (said?.type === 'OPEN' && typeof said.url === 'string') navigate(said.url);
    };
    worker.addEventListener('message', open);
    return () => worker.removeEventListener('message', open);
  }, [navigate]);
  return null;
}
