// The health check of our simulators: plain JavaScript, so that it starts fast. Asks the control address in the
// container; where there is none (somebody chose another command), there is nothing to say.
const address = process.env.OFFPEAK_CONTROL ?? '127.0.0.1:9090';
try {
  const response = await fetch(`http://${address}/health`, { signal: AbortSignal.timeout(2500) });
  process.exitCode = response.ok ? 0 : 1;
} catch {
  process.exitCode = 1;
}
