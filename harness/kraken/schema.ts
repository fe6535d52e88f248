import { GraphQLError } from 'graphql';
import { createSchema } from 'graphql-yoga';
import { isoInstant, minutes, plus, type Instant } from '../time/index.ts';
import { completedNow, issue, plannedNow, type KrakenState } from './state.ts';

/** The part of Kraken's public GraphQL API that bridges use: names as its clients have them, wording our own. */
const TYPES = /* GraphQL */ `
  enum BoostAction { BOOST CANCEL }
  enum SmartControlAction { SUSPEND UNSUSPEND }
  input TokenInput { APIKey: String refreshToken: String email: String password: String }
  input BoostInput { deviceId: ID! action: BoostAction! }
  input SmartControlInput { deviceId: ID! action: SmartControlAction! }
  input ScheduleInput { dayOfWeek: String! time: String! max: Float }
  input PreferencesInput { deviceId: ID! mode: String! unit: String! schedules: [ScheduleInput!]! }
  type Token { token: String! refreshToken: String! refreshExpiresIn: Int! }
  type DeviceStatus { current: String! currentState: String! isSuspended: Boolean! }
  type Schedule { dayOfWeek: String! time: String! min: Float max: Float upperLimit: Float }
  type Preferences { targetType: String! unit: String! mode: String! schedules: [Schedule!]! }
  interface SmartFlexDeviceInterface {
    id: ID! provider: String! deviceType: String! status: DeviceStatus! preferences: Preferences
  }
  type SmartFlexChargePoint implements SmartFlexDeviceInterface {
    id: ID! provider: String! deviceType: String! status: DeviceStatus! preferences: Preferences
    make: String model: String
  }
  type SmartFlexDispatch { start: String! end: String! type: String energyAddedKwh: String }
  type DispatchMeta { source: String location: String }
  type UpsideDispatchType { start: String! end: String! delta: String meta: DispatchMeta }
  type Changed { id: ID! }
  type Query {
    devices(accountNumber: String!, deviceId: String): [SmartFlexDeviceInterface!]!
    flexPlannedDispatches(deviceId: String!): [SmartFlexDispatch!]
    plannedDispatches(accountNumber: String!): [UpsideDispatchType!]
    completedDispatches(accountNumber: String!): [UpsideDispatchType!]
  }
  type Mutation {
    obtainKrakenToken(input: TokenInput!): Token
    setDevicePreferences(input: PreferencesInput!): Changed
    updateBoostCharge(input: BoostInput!): Changed
    updateDeviceSmartControl(input: SmartControlInput!): Changed
  }
`;

export interface Asking {
  readonly request: Request;
}

/** An error as the API words it: HTTP 200, and a code in the extensions. */
export const krakenError = (errorCode: string, message: string, more: object = {}): GraphQLError =>
  new GraphQLError(message, {
    extensions: { errorType: 'APPLICATION', errorCode, errorDescription: message, ...more },
  });

/** `2026-08-15T14:00:00+00:00`, as its clients see it. */
const written = (at: Instant): string => `${isoInstant(at).slice(0, 19)}+00:00`;

const kilowattHours = (wattHours: number): string => String(-Math.round(wattHours) / 1000);
const BOOST = minutes(60);
/** What a car is thought to draw where nothing better is known, W. */
const THOUGHT = 7000;

