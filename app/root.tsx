import { Links, Meta, Outlet, Scripts, useNavigate, useHref, useRouteError } from '@remix-run/react';
import type { LinksFunction } from '@remix-run/node';
import type { ReactNode } from 'react';
import { RouterProvider } from 'react-aria-components';
import { I18nRoot } from './i18n/i18n-root';
import { CrashScreen } from './shell/crash-screen';
import { keptStyles } from './shell/kept-styles';
import { Splash } from './shell/splash';
import { MANIFESTS, useManifest } from './shell/use-manifest';
import { ToastOutlet } from './ui/toast-outlet';
import './ui/tokens.css';
import './ui/colours.css';
import './ui/colours-dark.css';
import './ui/global.css';

declare module 'react-aria-components' {
  interface RouterConfig {
    routerOptions: { replace?: boolean; state?: unknown };
  }
}

export const links: LinksFunction = () => [
  { rel: 'manifest', href: MANIFESTS.tr },
  { rel: 'icon', href: '/icons/icon.svg', type: 'image/svg+xml' },
  { rel: 'icon', href: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
  { rel: 'apple-touch-icon', href: '/icons/apple-touch-icon.png', sizes: '180x180' },
  ...keptStyles(),
];

// Colours, density and language of the last visit, before anything is painted. Its hash is in the content security
// policy.
const BOOT = [
  `var d=document.documentElement,s={};`,
  `try{s=localStorage;if(s.getItem('saha-language')==='en')d.lang='en';`,
  `if(s.getItem('saha-density')==='compact')d.dataset.density='compact';`,
  `var t=s.getItem('saha-theme')}catch(e){}`,
  `d.dataset.theme=t==='light'||t==='dark'?t:matchMedia('(prefers-color-scheme:dark)').matches?'dark':'light'`,
].join('');

export function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="tr" suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"
        />
        <meta name="theme-color" content="#f5f2eb" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#0c110e" media="(prefers-color-scheme: dark)" />
        <meta name="color-scheme" content="light dark" />
        <meta name="mobile-web-app-capable" content="yes" />
        <meta name="apple-mobile-web-app-capable" content="yes" />
        <meta name="apple-mobile-web-app-title" content="Saha" />
        <meta name="apple-mobile-web-app-status-bar-style" content="default" />
        <meta name="format-detection" content="telephone=no" />
        <title>Saha</title>
        <script dangerouslySetInnerHTML={{ __html: BOOT }} />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <Scripts />
      </body>
    </html>
  );
}

/** What index.html shows until the application runs: no words, because their language is not known yet. */
export function HydrateFallback() {
  return <Splash />;
}

export default function Root() {
  const navigate = useNavigate();
  useManifest();
  return (
    <I18nRoot>
      <RouterProvider navigate={navigate} useHref={useHref}>
        <Outlet />
        <ToastOutlet />
      </RouterProvider>
    </I18nRoot>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  return (
    <I18nRoot>
      <CrashScreen error={error} />
    </I18nRoot>
  );
}
