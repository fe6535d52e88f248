# The whole tool, and (target "simulator") a charger or a supplier's CSMS to run on its own.
#   docker build -t offpeak .                              the tool: offpeak run, check, judge ...
#   docker build -t offpeak-simulator --target simulator . a CSMS by default; "simulate charger --url ..." a charger
# Without an image registry, harness/image/build.sh assembles the base on this machine. No step here needs a shell.
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS packages
WORKDIR /opt/offpeak
COPY package.json package-lock.json ./
RUN ["node", "/usr/local/lib/node_modules/npm/bin/npm-cli.js", "ci", "--omit=dev", "--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund"]

FROM ${NODE_IMAGE} AS offpeak
ENV NODE_ENV=production
WORKDIR /opt/offpeak
COPY --from=packages /opt/offpeak/node_modules ./node_modules
COPY package.json LICENSE ./
COPY harness ./harness
COPY suites ./suites
COPY fixtures ./fixtures
USER 1000:1000
ENTRYPOINT ["node", "/opt/offpeak/harness/cli/offpeak.js"]
CMD ["--help"]

FROM offpeak AS simulator
EXPOSE 9000
HEALTHCHECK --interval=5s --timeout=3s --start-period=5s --retries=3 \
  CMD ["node", "/opt/offpeak/harness/image/healthy.js"]
CMD ["simulate", "csms", "--host", "0.0.0.0", "--port", "9000", "--control", "127.0.0.1:9090"]
