export { main } from './main.ts';
export { suiteIndexOf, INDEX } from './listing.ts';