export const krakenSchema = (state: KrakenState) => {
  const authorised = ({ request }: Asking): void => {
    const said = request.headers.get('authorization');
    if (said === null) throw krakenError('KT-CT-1112', "'Authorization' header not provided.");
    const ends = state.tokens.get(said.replace(/^JWT /, ''));
    if (ends === undefined || state.answers === 'unauthorised')
      throw krakenError('KT-CT-1111', 'Unauthorized.', { errorType: 'AUTHORIZATION' });
    if (ends <= state.clock.now()) throw krakenError('KT-CT-1124', 'Signature of the JWT has expired.');
  };
  const mine = (deviceId: string): void => {
    if (deviceId !== state.device.id || state.device.state === 'RETIRED')
      throw krakenError('KT-CT-4301', 'Unable to find device for given account.');
  };
  const dispatches = () => (state.answers === 'empty plan' ? [] : plannedNow(state));
  return createSchema<Asking>({
    typeDefs: TYPES,
    resolvers: {
      SmartFlexDeviceInterface: { __resolveType: () => 'SmartFlexChargePoint' },
      Query: {
        devices(_: unknown, _asked: unknown, context: Asking) {
          authorised(context);
          const { id, state: currentState, suspended } = state.device;
          const current = currentState === 'RETIRED' ? 'RETIRED' : 'LIVE';
          return [
            {
              id,
              provider: 'OCPP',
              deviceType: 'ELECTRIC_VEHICLES',
              make: 'offpeak',
              model: 'reference',
              status: { current, currentState, isSuspended: suspended },
              preferences: {
                targetType: 'RELATIVE_STATE_OF_CHARGE',
                unit: 'PERCENTAGE',
                mode: 'CHARGE',
                schedules: state.preferences.map((each) => ({ ...each, min: null, upperLimit: 100 })),
              },
            },
          ];
        },
        flexPlannedDispatches(_: unknown, { deviceId }: { deviceId: string }, context: Asking) {
          authorised(context);
          mine(deviceId);
          if (state.answers === 'no plan')
            throw krakenError('KT-CT-4340', 'Unable to fetch planned dispatches.');
          return dispatches().map(({ from, to, kind }) => ({
            start: written(from),
            end: written(to),
            type: kind === 'boost' ? 'BOOST' : 'SMART',
            energyAddedKwh: kilowattHours((THOUGHT * (to - from)) / 3_600_000),
          }));
        },
        plannedDispatches(_: unknown, _asked: unknown, context: Asking) {
          authorised(context);
          if (state.answers === 'no plan')
            throw krakenError('KT-CT-4340', 'Unable to fetch planned dispatches.');
          return dispatches().map(({ from, to, kind }) => ({
            start: written(from),
            end: written(to),
            delta: kilowattHours((THOUGHT * (to - from)) / 3_600_000),
            meta: { source: kind === 'boost' ? 'bump-charge' : 'smart-charge', location: null },
          }));
        },
        completedDispatches(_: unknown, _asked: unknown, context: Asking) {
          authorised(context);
          return completedNow(state).map(({ from, to, wattHours }) => ({
            start: written(from),
            end: written(to),
            delta: kilowattHours(wattHours),
            meta: { source: null, location: 'AT_HOME' },
          }));
        },
      },
      Mutation: {
        obtainKrakenToken(_: unknown, { input }: { input: { APIKey?: string; refreshToken?: string } }) {
          const found = issue(state, {
            ...(input.APIKey === undefined ? {} : { apiKey: input.APIKey }),
            ...(input.refreshToken === undefined ? {} : { refreshToken: input.refreshToken }),
          });
          if (found === undefined) throw krakenError('KT-CT-1139', 'Authentication failed.');
          return {
            token: found.token,
            refreshToken: found.refreshToken,
            refreshExpiresIn: Math.floor(found.refreshExpires / 1000),
          };
        },
        setDevicePreferences(
          _: unknown,
          { input }: { input: { deviceId: string; schedules: readonly { dayOfWeek: string; time: string; max?: number }[] } },
          context: Asking,
        ) {
          authorised(context);
          mine(input.deviceId);
          if (input.schedules.some(({ time }) => !/^(0[4-9]|1[01]):(00|30)(:00)?$/.test(time)))
            throw krakenError('KT-CT-4350', 'Invalid target time: 04:00 to 11:00 in steps of half an hour.');
          state.preferences = input.schedules.map(({ dayOfWeek, time, max = 80 }) => ({ dayOfWeek, time, max }));
          return { id: input.deviceId };
        },
        updateBoostCharge(
          _: unknown,
          { input }: { input: { deviceId: string; action: 'BOOST' | 'CANCEL' } },
          context: Asking,
        ) {
          authorised(context);
          mine(input.deviceId);
          const refuse = (reason: string): never => {
            throw krakenError('KT-CT-4357', 'Boost charge refused.', { boostChargeRefusalReasons: [reason] });
          };
          if (state.device.suspended) refuse('BC_DEVICE_SUSPENDED');
          if (state.device.state === 'LOST_CONNECTION') refuse('BC_DEVICE_DISCONNECTED');
          if (input.action === 'BOOST' && state.boosts.length > 0) refuse('BC_BOOST_CHARGE_IN_PROGRESS');
          const from = state.clock.now();
          state.boosts = input.action === 'BOOST' ? [{ from, to: plus(from, BOOST), kind: 'boost' }] : [];
          return { id: input.deviceId };
        },
        updateDeviceSmartControl(
          _: unknown,
          { input }: { input: { deviceId: string; action: 'SUSPEND' | 'UNSUSPEND' } },
          context: Asking,
        ) {
          authorised(context);
          mine(input.deviceId);
          state.device.suspended = input.action === 'SUSPEND';
          return { id: input.deviceId };
        },
      },
    },
  });
};
