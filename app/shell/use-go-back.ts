import { useLocation, useNavigate } from '@remix-run/react';
import { useCallback } from 'react';
import { leaveOnPurpose } from './back-closes';

/** Back where the person came from; to `otherwise` when they opened this address directly. */
export function useGoBack(otherwise: string): () => void {
  const navigate = useNavigate();
  const { key } = useLocation();
  return useCallback(() => {
    if (key === 'default') return navigate(otherwise, { replace: true });
    leaveOnPurpose();
    navigate(-1);
  }, [key, navigate, otherwise]);
}
