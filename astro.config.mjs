import node from '@astrojs/node';
import preact from '@astrojs/preact';
import { defineConfig } from 'astro/config';

const devFrontDoor = {
  name: 'portal-dev',
  hooks: {
    // In development Vite serves the pages; the portal's own data, API and locals are put before it.
    'astro:server:setup': async ({ server }) => {
      // A build makes such a server too, to read the configuration; it serves nobody and must not open the data.
      if (!server.httpServer) return;
      const { devMiddleware } = await server.ssrLoadModule('/scripts/dev-middleware.ts');
      server.middlewares.use(await devMiddleware(server.httpServer));
    },
  },
};

export default defineConfig({
  output: 'server',
  publicDir: './src/ui/public',
  adapter: node({ mode: 'middleware', bodySizeLimit: 64 * 1024 }),
  integrations: [preact(), devFrontDoor],
  trailingSlash: 'ignore',
  // A line break between two inline tags is a blank in Vietnamese text too.
  compressHTML: true,
  session: false,
  markdown: { syntaxHighlight: false },
  devToolbar: { enabled: false },
  // A page is fetched when the pointer or the focus rests on its link; never on a slow or metered network.
  prefetch: { prefetchAll: true, defaultStrategy: 'hover' },
  security: {
    // The front door refuses posts from other sites, by Sec-Fetch-Site, behind any proxy.
    checkOrigin: false,
    csp: {
      directives: [
        "default-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
      ],
    },
  },
  vite: { build: { assetsInlineLimit: 0 } },
});
