// Makes a script for pages of a module that imports packages: bundle.mjs FROM TO
import { build } from 'esbuild';

const [from, to] = process.argv.slice(2);
await build({
  entryPoints: [from],
  outfile: to,
  bundle: true,
  format: 'esm',
  target: 'es2022',
  logLevel: 'warning',
  define: Object.fromEntries(
    ['SEGUE_URL', 'SEGUE_WRITE_KEY', 'SEGUE_BROWSER_KEY'].map((name) => [
      `process.env.${name}`,
      JSON.stringify(process.env[name]),
    ]),
  ),
});
