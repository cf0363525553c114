import preact from '@astrojs/preact';
import { defineConfig } from 'astro/config';
import { endpoints } from '../api/endpoints.ts';
import { preloads } from './script-preloads.ts';
import { chunkGroups } from './script-chunks.ts';
import { routeTable } from './src/session/route-table.ts';

export default defineConfig({
  output: 'static',
  build: {
    // Every page is a file with its own address (`/practitioner/apply.html`), so a bucket serves it without rewriting.
    format: 'file',
    inlineStylesheets: 'never',
  },
  // The integration for signals would be loaded at run time only where they are used: nowhere here.
  integrations: [preact(), preloads()],
  security: {
    // Hashes of the few inline lines that start islands. Where pages may connect to is the deployment's to say, in its header.
    csp: true,
  },
  devToolbar: { enabled: false },
  vite: {
    define: { __ROUTES__: JSON.stringify(routeTable(endpoints)) },
    build: { assetsInlineLimit: 0 },
    environments: {
      client: {
        build: {
          rolldownOptions: {
            output: { codeSplitting: { groups: chunkGroups } },
          },
        },
      },
    },
  },
});
