import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import node from '@astrojs/node';
import preact from '@astrojs/preact';
import { defineConfig } from 'astro/config';
import { build } from 'vite';
import { largestBody } from './src/platform/http/body-limit.ts';

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

const serviceWorker = {
  name: 'portal-service-worker',
  hooks: {
    // One file without imports, at the top so that its scope is the whole portal; only a build has it.
    'astro:build:done': async ({ dir }) => {
      // The names of built files carry a hash of their content: together they name the build.
      const names = ['_astro/', '../server/chunks/'].flatMap((folder) => readdirSync(new URL(folder, dir)).sort());
      const revision = createHash('sha256').update(names.join('\n')).digest('hex').slice(0, 12);
      await build({
        configFile: false,
        publicDir: false,
        logLevel: 'warn',
        define: { 'process.env.NODE_ENV': '"production"', __REVISION__: JSON.stringify(revision) },
        build: {
          outDir: fileURLToPath(dir),
          emptyOutDir: false,
          minify: true,
          lib: { entry: 'src/ui/service-worker/sw.ts', formats: ['iife'], name: 'portal', fileName: () => 'sw.js' },
        },
      });
    },
  },
};

export default defineConfig({
  output: 'server',
  publicDir: './src/ui/public',
  adapter: node({ mode: 'middleware', bodySizeLimit: largestBody }),
  integrations: [preact(), devFrontDoor, serviceWorker],
  trailingSlash: 'ignore',
  // A line break between two inline tags is a blank in Vietnamese text too.
  compressHTML: true,
  session: false,
  markdown: { syntaxHighlight: false },
  devToolbar: { enabled: false },
  // A page is fetched when the pointer or the focus rests on a link that allows it (data-astro-prefetch); never on a slow or metered network.
  prefetch: { prefetchAll: false, defaultStrategy: 'hover' },
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
  // Sharp brings a library of its own beside its code, which no bundle can hold.
  vite: { build: { assetsInlineLimit: 0 }, ssr: { external: ['sharp'] } },
});
