import type { Action } from './action.ts';
import type { BooksMap } from './driver-json.ts';
import type { DriverSpec } from './driver.ts';
import type { Field } from './yaml-fields.ts';

const readPointer = (field: Field): string => {
  const text = field.text();
  return text === '' || /^(\/[^/\s]*)+$/.test(text)
    ? text
    : field.refuse('must be a JSON pointer, such as /sessions or /0/kwh');
};

const measured = <U extends string>(
  field: Field,
  units: readonly U[],
): { readonly at: string; readonly unit: U } => {
  const parts = field.fields(['at', 'unit']);
  const at = parts.get('at') ?? field.refuse('"at" is missing');
  const unit = parts.get('unit') ?? field.refuse('"unit" is missing');
  return { at: readPointer(at), unit: unit.oneOf(units) };
};

type ReadAction = (field: Field) => Action;

const readBooks = (
  field: Field,
  action: ReadAction,
): NonNullable<Extract<DriverSpec, { kind: 'http' }>['books']> => {
  const parts = field.fields([
    'request',
    'sessions',
    'id',
    'energy',
    'cost',
    'start',
    'end',
    'online',
    'plan',
  ]);
  const need = (name: 'request' | 'sessions' | 'id' | 'energy'): Field =>
    parts.get(name) ?? field.refuse(`"${name}" is missing`);
  const request = action(need('request'));
  if (request.kind !== 'http') return field.refuse('books are read by http, or by a module');
  const optional = (name: 'start' | 'end' | 'online'): { readonly [key: string]: string } => {
    const found = parts.get(name);
    return found === undefined ? {} : { [name]: readPointer(found) };
  };
  const cost = parts.get('cost');
  const plan = parts.get('plan');
  const planParts = plan?.fields(['at', 'accepted', 'refused']);
  const map: BooksMap = {
    sessions: readPointer(need('sessions')),
    id: readPointer(need('id')),
    energy: measured(need('energy'), ['Wh', 'kWh']),
    ...(cost === undefined ? {} : { cost: measured(cost, ['p', 'GBP']) }),
    ...optional('start'),
    ...optional('end'),
    ...optional('online'),
    ...(plan === undefined || planParts === undefined
      ? {}
      : {
          plan: {
            at: readPointer(planParts.get('at') ?? plan.refuse('"at" is missing')),
            accepted: (planParts.get('accepted') ?? plan.refuse('"accepted" is missing')).text(),
            refused: (planParts.get('refused') ?? plan.refuse('"refused" is missing')).text(),
          },
        }),
  };
  return { request, map };
};

/** `driver: { module: ./x.ts }`, or HTTP requests for enrol, approve, publish and books. */
export const readDriver = (field: Field, action: ReadAction): DriverSpec => {
  const parts = field.fields(['module', 'enrol', 'approve', 'publish', 'books']);
  const module = parts.get('module');
  if (module !== undefined) {
    if (parts.size > 1) return module.refuse('a driver is a module or HTTP requests, not both');
    return { kind: 'module', path: module.text() };
  }
  if (parts.size === 0) return field.refuse('declares nothing');
  const verb = (name: 'enrol' | 'approve' | 'publish'): { readonly [key: string]: Action } => {
    const found = parts.get(name);
    return found === undefined ? {} : { [name]: action(found) };
  };
  const books = parts.get('books');
  return {
    kind: 'http',
    ...verb('enrol'),
    ...verb('approve'),
    ...verb('publish'),
    ...(books === undefined ? {} : { books: readBooks(books, action) }),
  };
};
