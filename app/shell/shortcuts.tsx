import { useLocation, useNavigate } from '@remix-run/react';
import { lazy, Suspense, useState } from 'react';
import { useShortcut } from './use-shortcut';

const ShortcutHelp = lazy(() => import('./shortcut-help'));

/** The keys that work on every screen; shortcut-help.tsx lists them together with those of single screens. */
export function Shortcuts() {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const isAtMessages = pathname === '/messages' || pathname.startsWith('/messages/');
  const isAtCustomers = pathname === '/customers' || pathname.startsWith('/customers/');
  useShortcut('1', () => navigate('/'));
  useShortcut('2', () => navigate('/customers'));
  useShortcut('3', () => navigate('/calendar'));
  useShortcut('4', () => navigate('/messages'));
  useShortcut('5', () => navigate('/more'));
  // Among the customers both keep the filters, and are the list's own.
  useShortcut('/', isAtCustomers || isAtMessages ? null : () => navigate('/customers', { state: { search: true } }));
  useShortcut('n', isAtCustomers ? null : () => navigate('/customers/new'));
  useShortcut('r', () => navigate('/appointments/new'));
  useShortcut('?', () => setIsHelpOpen(true));
  return isHelpOpen ? (
    <Suspense fallback={null}>
      <ShortcutHelp onClose={() => setIsHelpOpen(false)} />
    </Suspense>
  ) : null;
}
