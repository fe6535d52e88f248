#!/usr/bin/env node
// Plain JavaScript, so that an old Node can say what is wrong instead of failing on a type.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `offpeak needs Node 22.18 or newer; this is ${process.version}.\n` +
      'In a checkout, "npm ci" brings a newer one along: run it as "npx offpeak ..." or "npm start".\n',
  );
  process.exitCode = 64;
} else {
  // "offpeak list | head" closes the pipe early; that is no error of anybody's.
  process.stdout.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const { main } = await import('./main.ts');
  process.exitCode = await main(process.argv.slice(2));
}
