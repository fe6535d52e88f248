export { renderHtml } from './page.ts';
export type { MessageInput, NightInput, NightToRender } from './night-input.ts';
