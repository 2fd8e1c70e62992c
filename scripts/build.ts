import { build } from './build-site.ts';
import { command } from './command.ts';

await command(build);
