import type { ReactNode } from 'react';
import { IconButton } from '../ui/icon-button';
import { useGoBack } from './use-go-back';

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
  const goBack = useGoBack(href);
  return <IconButton label={label} icon={icon} className={className} onPress={goBack} />;
}
