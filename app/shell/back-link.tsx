import { useLocation, useNavigate } from '@remix-run/react';
import type { ReactNode } from 'react';
import { IconButton } from '../ui/icon-button';

/** Goes back where the person came from; to `href` when they opened this address directly. */
export function BackLink({
  href,
  label,
  icon,
  className,
}: {
  href: string;
  label: string;
  icon: ReactNode;
  className?: string;
}) {
  const navigate = useNavigate();
  const location = useLocation();
  return (
    <IconButton
      label={label}
      icon={icon}
      className={className}
      onPress={() => {
        if (location.key === 'default') navigate(href, { replace: true });
        else navigate(-1);
      }}
    />
  );
}
