import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/**
 * Headers of every answer. Inline scripts run only by hash (`scriptHashes`, made at build time from index.html,
 * and asked for with every answer: a page of the next build may be served before this process is started anew). Styles
 * may be inline: react-aria positions overlays with style attributes. No `upgrade-insecure-requests`: an office may run
 * on plain http inside its own network.
 */
export function securityHeaders(scriptHashes: () => readonly string[], isHttps: boolean): MiddlewareHandler {
  const self = ["'self'"];
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: self,
      scriptSrc: [...self, () => scriptHashes().join(' ')],
      styleSrc: [...self, "'unsafe-inline'"],
      imgSrc: [...self, 'data:', 'blob:'],
      // Recordings that wait on the device are heard from there.
      mediaSrc: [...self, 'blob:'],
      fontSrc: self,
      connectSrc: self,
      workerSrc: self,
      manifestSrc: self,
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
      formAction: self,
    },
    strictTransportSecurity: isHttps ? 'max-age=31536000; includeSubDomains' : false,
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    crossOriginOpenerPolicy: 'same-origin',
    crossOriginResourcePolicy: 'same-origin',
    // Voice messages are recorded here, and by nobody who is shown within.
    permissionsPolicy: { camera: [], microphone: ['self'], geolocation: [], payment: [], usb: [] },
    xXssProtection: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xDnsPrefetchControl: false,
    originAgentCluster: false,
    removePoweredBy: true,
  });
}
