import { command } from './command.ts';
import { servePortal } from './serve-portal.ts';

await command(() => servePortal(process.env));
