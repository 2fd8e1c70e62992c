// What script adds to every page. Without it everything can still be read, found and sent.
import { startBackLinks } from '../components/back-link/back-link.ts';
import { somethingWaits } from '../components/outbox/waiting-key.ts';
import { startSearchBoxes } from '../components/search-box/search-box.ts';
import { startShareBars } from '../components/share-bar/share-bar.ts';
import { startTextSize } from '../components/text-size/text-size.ts';

startTextSize();
startShareBars();
startBackLinks();
startSearchBoxes();
// What could not be sent is tried again from any page; where nothing waits nothing more is loaded.
if (somethingWaits()) void import('../components/outbox/outbox-notice.ts').then(({ startOutbox }) => startOutbox());
