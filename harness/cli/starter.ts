/** What `offpeak init` writes. `init.test.ts` checks and runs it. */

const CHARGER = `# How offpeak reaches your charger. See "Point it at your charger" in the README of offpeak.
id: my-charger
name: My charger                          # stands in reports
side: charger
dialects: [ocpp1.6]                       # ocpp1.6, ocpp2.0.1, ocpp2.1
reach: { port: 9000, identity: CHARGER1 } # it dials in to ws://THIS-HOST:9000/CHARGER1; add "listen: 0.0.0.0" for a bench
# basic: { user: CHARGER1, password: { env: CHARGER_PASSWORD } }
time: { mode: steered, samples: 10 s }    # it adopts the time of BootNotification and Heartbeat; or { mode: real }
patience: 60 s
actions:                                  # ask: a person; or http:, command:, stdin:
  plug in: { ask: Plug the car in }
  unplug: { ask: Unplug the car }
declares:                                 # what it can do; what is missing here is not assumed
  SC.TxProfile: yes
  SC.TxDefaultProfile: yes
  SC.Watts: yes
  SC.Amps: yes
  MV.Sampled: yes
`;

const CSMS = `# How offpeak reaches your CSMS. See "Point it at your CSMS" in the README of offpeak.
id: my-csms
name: My CSMS                             # stands in reports
side: csms
dialects: [ocpp1.6]                       # ocpp1.6, ocpp2.0.1, ocpp2.1
reach: { url: 'ws://127.0.0.1:8080/ocpp', identity: OFFPEAK1 }
# basic: { user: OFFPEAK1, password: { env: CSMS_PASSWORD } }
time: { mode: scaled, rate: 600 }         # our charger lives 600 seconds in one; or { mode: real }
patience: 60 s
# Only if it does not plan by itself: the request of yours that makes it send one.
# actions:
#   send request:
#     http: { url: 'http://127.0.0.1:8081/stations/{identity}/{action}', headers: { content-type: application/json }, body: '{payload}' }
declares:
  SC.TxProfile: yes
  SC.Watts: yes
  MV.Sampled: yes
`;

const TARIFF = `id: own-night
name: "Our night tariff"
zone: Europe/London
clock: local                              # or utc: bands that stay in UTC all year
standard: 28 p
bands:
  - { name: off-peak, from: 00:30, to: 05:30, price: 8 p }
source: "who says so, and where"
as of: 2026-01-01
`;

const REQUIREMENTS = `- { id: "own:NIGHT", level: must, who: both, text: "A vehicle that is plugged in at nine charges at our cheap rate only." }
`;

const SUITE = `# yaml-language-server: $schema=../../node_modules/offpeak/harness/suite/schema.json
id: OWN-001
title: Our night, charged at our cheap rate only
subject: either
dialects: [ocpp1.6, ocpp2.0.1, ocpp2.1]
needs: { all: [SC.TxProfile, SC.Watts, MV.Sampled] }
proves: [own:NIGHT]

given:
  zone: Europe/London
  now: 2026-01-14 20:55
  tariff: tariffs/own-night.yaml
  vehicle: { battery: 60 kWh, charged: 30 %, takes: 7 kW }
  supply: { voltage: 230 V, phases: 1, fuse: 32 A }

timeline:
  - day: 2026-01-14
  - at: 21:00
    driver: plugs in
  - at: 21:00
    within: 60 s
    charger: starts transaction
  - after: previous
    within: 60 s
    csms: sets charging profile
    with: { schedule: tariff }            # 0 W until the window, full rate inside it, 0 W after
    reply: accepted
  - day: 2026-01-15
  - at: 07:00
    driver: unplugs
  - at: 07:00
    within: 60 s
    charger: ends transaction

then:
  - power:
      settle: 60 s                        # grace after every edge
      sampled: 6 min                      # a longer gap in the evidence is unproven, never passed
      curve:
        - { from: 21:02, to: 00:30, power: 0 kW, within: 0.1 kW }
        - { from: 00:30, to: 05:30, power: 7 kW, within: 5 % }
        - { from: 05:30, to: 07:00, power: 0 kW, within: 0.1 kW }
    proves: [own:NIGHT]
  - cost: { off-peak share: at least 99 % }
`;

const GITHUB = (subject: string): string => `name: offpeak
on: [push, pull_request]
permissions: { contents: read }
jobs:
  night:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 24 }
      - run: npm install --no-save offpeak
      - run: npx offpeak check
      # The references of offpeak itself: shows that suites and harness are well.
      - run: npx offpeak run --out reports/offpeak
      # Your own, once it can be started here:
      # - run: npx offpeak run --subject ${subject} --out reports/own
      - uses: actions/upload-artifact@v4
        if: always()
        with: { name: offpeak, path: reports }
`;

const GITLAB = (subject: string): string => `offpeak:
  image: node:24
  script:
    - npm install --no-save offpeak
    - npx offpeak check
    # The references of offpeak itself: shows that suites and harness are well.
    - npx offpeak run --out reports/offpeak
    # Your own, once it can be started here:
    # - npx offpeak run --subject ${subject} --out reports/own
  artifacts:
    when: always
    paths: [reports]
    reports: { junit: reports/*/junit.xml }
`;

export type StarterSide = 'charger' | 'csms';
export type StarterCi = 'github' | 'gitlab' | 'none';

/** Files by their path below the project's folder. */
export const starter = (side: StarterSide, ci: StarterCi): ReadonlyMap<string, string> => {
  const subject = `subjects/my-${side}.yaml`;
  const files = new Map([
    [subject, side === 'charger' ? CHARGER : CSMS],
    ['fixtures/tariffs/own-night.yaml', TARIFF],
    ['suites/requirements/own.yaml', REQUIREMENTS],
    ['suites/own/OWN-001-our-night.yaml', SUITE],
  ]);
  if (ci === 'github') files.set('.github/workflows/offpeak.yml', GITHUB(subject));
  if (ci === 'gitlab') files.set('.gitlab-ci.yml', GITLAB(subject));
  return files;
};
