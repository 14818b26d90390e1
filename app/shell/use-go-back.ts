import { useLocation, useNavigate } from '@remix-run/react';
import { useCallback } from 'react';

/** Back where the person came from; to `otherwise` when they opened this address directly. */
export function useGoBack(otherwise: string): () => void {
  const navigate = useNavigate();
  const { key } = useLocation();
  return useCallback(() => {
    if (key === 'default') navigate(otherwise, { replace: true });
    else navigate(-1);
  }, [key, navigate, otherwise]);
}
