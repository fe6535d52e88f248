import type { Field } from './yaml-fields.ts';

/** `20 s` and `5 min`, in seconds. */
export const readLength = (field: Field, most: number): number => {
  const found = /^(\d{1,6}) (s|min)$/.exec(field.text());
  const value = found === null ? Number.NaN : Number(found[1]) * (found[2] === 'min' ? 60 : 1);
  if (!(value >= 1 && value <= most))
    return field.refuse(`must be a length such as "20 s", at most ${most} s`);
  return value;
};
