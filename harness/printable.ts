/** Text without control, format and private characters (newline and tab stay): it cannot steer a terminal. */
export const printable = (text: string): string => text.replaceAll(/[^\P{C}\n\t]/gu, '');
